//! Days as values of columns that hold a time of the day, too: a filter compares the whole day.

/// A day, and the one after it: `2026-01-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// The day that a text says, where it says nothing else.
    pub(crate) fn read(text: &str) -> Option<Day> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !(digits(year) && digits(month) && digits(day)) {
            return None;
        }
        let day = Day {
            year: year.parse().ok()?,
            month: month.parse().ok()?,
            day: day.parse().ok()?,
        };
        let is_real = (1..=12).contains(&day.month) && (1..=day.last_of_month()).contains(&day.day);
        is_real.then_some(day)
    }

    /// The day after it; none after the year 9999.
    pub(crate) fn next(self) -> Option<Day> {
        let Day { year, month, day } = self;
        if day < self.last_of_month() {
            return Some(Day {
                day: day + 1,
                ..self
            });
        }
        let (year, month) = match month {
            12 => (year + 1, 1),
            _ => (year, month + 1),
        };
        let next = Day {
            year,
            month,
            day: 1,
        };
        (year <= 9999).then_some(next)
    }

    fn last_of_month(self) -> u8 {
        let is_leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        match self.month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// Its first moment, as the crates for dates and times write it.
    pub(crate) fn beginnings(self) -> [String; 6] {
        let Day { year, month, day } = self;
        let day = format!("{year:04}-{month:02}-{day:02}");
        [
            format!("{day}T00:00:00"),
            format!("{day}T00:00:00Z"),
            format!("{day} 00:00:00"),
            format!("{day} 0:00:00.0"),
            format!("{day} 0:00:00.0 +00:00:00"),
            day,
        ]
    }
}

/// Other ways to write a time: requests have one of them, and a type of Rust takes another.
pub(crate) fn other_forms(text: &str) -> Vec<String> {
    let swapped = match text.contains('T') {
        true => text.replacen('T', " ", 1),
        false => text.replacen(' ', "T", 1),
    };
    let mut forms = vec![swapped];
    for form in [text, &forms[0].clone()] {
        forms.push(match form.strip_suffix('Z') {
            Some(without_zone) => without_zone.to_owned(),
            None => format!("{form}Z"),
        });
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_each_other() {
        let next = |day| Day::read(day).and_then(Day::next);
        assert_eq!(next("2024-02-28"), Day::read("2024-02-29"));
        assert_eq!(next("2023-02-28"), Day::read("2023-03-01"));
        assert_eq!(next("2000-02-29"), Day::read("2000-03-01"));
        assert_eq!(next("1999-12-31"), Day::read("2000-01-01"));
        assert_eq!(next("2026-04-30"), Day::read("2026-05-01"));
        assert_eq!(next("9999-12-31"), None);
    }

    #[test]
    fn a_text_that_is_no_day_is_none() {
        for text in [
            "",
            "2026-1-1",
            "2026-13-01",
            "2023-02-29",
            "2026-00-10",
            "+026-01-01",
            "2026-01-01T00:00:00",
            "2026-01-3²",
        ] {
            assert_eq!(Day::read(text), None, "{text}");
        }
    }
}
