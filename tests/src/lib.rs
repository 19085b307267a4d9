//! End-to-end, golden, fault and independent-recount tests.
