#[path = "../../support/roles.rs"]
mod roles_and_users;
use roles_and_users::*;

fn main() {}

fn mistake(user: UserWithRoles) {
    let _ = user.roles[0].pivot;
}
