//! The rows to start with, made by relations.

use chrono::{DateTime, NaiveDateTime};
use diesel::prelude::*;
use vault::keys::*;
use vault::models::*;
use vault::schema::*;

use crate::connection::AnyConnection;

/// What the other areas start from: the keys are numbered in the order of the fields.
pub(crate) struct World {
    pub(crate) ann: User,
    pub(crate) ben: User,
    pub(crate) cat: User,
    pub(crate) company: Organization,
    pub(crate) mail: Item,
    pub(crate) bank: Item,
    pub(crate) server: Item,
    pub(crate) team: Team,
    pub(crate) shared: Collection,
}

/// A moment of the first days of 2026.
pub(crate) fn day(day: i64) -> NaiveDateTime {
    DateTime::from_timestamp(1_767_225_600 + (day - 1) * 86_400, 0)
        .expect("a moment")
        .naive_utc()
}

/// The rows of a `create_many` by name.
fn array<T: std::fmt::Debug, const N: usize>(rows: Vec<T>) -> [T; N] {
    rows.try_into().expect("as many rows as were given")
}

impl World {
    pub(crate) fn seed(conn: &mut AnyConnection) -> QueryResult<Self> {
        let user = |number: u32, name: &str| User {
            uuid: UserId::new(number),
            email: format!("{name}@example.org"),
            name: name.to_owned(),
            enabled: true,
            created_at: day(1),
            updated_at: day(1),
        };
        let [ann, ben, cat] = [user(1, "ann"), user(2, "ben"), user(3, "cat")];
        for user in [&ann, &ben, &cat] {
            diesel::insert_into(users::table)
                .values(user)
                .execute(conn)?;
        }
        let company = Organization {
            uuid: OrganizationId::new(1),
            name: "Company".to_owned(),
            billing_email: "bills@example.org".to_owned(),
        };
        diesel::insert_into(organizations::table)
            .values(&company)
            .execute(conn)?;
        seed_users([&ann, &ben, &cat], conn)?;
        let [mail, bank, server] = seed_items(&ann, &company, conn)?;
        let (team, shared) = seed_organization(&company, [&ann, &ben, &cat], &server, conn)?;
        Ok(World {
            ann,
            ben,
            cat,
            company,
            mail,
            bank,
            server,
            team,
            shared,
        })
    }
}

/// Devices, second factors, and who may take over.
fn seed_users([ann, ben, cat]: [&User; 3], conn: &mut AnyConnection) -> QueryResult<()> {
    let device = |number: u32, name: &'static str, at: i64| {
        let kind = devices::kind.eq(1);
        (
            devices::uuid.eq(DeviceId::new(number)),
            devices::name.eq(name),
            kind,
            devices::updated_at.eq(day(at)),
        )
    };
    let [phone, _] = array(
        ann.devices()
            .create_many([device(1, "phone", 2), device(2, "laptop", 1)])
            .get_results(conn)?,
    );
    // The same device of another user.
    ben.devices().create(device(1, "phone", 3)).execute(conn)?;
    phone
        .login()
        .create(logins::address.eq("10.0.0.1"))
        .execute(conn)?;
    let request = (
        auth_requests::uuid.eq(AuthRequestId::new(1)),
        auth_requests::organization_uuid.eq(OrganizationId::new(1)),
    );
    phone.auth_requests().create(request).execute(conn)?;
    let factor = |number: u32, kind: i32| {
        (
            two_factors::uuid.eq(TwoFactorId::new(number)),
            two_factors::kind.eq(kind),
        )
    };
    ann.second_factors().create(factor(1, 0)).execute(conn)?;
    ann.two_factors()
        .create((factor(2, 1), two_factors::verified.eq(false)))
        .execute(conn)?;
    ann.sso_user()
        .create(sso_users::identifier.eq("ann-1"))
        .execute(conn)?;
    let trusted = (
        emergencies::uuid.eq(EmergencyId::new(1)),
        emergencies::wait_days.eq(7),
        emergencies::grantee_uuid.eq(&ben.uuid),
    );
    ann.granted().create(trusted).execute(conn)?;
    for email in [cat.email.as_str(), "dan@example.org"] {
        let invitation = invitations::email.eq(email);
        diesel::insert_into(invitations::table)
            .values(invitation)
            .execute(conn)?;
    }
    Ok(())
}

