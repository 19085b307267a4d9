//! Findings: a template offers more than there is room for, and the data decide which are told.

/// Something that could be told. The heavier, the sooner.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Finding {
    pub(super) weight: f64,
    /// Of each topic one is told; those without a topic stand for themselves.
    pub(super) topic: String,
    /// What is told.
    pub(super) body: String,
}

/// The heaviest findings, the heaviest first, at most one for each topic. With equal weights their order decides.
pub(super) fn heaviest(mut offered: Vec<Finding>, max: usize) -> Vec<Finding> {
    offered.retain(|finding| !finding.body.trim().is_empty());
    offered.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let mut chosen: Vec<Finding> = Vec::new();
    for finding in offered {
        let told = !finding.topic.is_empty() && chosen.iter().any(|c| c.topic == finding.topic);
        if chosen.len() < max && !told {
            chosen.push(finding);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(weight: f64, topic: &str, body: &str) -> Finding {
        Finding { weight, topic: topic.to_owned(), body: body.to_owned() }
    }

    fn told(offered: &[Finding], max: usize) -> Vec<String> {
        heaviest(offered.to_vec(), max).into_iter().map(|finding| finding.body).collect()
    }

    #[test]
    fn the_heaviest_findings_are_told_one_for_each_topic() {
        let offered = [
            finding(1.0, "a", "licht"),
            finding(9.0, "b", "zwaar"),
            finding(8.0, "b", "zelfde onderwerp"),
            finding(5.5, "c", "midden"),
        ];
        assert_eq!(told(&offered, 2), ["zwaar", "midden"]);
        assert_eq!(told(&offered, 9), ["zwaar", "midden", "licht"]);
    }

    #[test]
    fn equal_weights_keep_the_order_of_the_template() {
        assert_eq!(told(&[finding(2.0, "", "een"), finding(2.0, "", "twee")], 5), ["een", "twee"]);
    }

    #[test]
    fn an_empty_finding_takes_no_place() {
        assert_eq!(told(&[finding(9.0, "", "  "), finding(2.0, "", "iets")], 1), ["iets"]);
    }
}
