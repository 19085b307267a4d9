//! A library of the right version whose table of functions was not filled in.

use schakel_plugin::abi::{ABI_MAJOR, ABI_MINOR, MAGIC, PluginTable};

static TABLE: PluginTable = PluginTable {
    magic: MAGIC,
    abi_major: ABI_MAJOR,
    abi_minor: ABI_MINOR,
    struct_size: size_of::<PluginTable>(),
    name: c"half".as_ptr(),
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
