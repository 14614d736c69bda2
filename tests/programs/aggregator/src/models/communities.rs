//! Communities, and what people are to them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::derive::Model;
use crate::keys::*;
use crate::kinds::Visibility;
use crate::models::*;
use crate::schema::*;

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = community)]
#[model(timestamps, soft_delete = removed)]
#[has_one(CommunityStats, name = stats, table = stats_community)]
#[has_many(Community, name = children, foreign_key = parent_id)]
#[has_many(Post)]
#[has_one(Post, name = newest_post, latest = created_at)]
#[has_many_through(Comment, through = Post)]
#[belongs_to_many(Person, name = members, pivot = community_tie, using = CommunityMember, accessor = tie)]
#[belongs_to_many(Person, name = followers, pivot = community_tie, filter = community_tie::followed_at.is_not_null(),
    attach(followed_at = diesel::dsl::now), detach(followed_at = None))]
#[belongs_to_many(Person, name = moderators, pivot = community_tie, values(moderates = true), detach(moderates = false))]
#[belongs_to_many(Person, name = banned, pivot = community_tie, using = Ban, accessor = ban, filter = community_tie::banned_at.is_not_null(),
    attach(banned_at = diesel::dsl::now), detach(banned_at = None, ban_ends = None))]
#[belongs_to_many(Profile, name = staff, pivot = community_tie, related_key = person_id, values(moderates = true),
    detach(moderates = false))]
#[belongs_to_many(Person, name = authors, pivot = post, related_key = creator_id)]
#[belongs_to_many(Language, pivot = community_language, owner_key = code)]
#[has_many(Flair)]
#[has_many(Rule)]
#[has_many(LogEntry)]
#[has_many(PostRanking, name = rankings)]
#[morph_one(Image, name = icon, morph = owner)]
pub struct Community {
    pub id: CommunityId,
    #[model(belongs_to(Instance))]
    pub instance_id: InstanceId,
    #[model(belongs_to(Community))]
    pub parent_id: Option<CommunityId>,
    pub name: String,
    pub title: String,
    pub visibility: Visibility,
    pub removed: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// All facts of a tie, beside the person.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = community_tie)]
pub struct CommunityMember {
    pub followed_at: Option<DateTime<Utc>>,
    pub moderates: bool,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = community_tie)]
pub struct Ban {
    pub ban_ends: Option<DateTime<Utc>>,
}

/// The tie itself, where it is asked for without the person.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = community_tie, primary_key(community_id, person_id))]
pub struct CommunityTie {
    #[model(belongs_to(Community))]
    pub community_id: CommunityId,
    #[model(belongs_to(Person))]
    pub person_id: PersonId,
    pub followed_at: Option<DateTime<Utc>>,
    pub moderates: bool,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = rule, primary_key(community_id, number))]
#[has_many(Report, foreign_key = (community_id, rule_number))]
pub struct Rule {
    #[model(belongs_to(Community))]
    pub community_id: CommunityId,
    pub number: i32,
    pub body: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = flair, primary_key(flair_id))]
#[belongs_to_many(Post, pivot = post_flair)]
pub struct Flair {
    pub flair_id: FlairId,
    #[model(belongs_to(Community))]
    pub community_id: CommunityId,
    pub name: String,
}
