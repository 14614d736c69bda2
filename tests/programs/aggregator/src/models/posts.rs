//! Posts, and what is beside them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::derive::Model;
use crate::keys::*;
use crate::models::*;
use crate::schema::*;

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = post)]
#[model(timestamps, soft_delete)]
#[has_one(PostStats, name = stats, table = stats_post)]
#[has_one(PostRanking, name = ranking)]
#[has_one(Poll)]
#[has_many(Comment)]
#[has_many(Comment, name = top_comments, filter = comment::parent_id.is_null())]
#[has_one(Comment, name = best_comment, latest = score)]
#[has_many(Post, name = crossposts, foreign_key = crosspost_of_id)]
#[belongs_to_many(Person, name = commenters, pivot = comment, related_key = creator_id)]
#[belongs_to_many(Person, name = savers, pivot = post_tie, filter = post_tie::saved_at.is_not_null(),
    attach(saved_at = diesel::dsl::now), detach(saved_at = None))]
#[belongs_to_many(Person, name = readers, pivot = post_tie, filter = post_tie::read_at.is_not_null(),
    attach(read_at = diesel::dsl::now), detach(read_at = None))]
#[belongs_to_many(Person, name = voters, pivot = post_tie, using = PostVote, filter = post_tie::vote.is_not_null(), attach(vote = 1i16), detach(vote = None))]
#[belongs_to_many(Flair, pivot = post_flair, owner_key = flair_id, using = FlairPlace)]
#[has_many(PostTie, name = ties)]
#[has_many(LogEntry)]
#[morph_many(Image, morph = owner)]
#[morph_many(Report, morph = subject)]
#[morph_to_many(Collection, morph = item, pivot = collection_item)]
pub struct Post {
    pub id: PostId,
    #[model(belongs_to(Person))]
    pub creator_id: PersonId,
    #[model(belongs_to(Community))]
    pub community_id: CommunityId,
    #[model(belongs_to(Language, owner_key = code))]
    pub language_code: Option<LanguageCode>,
    #[model(belongs_to(Post))]
    pub crosspost_of_id: Option<PostId>,
    pub title: String,
    pub url: Option<String>,
    pub score: i32,
    pub keywords: Vec<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub deleted_at: Option<DateTime<Utc>>,
}

/// What a person has done with a post.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = post_tie, primary_key(post_id, person_id))]
pub struct PostTie {
    #[model(belongs_to(Post))]
    pub post_id: PostId,
    #[model(belongs_to(Person))]
    pub person_id: PersonId,
    pub read_at: Option<DateTime<Utc>>,
    pub saved_at: Option<DateTime<Utc>>,
    pub hidden: bool,
    pub vote: Option<i16>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = post_flair)]
pub struct FlairPlace {
    pub place: i32,
}

/// A row of a view.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Model)]
#[diesel(table_name = post_ranking, primary_key(post_id))]
pub struct PostRanking {
    #[model(belongs_to(Post))]
    pub post_id: PostId,
    #[model(belongs_to(Community))]
    pub community_id: CommunityId,
    pub score: i32,
    pub place: i64,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = poll, primary_key(poll_id))]
#[has_many(PollOption, name = options)]
pub struct Poll {
    pub poll_id: PollId,
    #[model(belongs_to(Post))]
    pub post_id: PostId,
    pub question: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = poll_option, primary_key(poll_id, number))]
#[has_many(PollVote, name = votes, foreign_key = (poll_id, number))]
#[belongs_to_many(Person, name = voters, pivot = poll_vote, foreign_key = (poll_id, number))]
pub struct PollOption {
    #[model(belongs_to(Poll))]
    pub poll_id: PollId,
    pub number: i32,
    pub answer: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = poll_vote, primary_key(poll_id, number, person_id))]
pub struct PollVote {
    pub poll_id: PollId,
    #[model(belongs_to(PollOption, name = option, foreign_key = (poll_id, number)))]
    pub number: i32,
    #[model(belongs_to(Person))]
    pub person_id: PersonId,
}

/// A picture of a person, a community, a post or the site.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = image, primary_key(image_id))]
pub struct Image {
    pub image_id: ImageId,
    pub url: String,
    #[morph_to(Person, Community, Post, Site, enum_name = ImageOwner)]
    pub owner_id: i32,
    pub owner_type: String,
}

/// Posts and comments that somebody has put together.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = collection)]
#[morphed_by_many(Post, morph = item, pivot = collection_item, using = ItemPlace)]
#[morphed_by_many(Comment, morph = item, pivot = collection_item, owner_key = comment_id)]
pub struct Collection {
    pub id: CollectionId,
    #[model(belongs_to(Person))]
    pub owner_id: PersonId,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = collection_item)]
pub struct ItemPlace {
    pub place: i32,
}
