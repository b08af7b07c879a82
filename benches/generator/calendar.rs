//! Days of the Gregorian calendar, enough of it to date an article in the forms that papers use.

use super::random::Random;

/// A day.
#[derive(Clone, Copy)]
pub struct Day {
    pub year: u64,
    pub month: u64,
    pub day: u64,
}

impl Day {
    /// Draws a day from 2004 to the middle of 2026; later years are the likelier, as archives grow.
    pub fn draw(random: &mut Random) -> Self {
        let year = 2004 + random.below(23).max(random.below(23));
        let month = random.between(1, if year == 2026 { 6 } else { 12 });
        let days = match month {
            2 if year.is_multiple_of(4) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        Self { year, month, day: random.between(1, days) }
    }

    /// Writes the day as an article does: `ngày 17-1`, `ngày 20/6/2019`, `ngày 5 tháng 3 năm 2021`, `ngày 18.5.2021`.
    pub fn in_words(self, random: &mut Random) -> String {
        let Self { year, month, day } = self;
        match random.below(10) {
            0..4 => format!("ngày {day}/{month}/{year}"),
            4..7 => format!("ngày {day}/{month}"),
            7 => format!("ngày {day}-{month}"),
            8 => format!("ngày {day}.{month}.{year}"),
            _ => format!("ngày {day} tháng {month} năm {year}"),
        }
    }

    /// Writes the day as ISO 8601.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
