//! The column that the database does not leave without a value, as its error says it.

use diesel::result::DatabaseErrorInformation;

/// The table, where the database says it, and the column, of a violation of `NOT NULL`. Only PostgreSQL says them apart from its text.
pub(crate) fn refused_null(error: &dyn DatabaseErrorInformation) -> Option<(Option<&str>, &str)> {
    if let Some(column) = error.column_name() {
        return Some((error.table_name(), column));
    }
    let message = error.message();
    // SQLite: `NOT NULL constraint failed: posts.title`
    if let Some(place) = message.strip_prefix("NOT NULL constraint failed: ") {
        let (table, column) = place.rsplit_once('.')?;
        return Some((Some(table), column));
    }
    // MySQL: `Column 'title' cannot be null`, `Field 'title' doesn't have a default value`
    let column = message.split('\'').nth(1)?;
    Some((None, column))
}

#[cfg(test)]
mod tests {
    use super::refused_null;

    #[test]
    fn the_text_of_a_database_says_the_column() {
        let refused = |message: &str| {
            let message = message.to_owned();
            let refused = refused_null(&message);
            refused.map(|(table, column)| format!("{table:?} {column}"))
        };
        let found = [
            "NOT NULL constraint failed: posts.title",
            "Column 'title' cannot be null",
            "Field 'title' doesn't have a default value",
        ];
        assert_eq!(
            found.map(refused),
            [r#"Some("posts") title"#, "None title", "None title"].map(|it| Some(it.to_owned()))
        );
        assert_eq!(refused("NOT NULL constraint failed"), None);
        assert_eq!(refused(""), None);
    }
}
