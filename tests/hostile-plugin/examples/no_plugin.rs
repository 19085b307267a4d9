//! A library that has nothing to do with Schakel.

#[allow(unsafe_code, reason = "a library exports something")]
#[unsafe(no_mangle)]
extern "C" fn add(left: i32, right: i32) -> i32 {
    left.wrapping_add(right)
}
