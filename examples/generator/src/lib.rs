//! Deterministic generator of fictitious schools in the formats schools have.
