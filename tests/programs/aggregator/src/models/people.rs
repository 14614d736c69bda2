//! People, and the accounts of those who are from here.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::derive::Model;
use crate::keys::*;
use crate::models::*;
use crate::schema::*;

/// Somebody on an instance, maybe not on ours.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = person)]
#[model(timestamps, soft_delete)]
#[has_one(Account)]
#[has_one(PersonStats, name = stats, table = stats_person)]
#[has_many(Post, foreign_key = creator_id)]
#[has_many(Comment, foreign_key = creator_id)]
#[has_one(Post, name = latest_post, foreign_key = creator_id, latest = created_at)]
#[has_one(Comment, name = best_comment, foreign_key = creator_id, latest = score)]
#[has_many_through(Comment, name = answers, through = Post, first_key = creator_id)]
#[belongs_to_many(Community, name = followed_communities, pivot = community_tie, filter = community_tie::followed_at.is_not_null(),
    attach(followed_at = diesel::dsl::now), detach(followed_at = None))]
#[belongs_to_many(Community, name = blocked_communities, pivot = community_tie, filter = community_tie::blocked_at.is_not_null(),
    attach(blocked_at = diesel::dsl::now), detach(blocked_at = None))]
#[belongs_to_many(Community, name = moderated, pivot = community_tie, values(moderates = true), detach(moderates = false))]
#[belongs_to_many(Post, name = saved_posts, pivot = post_tie, filter = post_tie::saved_at.is_not_null(),
    attach(saved_at = diesel::dsl::now), detach(saved_at = None))]
#[belongs_to_many(Post, name = hidden_posts, pivot = post_tie, values(hidden = true), detach(hidden = false))]
#[belongs_to_many(Post, name = voted_posts, pivot = post_tie, using = PostVote, filter = post_tie::vote.is_not_null(), attach(vote = 1i16), detach(vote = None))]
#[belongs_to_many(Comment, name = saved_comments, pivot = comment_tie, owner_key = comment_id, filter = comment_tie::saved_at.is_not_null(),
    attach(saved_at = diesel::dsl::now), detach(saved_at = None))]
#[belongs_to_many(Person, name = followed, pivot = person_tie, foreign_key = person_id, related_key = target_id,
    filter = person_tie::followed_at.is_not_null(), attach(followed_at = diesel::dsl::now), detach(followed_at = None))]
#[belongs_to_many(Person, name = followers, pivot = person_tie, foreign_key = target_id, related_key = person_id,
    filter = person_tie::followed_at.is_not_null(), attach(followed_at = diesel::dsl::now), detach(followed_at = None))]
#[belongs_to_many(Person, name = blocked, pivot = person_tie, foreign_key = person_id, related_key = target_id,
    filter = person_tie::blocked_at.is_not_null(), attach(blocked_at = diesel::dsl::now), detach(blocked_at = None))]
#[belongs_to_many(Instance, name = blocked_instances, pivot = instance_block, soft_delete)]
#[belongs_to_many(PollOption, name = votes, pivot = poll_vote, owner_key = (poll_id, number), related_key = (poll_id, number))]
#[has_many(PersonTie, name = ties)]
#[has_many(Message, name = sent, foreign_key = sender_id)]
#[has_many(Message, name = received, foreign_key = recipient_id)]
#[has_many(Mention, foreign_key = recipient_id)]
#[has_many(Report, name = filed_reports, foreign_key = reporter_id)]
#[has_many(Report, name = resolved_reports, foreign_key = resolver_id)]
#[has_many(LogEntry, name = acts, foreign_key = moderator_id)]
#[has_many(LogEntry, name = sanctions, foreign_key = target_id)]
#[has_many(Collection, foreign_key = owner_id)]
#[has_many(Invitation, foreign_key = sender_id)]
#[has_one(Invitation, name = invited_by, foreign_key = taker_id)]
#[morph_one(Image, name = avatar, morph = owner)]
pub struct Person {
    pub id: PersonId,
    #[model(belongs_to(Instance))]
    pub instance_id: InstanceId,
    pub name: String,
    pub display_name: Option<String>,
    pub bot: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub deleted_at: Option<DateTime<Utc>>,
}

/// A person as pages show them: with the theme, a column of a joined table.
#[derive(Debug, Clone, PartialEq, HasQuery, Identifiable, Model)]
#[diesel(table_name = person, base_query = person::table.left_join(account::table), check_for_backend(diesel::pg::Pg))]
#[has_many(Post, foreign_key = post::creator_id)]
#[belongs_to_many(Community, name = moderated, pivot = community_tie, foreign_key = person_id, values(moderates = true),
    detach(moderates = false))]
pub struct Profile {
    pub id: PersonId,
    pub name: String,
    #[diesel(select_expression = account::theme.nullable())]
    pub theme: Option<String>,
}

/// One fact of a tie between a person and a post.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = post_tie)]
pub struct PostVote {
    pub vote: Option<i16>,
}

/// What a person thinks of another one.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = person_tie, primary_key(person_id, target_id))]
pub struct PersonTie {
    #[model(belongs_to(Person))]
    pub person_id: PersonId,
    #[model(belongs_to(Person))]
    pub target_id: PersonId,
    pub followed_at: Option<DateTime<Utc>>,
    pub blocked_at: Option<DateTime<Utc>>,
    pub note: Option<String>,
}

/// What somebody from here has beside a person.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = account, primary_key(account_id))]
#[has_many(Session)]
#[has_one(Session, name = latest_session, latest = started_at)]
#[has_many(EmailCheck)]
#[has_one(Application)]
#[has_many(KeywordBlock)]
#[has_many(Upload)]
#[belongs_to_many(Language, pivot = account_language, owner_key = code)]
#[belongs_to_many(Provider, pivot = provider_account, using = ProviderSubject, owner_key = provider_id)]
pub struct Account {
    pub account_id: AccountId,
    #[model(belongs_to(Person))]
    pub person_id: PersonId,
    pub email: Option<String>,
    pub theme: String,
    pub interests: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = session, primary_key(token))]
pub struct Session {
    pub token: String,
    #[model(belongs_to(Account))]
    pub account_id: AccountId,
    pub agent: Option<String>,
    pub started_at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = email_check)]
pub struct EmailCheck {
    pub id: i32,
    #[model(belongs_to(Account))]
    pub account_id: AccountId,
    pub email: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = application)]
pub struct Application {
    pub id: i32,
    #[model(belongs_to(Account))]
    pub account_id: AccountId,
    #[model(belongs_to(Person))]
    pub admin_id: Option<PersonId>,
    pub answer: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = invitation, primary_key(code))]
pub struct Invitation {
    pub code: String,
    #[model(belongs_to(Person))]
    pub sender_id: PersonId,
    #[model(belongs_to(Person))]
    pub taker_id: Option<PersonId>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = keyword_block, primary_key(account_id, keyword))]
pub struct KeywordBlock {
    #[model(belongs_to(Account))]
    pub account_id: AccountId,
    pub keyword: String,
}

/// An account as its provider knows it; also the pivot table between the two.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = provider_account, primary_key(provider_id, account_id))]
pub struct ProviderAccount {
    #[model(belongs_to(Provider))]
    pub provider_id: ProviderId,
    #[model(belongs_to(Account))]
    pub account_id: AccountId,
    pub subject: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = provider_account)]
pub struct ProviderSubject {
    pub subject: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = upload, primary_key(alias))]
pub struct Upload {
    pub alias: String,
    #[model(belongs_to(Account))]
    pub account_id: Option<AccountId>,
    pub bytes: i64,
}
