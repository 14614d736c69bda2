//! Writes of each pivot table.

use diesel::prelude::*;
use diesel_relations::prelude::*;
use vault::keys::*;
use vault::models::*;
use vault::schema::*;

use crate::connection::{AnyConnection, Statements, each};
use crate::seed::World;

pub(crate) fn run(
    conn: &mut AnyConnection,
    statements: &Statements,
    world: &World,
) -> QueryResult<()> {
    folders(conn, statements, world)?;
    favorites(conn, world)?;
    archives(conn, world)?;
    members(conn, world)?;
    collections(conn, world)?;
    teams(conn, world)
}

/// Two keys and nothing else.
fn folders(conn: &mut AnyConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    let home = world
        .ann
        .folders()
        .filter(folders::name.eq("home"))
        .first(conn)?;
    let changes = home
        .items()
        .sync([&world.mail, &world.server])
        .execute(conn)?;
    assert_eq!(
        (changes.attached, changes.detached),
        (
            vec![world.server.uuid.clone()],
            vec![world.bank.uuid.clone()]
        )
    );
    let changes = home
        .items()
        .toggle([&world.bank, &world.server])
        .execute(conn)?;
    assert_eq!(
        (changes.attached, changes.detached),
        (
            vec![world.bank.uuid.clone()],
            vec![world.server.uuid.clone()]
        )
    );
    let note = home
        .items()
        .create((items::uuid.eq(ItemId::new(4)), items::name.eq("note")))
        .get_result(conn)?;
    let home = statements.sending(2, || {
        Folder::find(&home.uuid)
            .with(Folder::ITEMS.order(items::name))
            .first(conn)
    })?;
    assert_eq!(
        each(&home.items, |item| item.name.as_str()),
        ["bank", "mail", "note"]
    );
    assert_eq!(
        home.items().detach([&note]).execute(conn)?.detached,
        [note.uuid.clone()]
    );
    let money = world
        .ann
        .folders()
        .filter(folders::name.eq("money"))
        .first(conn)?;
    let changes = world.mail.folders().attach([&money]).execute(conn)?;
    assert_eq!(changes.attached, [money.uuid]);
    Ok(())
}

fn favorites(conn: &mut AnyConnection, world: &World) -> QueryResult<()> {
    let fans = |conn: &mut AnyConnection| {
        favorites::table
            .order(favorites::user_uuid)
            .select(favorites::user_uuid)
            .load::<UserId>(conn)
    };
    assert_eq!(
        world
            .ann
            .favorites()
            .attach([&world.mail])
            .execute(conn)?
            .attached,
        [world.mail.uuid.clone()]
    );
    assert_eq!(
        world
            .mail
            .fans()
            .toggle([&world.ann, &world.ben])
            .execute(conn)?
            .detached,
        [world.ann.uuid.clone()]
    );
    assert_eq!(fans(conn)?, [world.ben.uuid.clone()]);
    assert_eq!(
        world
            .mail
            .fans()
            .sync([&world.ann, &world.cat])
            .execute(conn)?
            .attached
            .len(),
        2
    );
    assert_eq!(
        fans(conn)?,
        [world.ann.uuid.clone(), world.cat.uuid.clone()]
    );
    assert_eq!(
        world.mail.fans().detach_all().execute(conn)?.detached.len(),
        2
    );
    Ok(())
}

/// A row that stays, without its time.
fn archives(conn: &mut AnyConnection, world: &World) -> QueryResult<()> {
    let World {
        ann, mail, bank, ..
    } = world;
    assert_eq!(
        ann.archived()
            .attach([mail, bank])
            .execute(conn)?
            .attached
            .len(),
        2
    );
    assert_eq!(
        ann.archived().sync([bank]).execute(conn)?.detached,
        [mail.uuid.clone()]
    );
    let changes = ann.archived().toggle([mail]).execute(conn)?;
    assert_eq!(
        (changes.attached.len(), changes.revived),
        (1, vec![mail.uuid.clone()])
    );
    ann.archived().detach([mail]).execute(conn)?;
    let archives = Archive::query()
        .order(archives::item_uuid)
        .with(Archive::ITEM)
        .load(conn)?;
    let archived = each(&archives, |archive| archive.archived_at.is_some());
    assert_eq!(archived, [false, true]);
    Ok(())
}

