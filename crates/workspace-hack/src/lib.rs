//! Holds no code: its dependencies turn the same features on for every selection of crates, so that the query engine
//! is compiled once.
