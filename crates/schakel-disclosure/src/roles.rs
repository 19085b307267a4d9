//! The single decaan: a role that one or two persons fill is never shown on its own.

/// How many persons fill a role at a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleSize {
    /// The role.
    pub role: String,
    /// Its role group.
    pub group: String,
    /// Persons who fill it.
    pub persons: u64,
}

/// Under which name a role is shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShownRole {
    /// The role.
    pub role: String,
    /// The role itself; or its role group, when the role is merged into that; or the group followed by
    /// `_other`, when larger roles of the same group stand beside it.
    pub shown: String,
    /// Persons in the shown role; someone with two of the merged roles counts twice.
    pub persons: u64,
}

/// Ends the name under which the smaller roles of a group are shown together.
pub const OTHER_SUFFIX: &str = "_other";

/// Decides, for one school, under which name each role is shown. Roles filled by fewer than `small`
/// persons are merged within their role group; if together they are still fewer than `small`, the next
/// smallest role of the group joins them, because what is left over after subtracting the other roles
/// from the group would otherwise be theirs. A whole group may stay below `small`: it is shown as the
/// group, which is how guidance by specialists is told where there is one decaan.
#[must_use]
pub fn merge_small_roles(sizes: &[RoleSize], small: u64) -> Vec<ShownRole> {
    let mut groups: Vec<&str> = sizes.iter().map(|s| s.group.as_str()).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut shown: Vec<ShownRole> = groups
        .into_iter()
        .flat_map(|group| {
            let mut members: Vec<&RoleSize> = sizes.iter().filter(|s| s.group == group).collect();
            members.sort_by(|a, b| (a.persons, &a.role).cmp(&(b.persons, &b.role)));
            merge_group(group, &members, small)
        })
        .collect();
    shown.sort();
    shown
}

/// `members` go from the smallest role to the largest.
fn merge_group(group: &str, members: &[&RoleSize], small: u64) -> Vec<ShownRole> {
    let mut merged = members.iter().take_while(|m| m.persons < small).count();
    let persons_of = |count: usize| members.iter().take(count).map(|m| m.persons).sum::<u64>();
    while merged > 0 && merged < members.len() && persons_of(merged) < small {
        merged += 1;
    }
    let together = if merged == members.len() { group.to_owned() } else { format!("{group}{OTHER_SUFFIX}") };
    let persons = persons_of(merged);
    members
        .iter()
        .enumerate()
        .map(|(place, member)| {
            let role = member.role.clone();
            if place < merged {
                ShownRole { role, shown: together.clone(), persons }
            } else {
                ShownRole { shown: role.clone(), role, persons: member.persons }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(sizes: &[(&str, &str, u64)]) -> Vec<(String, String)> {
        let sizes: Vec<RoleSize> = sizes
            .iter()
            .map(|(role, group, persons)| RoleSize { role: (*role).into(), group: (*group).into(), persons: *persons })
            .collect();
        merge_small_roles(&sizes, 3).into_iter().map(|s| (s.role, s.shown)).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(role, shown)| ((*role).into(), (*shown).into())).collect()
    }

    #[test]
    fn one_decaan_is_shown_as_the_specialists() {
        assert_eq!(shown(&[("decaan", "specialist", 1)]), pairs(&[("decaan", "specialist")]));
    }

    #[test]
    fn a_decaan_and_a_coordinator_are_shown_together() {
        let roles = [("decaan", "specialist", 1), ("lob_coordinator", "specialist", 1)];
        assert_eq!(shown(&roles), pairs(&[("decaan", "specialist"), ("lob_coordinator", "specialist")]));
    }

    #[test]
    fn three_persons_may_be_shown_as_their_role() {
        assert_eq!(shown(&[("decaan", "specialist", 3)]), pairs(&[("decaan", "decaan")]));
    }

    #[test]
    fn a_small_role_takes_the_next_smallest_along_so_that_subtraction_does_not_find_it() {
        let roles =
            [("docent", "primary_process", 60), ("mentor", "primary_process", 12), ("slb", "primary_process", 1)];
        assert_eq!(
            shown(&roles),
            pairs(&[("docent", "docent"), ("mentor", "primary_process_other"), ("slb", "primary_process_other")])
        );
    }

    #[test]
    fn two_small_roles_that_are_three_together_leave_the_others_alone() {
        let roles = [("docent", "primary_process", 60), ("coach", "primary_process", 2), ("slb", "primary_process", 1)];
        assert_eq!(
            shown(&roles),
            pairs(&[("coach", "primary_process_other"), ("docent", "docent"), ("slb", "primary_process_other")])
        );
    }
}
