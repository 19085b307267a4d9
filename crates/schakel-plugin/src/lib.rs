//! What the author of a native plugin depends on, and the C ABI that plugin and program share.
