//! Loads of several levels, of models that cannot be copied.

use diesel::prelude::*;
use diesel_relations::prelude::*;
use vault::models::*;
use vault::schema::*;

use crate::connection::{AnyConnection, Statements, each};
use crate::seed::{World, day};

pub(crate) fn run(
    conn: &mut AnyConnection,
    statements: &Statements,
    world: &World,
) -> QueryResult<()> {
    vaults(conn, statements)?;
    organizations(conn, statements, world)?;
    devices(conn, statements, world)?;
    people(conn, statements, world)
}

/// The items of each folder, with what belongs to them. `bank` is in both folders: its row is decoded twice.
fn vaults(conn: &mut AnyConnection, statements: &Statements) -> QueryResult<()> {
    let users = statements.sending(7, || {
        let items = Folder::ITEMS
            .order(items::name)
            .with(Item::ATTACHMENTS.order(attachments::id))
            .with(Item::LATEST_VERSION)
            .with(Item::OWNER.with(User::SSO_USER));
        User::query()
            .order(users::uuid)
            .with(User::FOLDERS.order(folders::name).with(items))
            .load(conn)
    })?;
    let folders = each(&users[0].folders, |folder| {
        (
            folder.name.as_str(),
            each(&folder.items, |item| item.name.as_str()),
        )
    });
    assert_eq!(
        folders,
        [("home", vec!["bank", "mail"]), ("money", vec!["bank"])]
    );
    let [bank, mail] = &users[0].folders[0].items[..] else {
        panic!("two items")
    };
    assert_eq!(
        each(&bank.attachments, |attachment| attachment
            .file_name
            .as_str()),
        ["card.pdf", "pin.txt"]
    );
    assert_eq!(users[0].folders[1].items[0].attachments, bank.attachments);
    assert_eq!(
        mail.latest_version
            .as_ref()
            .map(|version| version.password.as_str()),
        Some("s3cret")
    );
    let sso = mail
        .owner
        .as_ref()
        .and_then(|owner| owner.sso_user.as_ref());
    assert_eq!(sso.map(|sso| sso.identifier.as_str()), Some("ann-1"));
    assert!(users[1].folders.is_empty());
    Ok(())
}

/// Four levels, and pivot tables with columns of their own.
fn organizations(
    conn: &mut AnyConnection,
    statements: &Statements,
    world: &World,
) -> QueryResult<()> {
    let company = statements.sending(12, || {
        let members = Organization::MEMBERS
            .order(users::uuid)
            .with(User::DEVICES.order(devices::name));
        let teams = Organization::TEAMS
            .with(
                Team::MEMBERSHIPS
                    .order(memberships::uuid)
                    .with(Membership::USER),
            )
            .with(Team::COLLECTIONS);
        let collections = Organization::COLLECTIONS
            .with(Collection::ITEMS.with(Item::ATTACHMENTS))
            .with(Collection::MANAGERS);
        Organization::find(&world.company.uuid)
            .with(members)
            .with(teams)
            .with(collections)
            .with(Organization::API_KEY)
            .first(conn)
    })?;
    let members = each(&company.members, |member| {
        (
            member.name.as_str(),
            member.pivot.role,
            member.devices.len(),
        )
    });
    assert_eq!(members, [("ann", 0, 2), ("ben", 2, 1), ("cat", 2, 0)]);
    assert_eq!(
        each(&company.teams[0].memberships, |membership| membership
            .user
            .name
            .as_str()),
        ["ann", "ben"]
    );
    assert!(company.teams[0].collections[0].pivot.read_only);
    let item = &company.collections[0].items[0];
    assert_eq!(
        (item.name.as_str(), item.attachments[0].file_name.as_str()),
        ("server", "key.pem")
    );
    assert_eq!(
        company.collections[0].managers,
        [User::find(&world.ann.uuid).first(conn)?]
    );
    assert_eq!(
        company.api_key.as_ref().map(|key| key.secret.as_str()),
        Some("k")
    );
    // Through a model between.
    let company = statements.sending(2, || {
        Organization::find(&world.company.uuid)
            .with(Organization::ATTACHMENTS)
            .first(conn)
    })?;
    assert_eq!(
        each(&company.attachments, |attachment| attachment.file_size),
        [50]
    );
    Ok(())
}

/// Keys of two columns, one of which is shared with another relation.
fn devices(conn: &mut AnyConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    let devices = statements.sending(4, || {
        let requests = Device::AUTH_REQUESTS.with(AuthRequest::ORGANIZATION);
        Device::query()
            .order((devices::uuid, devices::user_uuid))
            .with(Device::LOGIN)
            .with(requests)
            .load(conn)
    })?;
    let logins = each(&devices, |device| {
        (
            device.user_uuid == world.ann.uuid,
            device.login.is_some(),
            device.auth_requests.len(),
        )
    });
    assert_eq!(
        logins,
        [(true, true, 1), (false, false, 0), (true, false, 0)]
    );
    let login = statements.sending(3, || {
        Login::query()
            .with(Login::DEVICE.with(Device::USER))
            .first(conn)
    })?;
    assert_eq!(
        (login.device.name.as_str(), login.device.user.name.as_str()),
        ("phone", "ann")
    );
    let ann = statements.sending(3, || {
        User::find(&world.ann.uuid)
            .with((User::LATEST_DEVICE, User::SECOND_FACTORS))
            .first(conn)
    })?;
    assert_eq!(
        ann.latest_device
            .as_ref()
            .map(|device| (device.name.as_str(), device.updated_at)),
        Some(("phone", day(2)))
    );
    assert_eq!(each(&ann.second_factors, |factor| factor.kind), [0]);
    Ok(())
}

/// Owners that may not be there, and a key that is no id.
fn people(conn: &mut AnyConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    let granted = statements.sending(3, || {
        Emergency::query()
            .with((Emergency::GRANTOR, Emergency::GRANTEE))
            .load(conn)
    })?;
    let names = each(&granted, |access| {
        (
            access.grantor.name.as_str(),
            access.grantee.as_ref().map(|user| user.name.as_str()),
        )
    });
    assert_eq!(names, [("ann", Some("ben"))]);
    let invitations = statements.sending(2, || {
        Invitation::query()
            .order(invitations::email)
            .with(Invitation::USER)
            .load(conn)
    })?;
    let invited = each(&invitations, |invitation| {
        invitation.user.as_ref().map(|user| &user.uuid)
    });
    assert_eq!(invited, [Some(&world.cat.uuid), None]);
    let events = statements.sending(4, || {
        let item = Event::ITEM.with(Item::OWNER);
        Event::query()
            .with((Event::USER, Event::ACTOR))
            .with(item)
            .with(Event::ORGANIZATION)
            .load(conn)
    })?;
    let owner = events[0].item.as_ref().and_then(|item| item.owner.as_ref());
    assert_eq!(
        (
            events[0].user.is_none(),
            events[0].actor.is_some(),
            owner.map(|owner| &owner.uuid)
        ),
        (true, true, Some(&world.ann.uuid))
    );
    Ok(())
}
