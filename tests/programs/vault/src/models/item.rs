//! What a vault holds.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::derive::Model;
use crate::keys::*;
use crate::models::*;
use crate::schema::*;

/// A login, a note or a card, of a user or of an organization.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = items, primary_key(uuid))]
#[model(timestamps, soft_delete)]
#[has_many(Attachment)]
#[has_many(ItemVersion, name = versions)]
#[has_one(ItemVersion, name = latest_version, latest = number)]
#[has_many(Event)]
#[belongs_to_many(Folder, pivot = folders_items, owner_key = uuid)]
#[belongs_to_many(Collection, pivot = collections_items, owner_key = uuid)]
#[belongs_to_many(User, name = fans, pivot = favorites, owner_key = uuid)]
pub struct Item {
    pub uuid: ItemId,
    #[model(belongs_to(User, owner_key = uuid))]
    pub owner_uuid: Option<UserId>,
    #[model(belongs_to(Organization))]
    pub organization_uuid: Option<OrganizationId>,
    pub kind: i32,
    pub name: String,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub deleted_at: Option<NaiveDateTime>,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = folders, primary_key(uuid))]
#[belongs_to_many(Item, pivot = folders_items, owner_key = uuid)]
pub struct Folder {
    pub uuid: FolderId,
    #[model(belongs_to(User))]
    pub user_uuid: UserId,
    pub name: String,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = attachments)]
pub struct Attachment {
    pub id: AttachmentId,
    #[model(belongs_to(Item, touch))]
    pub item_uuid: ItemId,
    pub file_name: String,
    pub file_size: i64,
}

/// A password that an item had.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = item_versions, primary_key(item_uuid, number))]
pub struct ItemVersion {
    #[model(belongs_to(Item))]
    pub item_uuid: ItemId,
    pub number: i32,
    pub password: String,
}

/// The pivot table of a user's archive, as a model.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = archives, primary_key(user_uuid, item_uuid))]
pub struct Archive {
    #[model(belongs_to(User))]
    pub user_uuid: UserId,
    #[model(belongs_to(Item))]
    pub item_uuid: ItemId,
    pub archived_at: Option<NaiveDateTime>,
}

/// Something that is shown to whoever has the link.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = sends, primary_key(uuid))]
pub struct Send {
    pub uuid: SendId,
    #[model(belongs_to(User))]
    pub user_uuid: Option<UserId>,
    #[model(belongs_to(Organization))]
    pub organization_uuid: Option<OrganizationId>,
    pub name: String,
    pub disabled: bool,
}
