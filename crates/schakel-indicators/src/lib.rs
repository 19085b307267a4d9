//! Indicator definitions (SQL files with a header) and their execution.
