//! Comments, and what people do with them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::derive::Model;
use crate::keys::*;
use crate::models::*;
use crate::schema::*;

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = comment, primary_key(comment_id))]
#[model(soft_delete = deleted)]
#[has_many(Comment, name = replies, foreign_key = parent_id)]
#[has_many(Mention)]
#[has_many(CommentTie, name = ties)]
#[belongs_to_many(Person, name = savers, pivot = comment_tie, filter = comment_tie::saved_at.is_not_null(),
    attach(saved_at = diesel::dsl::now), detach(saved_at = None))]
#[belongs_to_many(Person, name = voters, pivot = comment_tie, using = CommentVote, filter = comment_tie::vote.is_not_null(),
    attach(vote = 1i16), detach(vote = None))]
#[belongs_to_many(Person, name = mentioned, pivot = mention, related_key = recipient_id)]
#[morph_many(Report, morph = subject)]
#[morph_to_many(Collection, morph = item, pivot = collection_item)]
pub struct Comment {
    pub comment_id: CommentId,
    #[model(belongs_to(Post, touch))]
    pub post_id: PostId,
    #[model(belongs_to(Person))]
    #[model(belongs_to(Profile, name = author))]
    pub creator_id: PersonId,
    #[model(belongs_to(Comment))]
    pub parent_id: Option<CommentId>,
    #[model(belongs_to(Language, owner_key = code))]
    pub language_code: Option<LanguageCode>,
    pub body: String,
    pub score: i32,
    pub deleted: bool,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = comment_tie, primary_key(comment_id, person_id))]
pub struct CommentTie {
    #[model(belongs_to(Comment))]
    pub comment_id: CommentId,
    #[model(belongs_to(Person))]
    pub person_id: PersonId,
    pub saved_at: Option<DateTime<Utc>>,
    pub vote: Option<i16>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable)]
#[diesel(table_name = comment_tie)]
pub struct CommentVote {
    pub vote: Option<i16>,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = mention)]
pub struct Mention {
    pub id: i32,
    #[model(belongs_to(Comment))]
    pub comment_id: CommentId,
    #[model(belongs_to(Person))]
    pub recipient_id: PersonId,
    pub seen: bool,
}
