//! A library that was built for a later version of the plugin border.

use schakel_plugin::abi::{MAGIC, PluginTable};

/// Only what never changes is filled; the rest belongs to a version that nobody knows yet.
static TABLE: PluginTable = PluginTable {
    magic: MAGIC,
    abi_major: 9,
    abi_minor: 3,
    struct_size: std::mem::offset_of!(PluginTable, open),
    name: c"from-the-future".as_ptr(),
    version: c"1".as_ptr(),
    open: None,
    tables: None,
    read: None,
    free_text: None,
    close: None,
};

#[allow(unsafe_code, reason = "the symbol by which a plugin is found")]
#[unsafe(no_mangle)]
extern "C" fn schakel_plugin() -> *const PluginTable {
    &TABLE
}
