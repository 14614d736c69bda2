//! Organizations, and who may see what of them.

use diesel::prelude::*;

use super::derive::Model;
use crate::keys::*;
use crate::models::*;
use crate::schema::*;

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = organizations, primary_key(uuid))]
#[has_many(Membership)]
#[belongs_to_many(User, name = members, pivot = memberships, owner_key = uuid, using = Role)]
#[belongs_to_many(User, name = admins, pivot = memberships, owner_key = uuid, values(role = 0i32), detach(role = 2i32))]
#[has_many(Collection)]
#[has_many(Team)]
#[has_many(Item)]
#[has_many_through(Attachment, through = Item, second_key = item_uuid)]
#[has_many(Policy)]
#[has_many(Policy, name = active_policies, values(enabled = true))]
#[has_one(ApiKey)]
#[has_many(Send)]
#[has_many(Event)]
pub struct Organization {
    pub uuid: OrganizationId,
    pub name: String,
    pub billing_email: String,
}

/// A user in an organization: a pivot table with a key of its own, to which others refer.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = memberships, primary_key(uuid))]
#[belongs_to_many(Team, pivot = teams_memberships, owner_key = uuid)]
pub struct Membership {
    pub uuid: MembershipId,
    #[model(belongs_to(User))]
    pub user_uuid: UserId,
    #[model(belongs_to(Organization))]
    pub organization_uuid: OrganizationId,
    pub role: i32,
    pub status: i32,
}

#[derive(Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = memberships)]
pub struct Role {
    pub role: i32,
    pub status: i32,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = collections, primary_key(uuid))]
#[belongs_to_many(Item, pivot = collections_items, owner_key = uuid)]
#[belongs_to_many(User, pivot = collections_users, owner_key = uuid, using = Access)]
#[belongs_to_many(User, name = managers, pivot = collections_users, owner_key = uuid, values(manage = true), detach(manage = false))]
#[belongs_to_many(Team, pivot = collections_teams, owner_key = uuid, using = TeamAccess)]
pub struct Collection {
    pub uuid: CollectionId,
    #[model(belongs_to(Organization))]
    pub organization_uuid: OrganizationId,
    pub name: String,
}

/// What a user may do with a collection.
#[derive(Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = collections_users)]
pub struct Access {
    pub read_only: bool,
    pub manage: bool,
}

#[derive(Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = collections_teams)]
pub struct TeamAccess {
    pub read_only: bool,
}

/// The same, as a model.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = collections_users, primary_key(collection_uuid, user_uuid))]
pub struct CollectionUser {
    #[model(belongs_to(Collection))]
    pub collection_uuid: CollectionId,
    #[model(belongs_to(User))]
    pub user_uuid: UserId,
    pub read_only: bool,
    pub manage: bool,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = teams, primary_key(uuid))]
#[belongs_to_many(Membership, pivot = teams_memberships, owner_key = uuid)]
#[belongs_to_many(Collection, pivot = collections_teams, owner_key = uuid, using = TeamAccess)]
pub struct Team {
    pub uuid: TeamId,
    #[model(belongs_to(Organization))]
    pub organization_uuid: OrganizationId,
    pub name: String,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = policies, primary_key(uuid))]
pub struct Policy {
    pub uuid: PolicyId,
    #[model(belongs_to(Organization))]
    pub organization_uuid: OrganizationId,
    pub kind: i32,
    pub enabled: bool,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = api_keys, primary_key(uuid))]
pub struct ApiKey {
    pub uuid: ApiKeyId,
    #[model(belongs_to(Organization))]
    pub organization_uuid: OrganizationId,
    pub secret: String,
}
