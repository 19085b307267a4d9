//! Errors of a plugin: sentences for the person who runs the program.

use std::fmt;

/// What a plugin could not do.
///
/// Every error of the standard library and of other crates becomes one with `?`. The text reaches the person at the school who runs the program,
/// and perhaps a log: say which file, which row and what was expected, and never what the data say about a person.
pub struct Error {
    message: String,
}

/// Result of the functions of a plugin.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error with this text.
    pub fn new(message: impl Into<String>) -> Error {
        Error { message: message.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

// `Error` itself is no `std::error::Error`: that is what lets `?` take all of those.
impl<E: std::error::Error> From<E> for Error {
    fn from(error: E) -> Error {
        let mut message = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            let text = inner.to_string();
            if !message.contains(&text) {
                message = format!("{message}: {text}");
            }
            cause = inner.source();
        }
        Error { message }
    }
}

/// Puts the place in front of an error: `File::open(path).place("users.json")?`.
pub trait Place<T> {
    /// The error with `place: ` before its text.
    ///
    /// # Errors
    /// When `self` is one.
    fn place(self, place: impl fmt::Display) -> Result<T>;

    /// As [`Place::place`], for a place that has to be put together, such as file and row.
    ///
    /// # Errors
    /// When `self` is one.
    fn place_with<D: fmt::Display>(self, place: impl FnOnce() -> D) -> Result<T>;
}

impl<T, E: Into<Error>> Place<T> for std::result::Result<T, E> {
    fn place(self, place: impl fmt::Display) -> Result<T> {
        self.place_with(|| place)
    }

    fn place_with<D: fmt::Display>(self, place: impl FnOnce() -> D) -> Result<T> {
        self.map_err(|error| Error::new(format!("{}: {}", place(), error.into())))
    }
}

impl<T> Place<T> for Option<T> {
    fn place(self, place: impl fmt::Display) -> Result<T> {
        self.place_with(|| place)
    }

    fn place_with<D: fmt::Display>(self, place: impl FnOnce() -> D) -> Result<T> {
        self.ok_or_else(|| Error::new(format!("{}: not there", place())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_another_crate_gets_its_place() {
        let parsed: std::result::Result<i64, _> = "x".parse::<i64>();
        let error = parsed.place_with(|| format!("rooster.csv, row {}", 7)).unwrap_err();
        assert_eq!(error.to_string(), "rooster.csv, row 7: invalid digit found in string");
    }

    #[test]
    fn what_is_absent_is_said_so() {
        assert_eq!(None::<u8>.place("teams.json").unwrap_err().to_string(), "teams.json: not there");
    }
}
