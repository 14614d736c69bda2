//! Users, and how they come in.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::derive::Model;
use crate::keys::*;
use crate::models::*;
use crate::schema::*;

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = users, primary_key(uuid))]
#[model(timestamps)]
#[has_many(Device)]
#[has_one(Device, name = latest_device, latest = updated_at)]
#[has_many(Login)]
#[has_many(TwoFactor)]
#[has_many(TwoFactor, name = second_factors, values(verified = true))]
#[has_one(SsoUser)]
#[has_many(AuthRequest)]
#[has_many(Emergency, name = granted, foreign_key = grantor_uuid)]
#[has_many(Emergency, name = received, foreign_key = grantee_uuid)]
#[has_many(Folder)]
#[has_many(Item, foreign_key = owner_uuid)]
#[has_many_through(Attachment, through = Item, first_key = owner_uuid, second_key = item_uuid)]
#[belongs_to_many(Item, name = favorites, pivot = favorites, owner_key = uuid)]
#[belongs_to_many(Item, name = archived, pivot = archives, owner_key = uuid, filter = archives::archived_at.is_not_null(),
    attach(archived_at = diesel::dsl::now), detach(archived_at = None))]
#[has_many(Membership)]
#[belongs_to_many(Organization, pivot = memberships, owner_key = uuid, using = Role)]
#[belongs_to_many(Collection, pivot = collections_users, owner_key = uuid, using = Access)]
#[has_many(Send)]
#[has_many(Event)]
#[has_many(Event, name = acts, foreign_key = actor_uuid)]
pub struct User {
    pub uuid: UserId,
    pub email: String,
    pub name: String,
    pub enabled: bool,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// Somebody who was asked to come: the user with the same address, once there is one.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = invitations, primary_key(email))]
#[has_one(User, foreign_key = email)]
pub struct Invitation {
    pub email: String,
}

/// A device of one user; the same device of another user is another row.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = devices, primary_key(uuid, user_uuid))]
#[has_one(Login, local_key = (uuid, user_uuid), foreign_key = (device_uuid, user_uuid))]
#[has_many(AuthRequest, local_key = (uuid, user_uuid), foreign_key = (device_uuid, user_uuid))]
pub struct Device {
    pub uuid: DeviceId,
    #[model(belongs_to(User))]
    pub user_uuid: UserId,
    pub name: String,
    pub kind: i32,
    pub updated_at: NaiveDateTime,
}

/// A login that waits for its second factor.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = logins, primary_key(user_uuid, device_uuid))]
pub struct Login {
    #[model(belongs_to(User))]
    pub user_uuid: UserId,
    #[model(belongs_to(Device, name = device, foreign_key = (device_uuid, user_uuid)))]
    pub device_uuid: DeviceId,
    pub address: String,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = two_factors, primary_key(uuid))]
pub struct TwoFactor {
    pub uuid: TwoFactorId,
    #[model(belongs_to(User, touch))]
    pub user_uuid: UserId,
    pub kind: i32,
    pub verified: bool,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = sso_users, primary_key(user_uuid))]
pub struct SsoUser {
    #[model(belongs_to(User))]
    pub user_uuid: UserId,
    pub identifier: String,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = auth_requests, primary_key(uuid))]
pub struct AuthRequest {
    pub uuid: AuthRequestId,
    #[model(belongs_to(User))]
    pub user_uuid: UserId,
    #[model(belongs_to(Device, name = device, foreign_key = (device_uuid, user_uuid)))]
    pub device_uuid: Option<DeviceId>,
    #[model(belongs_to(Organization))]
    pub organization_uuid: Option<OrganizationId>,
    pub approved: Option<bool>,
}

/// Who may take over a vault.
#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = emergencies, primary_key(uuid))]
pub struct Emergency {
    pub uuid: EmergencyId,
    #[model(belongs_to(User, owner_key = uuid))]
    pub grantor_uuid: UserId,
    #[model(belongs_to(User, owner_key = uuid))]
    pub grantee_uuid: Option<UserId>,
    pub wait_days: i32,
}

#[derive(Debug, PartialEq, Queryable, Selectable, Identifiable, Insertable, Model)]
#[diesel(table_name = events, primary_key(uuid))]
pub struct Event {
    pub uuid: EventId,
    pub kind: i32,
    #[model(belongs_to(User))]
    pub user_uuid: Option<UserId>,
    #[model(belongs_to(User, owner_key = uuid))]
    pub actor_uuid: Option<UserId>,
    #[model(belongs_to(Organization))]
    pub organization_uuid: Option<OrganizationId>,
    #[model(belongs_to(Item))]
    pub item_uuid: Option<ItemId>,
    pub happened_at: NaiveDateTime,
}
