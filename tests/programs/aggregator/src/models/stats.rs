//! Numbers, in tables of the same names in another SQL schema.

use diesel::prelude::*;

use super::derive::Model;
use crate::keys::*;
use crate::models::*;
use crate::schema::{comment, stats_community, stats_person, stats_post};

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = stats_person, primary_key(person_id))]
pub struct PersonStats {
    #[model(belongs_to(Person))]
    pub person_id: PersonId,
    pub posts: i64,
    pub comments: i64,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = stats_community, primary_key(community_id))]
pub struct CommunityStats {
    #[model(belongs_to(Community))]
    pub community_id: CommunityId,
    pub followers: i64,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = stats_post, primary_key(post_id))]
pub struct PostStats {
    #[model(belongs_to(Post))]
    pub post_id: PostId,
    #[model(belongs_to(Comment, table = comment, owner_key = comment_id))]
    pub newest_comment_id: Option<CommentId>,
    pub comments: i64,
}