/// Items with folders, attachments and old passwords.
fn seed_items(
    ann: &User,
    company: &Organization,
    conn: &mut AnyConnection,
) -> QueryResult<[Item; 3]> {
    let item = |number: u32, name: &'static str| {
        (items::uuid.eq(ItemId::new(number)), items::name.eq(name))
    };
    let [mail, bank] = array(
        ann.items()
            .create_many([item(1, "mail"), item(2, "bank")])
            .get_results(conn)?,
    );
    let server = company.items().create(item(3, "server")).get_result(conn)?;
    let folder = |number: u32, name: &'static str| {
        (
            folders::uuid.eq(FolderId::new(number)),
            folders::name.eq(name),
        )
    };
    let [home, money] = array(
        ann.folders()
            .create_many([folder(1, "home"), folder(2, "money")])
            .get_results(conn)?,
    );
    home.items().attach([&mail, &bank]).execute(conn)?;
    money.items().attach([&bank]).execute(conn)?;
    let attachment = |number: u32, name: &'static str, size: i64| {
        (
            attachments::id.eq(AttachmentId::new(number)),
            attachments::file_name.eq(name),
            attachments::file_size.eq(size),
        )
    };
    bank.attachments()
        .create_many([attachment(1, "card.pdf", 100), attachment(2, "pin.txt", 4)])
        .execute(conn)?;
    server
        .attachments()
        .create(attachment(3, "key.pem", 50))
        .execute(conn)?;
    let version = |number: i32, password: &'static str| {
        (
            item_versions::number.eq(number),
            item_versions::password.eq(password),
        )
    };
    mail.versions()
        .create_many([version(1, "secret"), version(2, "s3cret")])
        .execute(conn)?;
    let event = (
        events::uuid.eq(EventId::new(1)),
        events::kind.eq(1000),
        events::happened_at.eq(day(2)),
        events::item_uuid.eq(&mail.uuid),
    );
    ann.acts().create(event).execute(conn)?;
    Ok([mail, bank, server])
}

/// Members, a team, and a collection that both see.
fn seed_organization(
    company: &Organization,
    [ann, ben, cat]: [&User; 3],
    server: &Item,
    conn: &mut AnyConnection,
) -> QueryResult<(Team, Collection)> {
    let member = |number: u32, user: &User, role: i32| {
        let fields = (
            memberships::uuid.eq(MembershipId::new(number)),
            memberships::role.eq(role),
            memberships::status.eq(1),
        );
        (user.uuid.clone(), fields)
    };
    company
        .members()
        .attach([member(1, ann, 0), member(2, ben, 2), member(3, cat, 2)])
        .execute(conn)?;
    let team = company
        .teams()
        .create((teams::uuid.eq(TeamId::new(1)), teams::name.eq("ops")))
        .get_result(conn)?;
    team.memberships()
        .attach([MembershipId::new(1), MembershipId::new(2)])
        .execute(conn)?;
    let collection = (
        collections::uuid.eq(CollectionId::new(1)),
        collections::name.eq("servers"),
    );
    let shared = company.collections().create(collection).get_result(conn)?;
    shared.items().attach([server]).execute(conn)?;
    shared
        .teams()
        .attach([(team.uuid.clone(), collections_teams::read_only.eq(true))])
        .execute(conn)?;
    shared.managers().attach([ann]).execute(conn)?;
    shared
        .users()
        .attach([(ben.uuid.clone(), collections_users::read_only.eq(true))])
        .execute(conn)?;
    let policy = |number: u32, kind: i32| {
        (
            policies::uuid.eq(PolicyId::new(number)),
            policies::kind.eq(kind),
        )
    };
    company
        .active_policies()
        .create_many([policy(1, 0), policy(2, 1)])
        .execute(conn)?;
    company
        .policies()
        .create((policy(3, 2), policies::enabled.eq(false)))
        .execute(conn)?;
    company
        .api_key()
        .create((
            api_keys::uuid.eq(ApiKeyId::new(1)),
            api_keys::secret.eq("k"),
        ))
        .execute(conn)?;
    company
        .sends()
        .create((sends::uuid.eq(SendId::new(1)), sends::name.eq("handout")))
        .execute(conn)?;
    Ok((team, shared))
}
