//! The names in a loaded row: each is there once, and a loaded owner is never another than the row refers to. Checked when the
//! program is built, because only then the whole row is known.

/// The names of the fields of a row: those of its model, and of what was loaded beside it.
#[derive(Debug, Clone, Copy)]
pub struct RowNames {
    names: &'static [&'static str],
    others: [Option<&'static RowNames>; 2],
}

impl RowNames {
    /// The fields of a model.
    pub const fn of(names: &'static [&'static str]) -> Self {
        let others = [None, None];
        RowNames { names, others }
    }

    /// A field beside a row.
    pub const fn beside(names: &'static [&'static str], inner: &'static RowNames) -> Self {
        let others = [Some(inner), None];
        RowNames { names, others }
    }

    /// The fields of two relations.
    pub(crate) const fn both(a: &'static RowNames, b: &'static RowNames) -> Self {
        let others = [Some(a), Some(b)];
        RowNames { names: &[], others }
    }

    const fn has(&self, name: &str) -> bool {
        let mut n = 0;
        while n < self.names.len() {
            if is_same(self.names[n], name) {
                return true;
            }
            n += 1;
        }
        let mut n = 0;
        while n < self.others.len() {
            if let Some(other) = self.others[n] {
                if other.has(name) {
                    return true;
                }
            }
            n += 1;
        }
        false
    }

    /// A field of this name can stand beside the row.
    pub const fn can_take(&self, name: &str) {
        let text = Text::new(&[
            "`",
            name,
            "` would be in this row twice. Load it once: `.without()` and `.with_only(..)` leave out what was asked for before, \
             `reload_related(..)` loads a relation again in the place of the old one, and `UserWithPosts::into_parts(user)` takes a row apart. Or \
             give it a name of its own: a relation by `name = ..`, a count by `property!`.",
        ]);
        assert!(!self.has(name), "{}", text.as_str());
    }

    /// Fields of these names can stand beside the row, and beside each other.
    pub(crate) const fn can_take_all(&self, names: &'static [&'static str]) {
        let mut n = 0;
        while n < names.len() {
            RowNames::of(names.split_at(n).0).can_take(names[n]);
            self.can_take(names[n]);
            n += 1;
        }
    }

    /// The fields can stand beside these: no name is among both.
    pub(crate) const fn can_take_those_of(&self, fields: &RowNames) {
        let mut n = 0;
        while n < fields.names.len() {
            self.can_take(fields.names[n]);
            n += 1;
        }
        let mut n = 0;
        while n < fields.others.len() {
            if let Some(other) = fields.others[n] {
                self.can_take_those_of(other);
            }
            n += 1;
        }
    }

    /// The owner by this relation is not loaded, so that the row can get another.
    pub(crate) const fn can_change(&self, relation: &str) {
        let text = Text::new(&[
            "`",
            relation,
            "` is loaded with this row, and would still be the owner that it had before. Take it off first, as \
             `let (mut post, _) = PostWithAuthor::into_parts(post);` does, and load it again when it is saved: `load_related`.",
        ]);
        assert!(!self.has(relation), "{}", text.as_str());
    }
}

/// True where two names are the same, at compile time.
pub(crate) const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut n = 0;
    while n < a.len() {
        if a[n] != b[n] {
            return false;
        }
        n += 1;
    }
    true
}

/// A message that is put together at compile time.
struct Text {
    bytes: [u8; 512],
    len: usize,
}

impl Text {
    const fn new(parts: &[&str]) -> Self {
        let mut text = Text {
            bytes: [0; 512],
            len: 0,
        };
        let mut part = 0;
        while part < parts.len() {
            let bytes = parts[part].as_bytes();
            let mut n = 0;
            while n < bytes.len() && text.len < text.bytes.len() {
                text.bytes[text.len] = bytes[n];
                text.len += 1;
                n += 1;
            }
            part += 1;
        }
        text
    }

    const fn as_str(&self) -> &str {
        match std::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => "a name is in this row twice",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POST: &RowNames = &RowNames::of(&["id", "title"]);
    const WITH_AUTHOR: &RowNames = &RowNames::beside(&["author"], POST);
    const COMMENTS_AND_TAGS: &RowNames =
        &RowNames::both(&RowNames::of(&["comments"]), &RowNames::of(&["tags"]));

    #[test]
    fn a_row_has_its_fields_and_those_of_the_row_inside() {
        assert!(WITH_AUTHOR.has("title") && WITH_AUTHOR.has("author"));
        assert!(!POST.has("author") && !WITH_AUTHOR.has("tags"));
        assert!(COMMENTS_AND_TAGS.has("comments") && COMMENTS_AND_TAGS.has("tags"));
    }

    #[test]
    fn other_fields_can_stand_beside() {
        WITH_AUTHOR.can_take_those_of(COMMENTS_AND_TAGS);
        POST.can_take_all(&["author", "tags"]);
    }

    #[test]
    #[should_panic(expected = "`author` would be in this row twice")]
    fn a_field_of_the_row_inside_cannot() {
        COMMENTS_AND_TAGS.can_take_those_of(&RowNames::both(POST, WITH_AUTHOR));
        RowNames::of(&["author"]).can_take_those_of(&RowNames::both(POST, WITH_AUTHOR));
    }

    #[test]
    #[should_panic(expected = "`tags` would be in this row twice")]
    fn a_name_cannot_come_twice() {
        POST.can_take_all(&["tags", "author", "tags"]);
    }
}
