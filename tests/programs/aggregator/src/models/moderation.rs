//! Messages, reports, and what moderators do.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::derive::Model;
use crate::keys::*;
use crate::kinds::LogKind;
use crate::models::*;
use crate::schema::*;

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = message)]
#[model(soft_delete = deleted)]
#[has_many(Message, name = replies, foreign_key = reply_to_id)]
#[morph_many(Report, morph = subject)]
pub struct Message {
    pub id: MessageId,
    #[model(belongs_to(Person))]
    pub sender_id: PersonId,
    #[model(belongs_to(Person))]
    pub recipient_id: PersonId,
    #[model(belongs_to(Message))]
    pub reply_to_id: Option<MessageId>,
    pub body: String,
    pub deleted: bool,
}

/// What somebody says is wrong with a post, a comment or a message.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = report)]
pub struct Report {
    pub id: ReportId,
    #[model(belongs_to(Person))]
    pub reporter_id: PersonId,
    #[model(belongs_to(Person))]
    pub resolver_id: Option<PersonId>,
    #[morph_to(Post, Comment, Message)]
    pub subject_id: i32,
    pub subject_type: String,
    pub community_id: Option<CommunityId>,
    #[model(belongs_to(Rule, name = rule, foreign_key = (community_id, rule_number)))]
    pub rule_number: Option<i32>,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = log_entry)]
pub struct LogEntry {
    pub id: LogEntryId,
    #[model(belongs_to(Person))]
    pub moderator_id: PersonId,
    #[model(belongs_to(Person))]
    pub target_id: Option<PersonId>,
    #[model(belongs_to(Community))]
    pub community_id: Option<CommunityId>,
    #[model(belongs_to(Post))]
    pub post_id: Option<PostId>,
    #[model(belongs_to(Comment))]
    pub comment_id: Option<CommentId>,
    pub kind: LogKind,
    pub made_at: DateTime<Utc>,
}
