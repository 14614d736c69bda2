//! Writes of rows, soft deletes, and the times that they keep.

use diesel::prelude::*;
use diesel_relations::prelude::*;
use vault::keys::*;
use vault::models::*;
use vault::schema::*;

use crate::connection::{AnyConnection, Statements, each};
use crate::seed::{World, day};

pub(crate) fn run(
    conn: &mut AnyConnection,
    statements: &Statements,
    world: &World,
) -> QueryResult<()> {
    one_row(conn, statements, world)?;
    creates(conn, world)?;
    deletes(conn, statements, world)?;
    touches(conn, world)
}

fn one_row(conn: &mut AnyConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    let mut item = Item::find(&world.mail.uuid).first(conn)?;
    assert_eq!(statements.sending(2, || item.save(conn))?, 0);
    item.name = "post".to_owned();
    assert_eq!(statements.sending(1, || item.save(conn))?, 1);
    Item::OWNER.associate(&mut item, &world.ben);
    item.save(conn)?;
    assert_eq!(world.ben.items().first(conn)?.name, "post");
    Item::OWNER.dissociate(&mut item);
    item.save(conn)?;
    assert!(
        Item::find(&item.uuid)
            .with(Item::OWNER)
            .first(conn)?
            .owner
            .is_none()
    );
    assert_eq!(world.ann.items().associate([&item]).execute(conn)?, 1);
    item.refresh(conn)?;
    assert!(item.owner().is(&world.ann));
    Ok(())
}

fn creates(conn: &mut AnyConnection, world: &World) -> QueryResult<()> {
    let send = |number: u32, name: &'static str| {
        (sends::uuid.eq(SendId::new(number)), sends::name.eq(name))
    };
    let found = world
        .company
        .sends()
        .first_or_create(sends::name.eq("handout"), send(2, "handout"))
        .get_result(conn)?;
    assert_eq!(found.uuid, SendId::new(1));
    let changed = world
        .company
        .sends()
        .update_or_create(
            sends::name.eq("handout"),
            sends::disabled.eq(true),
            send(2, "handout"),
        )
        .get_result(conn)?;
    assert!(changed.disabled);
    assert_eq!(
        world
            .ann
            .sends()
            .create_many([send(3, "a"), send(4, "b")])
            .execute(conn)?,
        2
    );
    assert_eq!(
        world
            .ann
            .sends()
            .update_many([(SendId::new(3), sends::name.eq("c"))])
            .execute(conn)?,
        1
    );
    let sends = world.ann.sends().order(sends::uuid).load(conn)?;
    assert_eq!(each(&sends, |send| send.name.as_str()), ["c", "b"]);
    assert_eq!(world.ben.sends().save_many(&sends).execute(conn)?, 2);
    assert_eq!(world.ann.sends().count().get_result::<i64>(conn)?, 0);
    let mut user = User::find(&world.ben.uuid)
        .with(User::SENDS.order(sends::uuid))
        .first(conn)?;
    user.sends[1].name = "d".to_owned();
    diesel_relations::push(&user, conn)?;
    assert_eq!(Send::find(SendId::new(4)).first(conn)?.name, "d");
    assert_eq!(world.ben.sends().delete(conn)?, 2);
    Ok(())
}

fn deletes(conn: &mut AnyConnection, statements: &Statements, world: &World) -> QueryResult<()> {
    assert_eq!(statements.sending(1, || world.bank.delete(conn))?, 1);
    let ann = User::find(&world.ann.uuid)
        .with((User::ITEMS, User::ATTACHMENTS))
        .with_count(User::ITEMS)
        .first(conn)?;
    assert_eq!(
        (ann.items.len(), ann.attachments.len(), ann.items_count),
        (1, 0, 1)
    );
    let trashed = world
        .ann
        .items()
        .only_trashed()
        .with(Item::ATTACHMENTS)
        .load(conn)?;
    assert_eq!(
        each(&trashed, |item| (
            item.name.as_str(),
            item.attachments.len()
        )),
        [("bank", 2)]
    );
    let attachment = Attachment::query().with(Attachment::ITEM).first(conn)?;
    assert!(attachment.item.is_none());
    assert_eq!(world.bank.restore(conn)?, 1);
    assert_eq!(world.company.items().delete(conn)?, 1);
    assert_eq!(Item::query().only_trashed().force_delete(conn)?, 1);
    assert_eq!(world.server.versions().count().get_result::<i64>(conn)?, 0);
    Ok(())
}

/// An attachment touches its item, a second factor its user.
fn touches(conn: &mut AnyConnection, world: &World) -> QueryResult<()> {
    let old = |conn: &mut AnyConnection| {
        diesel::update(items::table)
            .set(items::updated_at.eq(day(3)))
            .execute(conn)?;
        diesel::update(users::table)
            .set(users::updated_at.eq(day(3)))
            .execute(conn)
    };
    let touched = |conn: &mut AnyConnection| {
        let items = items::table
            .filter(items::updated_at.ne(day(3)))
            .select(items::name)
            .load::<String>(conn)?;
        let users = users::table
            .filter(users::updated_at.ne(day(3)))
            .select(users::name)
            .load::<String>(conn)?;
        QueryResult::Ok((items, users))
    };
    old(conn)?;
    let mut attachment = world
        .bank
        .attachments()
        .order(attachments::id)
        .first(conn)?;
    attachment.file_size += 1;
    attachment.save(conn)?;
    assert_eq!(touched(conn)?, (vec!["bank".to_owned()], vec![]));
    old(conn)?;
    world
        .ben
        .second_factors()
        .create((
            two_factors::uuid.eq(TwoFactorId::new(5)),
            two_factors::kind.eq(3),
        ))
        .execute(conn)?;
    assert_eq!(touched(conn)?, (vec![], vec!["ben".to_owned()]));
    old(conn)?;
    world.ann.two_factors().first(conn)?.delete(conn)?;
    world
        .ann
        .items()
        .filter(items::name.eq("post"))
        .touch(conn)?;
    assert_eq!(
        touched(conn)?,
        (vec!["post".to_owned()], vec!["ann".to_owned()])
    );
    Ok(())
}
