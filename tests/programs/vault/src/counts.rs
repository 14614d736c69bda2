//! Existence, counts and aggregates.

use diesel::prelude::*;
use diesel_relations::prelude::*;
use vault::models::*;
use vault::schema::*;

use crate::connection::{AnyConnection, Statements, each};
use crate::seed::World;

diesel_relations::property! {
    /// A user with the size of the greatest attachment.
    WithBytes => bytes: Option<i64>
}

pub(crate) fn run(
    conn: &mut AnyConnection,
    statements: &Statements,
    world: &World,
) -> QueryResult<()> {
    let users = statements.sending(1, || {
        User::query()
            .order(users::uuid)
            .with_count(User::ITEMS)
            .with_count(User::DEVICES)
            .with_count(User::ORGANIZATIONS)
            .with_count(User::ATTACHMENTS)
            .with_property(WithBytes, User::ATTACHMENTS.max(attachments::file_size))
            .load(conn)
    })?;
    let counts = each(&users, |user| {
        (
            user.items_count,
            user.devices_count,
            user.organizations_count,
            user.attachments_count,
        )
    });
    assert_eq!(each(&users, |user| user.bytes), [Some(100), None, None]);
    assert_eq!(counts, [(2, 2, 1, 2), (0, 1, 1, 0), (0, 0, 1, 0)]);

    // Pivot tables of composite keys, keys of two columns, and several levels.
    let secret = Organization::COLLECTIONS.filter(
        Collection::ITEMS
            .filter(Item::ATTACHMENTS.exists())
            .exists(),
    );
    assert_eq!(
        Organization::query()
            .has(secret)
            .count()
            .get_result::<i64>(conn)?,
        1
    );
    assert_eq!(
        Device::query().has(Device::LOGIN).load(conn)?[0].user_uuid,
        world.ann.uuid
    );
    assert_eq!(
        Device::query()
            .doesnt_have(Device::LOGIN)
            .count()
            .get_result::<i64>(conn)?,
        2
    );
    let lonely = User::query().doesnt_have(User::DEVICES).load(conn)?;
    assert_eq!(each(&lonely, |user| &user.uuid), [&world.cat.uuid]);
    let filed = Item::query()
        .order(items::name)
        .filter(Item::FOLDERS.count().ge(1))
        .with_count(Item::FOLDERS)
        .load(conn)?;
    assert_eq!(
        each(&filed, |item| (item.name.as_str(), item.folders_count)),
        [("bank", 2), ("mail", 1)]
    );
    let readers = Collection::USERS.filter(collections_users::read_only.eq(true));
    assert_eq!(
        Collection::query()
            .has(readers)
            .with_count(Collection::TEAMS)
            .load(conn)?[0]
            .teams_count,
        1
    );

    // The named forms.
    let mine = Item::query()
        .order(items::name)
        .where_belongs_to(Item::OWNER, &world.ann)
        .load(conn)?;
    assert_eq!(each(&mine, |item| item.name.as_str()), ["bank", "mail"]);
    let members = User::query()
        .order(users::uuid)
        .where_attached_to(User::ORGANIZATIONS, &world.company)
        .load(conn)?;
    assert_eq!(members.len(), 3);
    let found = Item::find_many([world.mail.uuid.clone(), world.server.uuid.clone()])
        .order(items::name)
        .with_count(Item::VERSIONS)
        .load(conn)?;
    assert_eq!(each(&found, |item| item.versions_count), [2, 0]);
    let page = statements.sending(3, || {
        User::query()
            .order(users::uuid)
            .with(User::MEMBERSHIPS)
            .paginate(2, 2)
            .load(conn)
    })?;
    assert_eq!(
        (page.total, page.rows.len(), page.rows[0].memberships.len()),
        (3, 1, 1)
    );
    let users = User::query()
        .order(users::uuid)
        .load(conn)?
        .load_count((User::FOLDERS, User::GRANTED), conn)?;
    assert_eq!(
        each(&users, |user| (user.folders_count, user.granted_count)),
        [(2, 1), (0, 0), (0, 0)]
    );
    Ok(())
}
