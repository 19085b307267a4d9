//! Changes.

use schakel_disclosure::{Direction, Pairing, Status};

use super::{change, pairs, share};

#[test]
fn an_interval_around_zero_demonstrates_nothing() {
    assert_eq!(pairs(54, 6.0, 22.0).verdict(), Direction::Up);
    assert_eq!(pairs(54, -22.0, -6.0).verdict(), Direction::Down);
    assert_eq!(pairs(54, -1.0, 8.0).verdict(), Direction::None);
}

#[test]
fn an_interval_that_is_shown_as_starting_at_zero_demonstrates_nothing_either() {
    assert_eq!(pairs(54, 0.3, 8.0).verdict(), Direction::None);
}

#[test]
fn fewer_than_eight_pairs_are_kept_back() {
    assert_eq!((pairs(7, 6.0, 22.0).status(), pairs(7, 6.0, 22.0).verdict()), (Status::Suppressed, Direction::Unknown));
    assert_eq!(pairs(8, 6.0, 22.0).status(), Status::Released);
}

#[test]
fn the_difference_is_that_of_the_numbers_shown() {
    // 28.57 % and 42.53 % are shown as 29 and 43: the difference is 14, not 13.96.
    let shown = change((share(20.0, 70.0), 70), (share(37.0, 87.0), 87), Pairing::Complete);
    assert_eq!(shown.diff().unwrap().get(), 14.0);
    assert_eq!(shown.verdict(), Direction::Up);
}

#[test]
fn a_banded_end_keeps_the_change_back() {
    let shown = change((share(0.0, 9.0), 9), (share(20.0, 40.0), 40), Pairing::Complete);
    assert_eq!(shown.status(), Status::Suppressed);
}

#[test]
fn without_an_interval_a_sampled_difference_has_no_verdict() {
    let shown = change((share(20.0, 70.0), 70), (share(37.0, 87.0), 87), Pairing::Groups { interval: None });
    assert_eq!(shown.verdict(), Direction::Unknown);
}
