//! Raw cells become released values, or are suppressed.
