//! The page around the two editions.

/// Shows both editions side by side, asks for news, and keeps the place where one was reading.
pub(super) const PAGE: &str = include_str!("page.html");