/// A pivot table with a key of its own.
fn members(conn: &mut AnyConnection, world: &World) -> QueryResult<()> {
    let World {
        company,
        ann,
        ben,
        cat,
        ..
    } = world;
    assert_eq!(
        company.admins().detach([ann]).execute(conn)?.detached,
        [ann.uuid.clone()]
    );
    let changes = company.admins().sync([ben]).execute(conn)?;
    assert_eq!(
        (changes.attached, changes.revived),
        (vec![ben.uuid.clone()], vec![ben.uuid.clone()])
    );
    let updates = company
        .members()
        .update_pivot(
            [ann.uuid.clone(), UserId::new(9)],
            memberships::status.eq(2),
        )
        .execute(conn)?;
    assert_eq!(
        (updates.updated, updates.not_attached),
        (vec![ann.uuid.clone()], vec![UserId::new(9)])
    );
    let roles = memberships::table
        .order(memberships::uuid)
        .select((memberships::role, memberships::status));
    assert_eq!(roles.load::<(i32, i32)>(conn)?, [(2, 2), (0, 1), (2, 1)]);
    assert_eq!(
        company.members().detach([cat]).execute(conn)?.detached,
        [cat.uuid.clone()]
    );
    let organization = (
        organizations::uuid.eq(OrganizationId::new(2)),
        organizations::name.eq("Club"),
        organizations::billing_email.eq("c@example.org"),
    );
    let club = cat
        .organizations()
        .create(organization)
        .with_pivot(memberships::uuid.eq(MembershipId::new(4)))
        .get_result(conn)?;
    assert_eq!(
        club.members().load(conn)?[0].pivot,
        Role { role: 2, status: 0 }
    );
    Ok(())
}

/// What a user may do.
fn collections(conn: &mut AnyConnection, world: &World) -> QueryResult<()> {
    let World {
        shared,
        ann,
        ben,
        cat,
        server,
        mail,
        ..
    } = world;
    let rights = |conn: &mut AnyConnection| {
        let rows = collections_users::table.order(collections_users::user_uuid);
        rows.select((collections_users::read_only, collections_users::manage))
            .load::<(bool, bool)>(conn)
    };
    assert_eq!(rights(conn)?, [(false, true), (true, false)]);
    let reads =
        |user: &User, value: bool| (user.uuid.clone(), collections_users::read_only.eq(value));
    let changes = shared
        .users()
        .sync([reads(ben, false), reads(cat, true)])
        .execute(conn)?;
    assert_eq!(
        (changes.attached, changes.updated, changes.detached),
        (
            vec![cat.uuid.clone()],
            vec![ben.uuid.clone()],
            vec![ann.uuid.clone()]
        )
    );
    assert_eq!(
        shared
            .managers()
            .toggle([ben, cat])
            .execute(conn)?
            .revived
            .len(),
        2
    );
    assert_eq!(
        shared.managers().detach([cat]).execute(conn)?.detached,
        [cat.uuid.clone()]
    );
    assert_eq!(rights(conn)?, [(false, true), (true, false)]);
    let rows = CollectionUser::query()
        .order(collections_users::user_uuid)
        .with((CollectionUser::USER, CollectionUser::COLLECTION))
        .load(conn)?;
    assert_eq!(
        each(&rows, |row| (
            row.user.name.as_str(),
            row.collection.name.as_str()
        )),
        [("ben", "servers"), ("cat", "servers")]
    );
    let changes = shared.items().sync([mail, server]).execute(conn)?;
    assert_eq!(
        (changes.attached, changes.detached.len()),
        (vec![mail.uuid.clone()], 0)
    );
    assert_eq!(
        mail.collections().toggle([shared]).execute(conn)?.detached,
        [shared.uuid.clone()]
    );
    Ok(())
}

/// Rows of a pivot table that are models, and are related by another pivot table.
fn teams(conn: &mut AnyConnection, world: &World) -> QueryResult<()> {
    let World {
        company,
        team,
        shared,
        ann,
        ben,
        ..
    } = world;
    let memberships = company.memberships().order(memberships::uuid).load(conn)?;
    let [first, second] = &memberships[..] else {
        panic!("ann and ben")
    };
    assert_eq!(
        (&first.user_uuid, &second.user_uuid),
        (&ann.uuid, &ben.uuid)
    );
    assert_eq!(
        team.memberships().toggle([first]).execute(conn)?.detached,
        [first.uuid.clone()]
    );
    assert_eq!(second.teams().sync([team]).execute(conn)?.attached.len(), 0);
    let developers = second
        .teams()
        .create((
            teams::uuid.eq(TeamId::new(2)),
            teams::name.eq("dev"),
            teams::organization_uuid.eq(&company.uuid),
        ))
        .get_result(conn)?;
    assert_eq!(
        shared.teams().attach([&developers]).execute(conn)?.attached,
        [developers.uuid.clone()]
    );
    assert_eq!(
        shared
            .teams()
            .update_pivot([team.uuid.clone()], collections_teams::read_only.eq(false))
            .execute(conn)?
            .updated,
        [team.uuid.clone()]
    );
    let teams = shared
        .teams()
        .order(teams::name)
        .with(Team::MEMBERSHIPS.with(Membership::USER))
        .load(conn)?;
    let teams = each(&teams, |team| {
        (
            team.name.as_str(),
            team.pivot.read_only,
            team.memberships[0].user.name.as_str(),
        )
    });
    assert_eq!(teams, [("dev", false, "ben"), ("ops", false, "ben")]);
    Ok(())
}
