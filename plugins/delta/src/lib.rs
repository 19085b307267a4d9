//! Native plugin of a fictitious school.
