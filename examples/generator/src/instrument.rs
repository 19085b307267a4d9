//! The two questionnaires of the example: items of our own, not validated.

/// What an answer looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 1 to 5.
    Likert,
    YesNo,
    Count,
    /// One of these codes.
    Choice(&'static [&'static str]),
    Text,
}

/// One item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// Code in exports; `item_id` is the code too, since the codes of both questionnaires differ.
    pub(crate) code: &'static str,
    pub(crate) text: &'static str,
    pub(crate) scale: &'static str,
    pub(crate) dimension: &'static str,
    pub(crate) theme: &'static str,
    pub(crate) competence: &'static str,
    pub(crate) kind: Kind,
    pub(crate) reversed: bool,
}

const fn item(
    code: &'static str,
    text: &'static str,
    scale: &'static str,
    dimension: &'static str,
    kind: Kind,
) -> Item {
    Item { code, text, scale, dimension, theme: "", competence: "", kind, reversed: false }
}

const fn likert(code: &'static str, text: &'static str, dimension: &'static str) -> Item {
    item(code, text, dimension, dimension, Kind::Likert)
}

const fn reversed(code: &'static str, text: &'static str, dimension: &'static str) -> Item {
    Item { reversed: true, ..likert(code, text, dimension) }
}

const fn vision(code: &'static str, text: &'static str, dimension: &'static str, theme: &'static str) -> Item {
    Item { theme, ..item(code, text, "", dimension, Kind::Likert) }
}

const fn obstacle(code: &'static str, text: &'static str, theme: &'static str) -> Item {
    Item { theme, ..item(code, text, "", "obstacle", Kind::YesNo) }
}

const fn competence(code: &'static str, text: &'static str, which: &'static str) -> Item {
    Item { competence: which, ..item(code, text, which, "competence", Kind::Likert) }
}

/// The five themes on which ideal and present are asked, in the order of the items.
pub(crate) const THEMES: [&str; 5] =
    ["rolopvatting", "tijd_rooster", "samenwerking_ouders", "kansengelijkheid", "zicht_op_leerling"];

/// Questionnaire for staff.
pub(crate) const STAFF: [Item; 35] = [
    likert("MK1", "Ik weet welke stappen een leerling of student na onze opleiding kan zetten.", "knowledge"),
    likert("MK2", "Ik weet wat loopbaanbegeleiding op onze school inhoudt.", "knowledge"),
    likert("MK3", "Ik weet bij wie ik terechtkan met een vraag over loopbaanbegeleiding.", "knowledge"),
    reversed("MK4", "Ik weet te weinig over opleidingen en beroepen om iemand verder te helpen.", "knowledge"),
    likert("MV1", "Ik kan een gesprek voeren waarin een leerling of student zelf over de toekomst nadenkt.", "skill"),
    likert("MV2", "Ik kan in mijn eigen werk een verband leggen met de loopbaan van een leerling of student.", "skill"),
    likert("MV3", "Ik kan doorvragen naar wat een leerling of student drijft.", "skill"),
    reversed("MV4", "Ik vind het moeilijk om iemand te helpen bij een keuze.", "skill"),
    likert("MH1", "Loopbaanbegeleiding hoort bij mijn werk.", "attitude"),
    likert(
        "MH2",
        "Ik vind het belangrijk dat een leerling of student met meer mensen over de toekomst praat.",
        "attitude",
    ),
    likert("MH3", "Ik begin graag zelf een gesprek over wat iemand later wil.", "attitude"),
    reversed("MH4", "Loopbaanbegeleiding kan ik beter overlaten aan een specialist.", "attitude"),
    likert("C_KNOW", "Ik weet hoe ik kan bijdragen aan loopbaanbegeleiding.", "contribution"),
    likert("C_ABLE", "Ik voel mij in staat om bij te dragen aan loopbaanbegeleiding.", "contribution"),
    likert("C_OWNWAY", "Ik kan op mijn eigen manier bijdragen aan loopbaanbegeleiding.", "contribution"),
    item("VIS", "Ik ken de visie van onze school op loopbaanbegeleiding.", "knows_vision", "experience", Kind::Likert),
    vision(
        "VI1",
        "Zo moet het zijn: iedereen die met leerlingen of studenten werkt, begeleidt mee.",
        "vision_ideal",
        "rolopvatting",
    ),
    vision("VI2", "Zo moet het zijn: tijd voor begeleiding staat in het rooster.", "vision_ideal", "tijd_rooster"),
    vision("VI3", "Zo moet het zijn: ouders zijn betrokken bij keuzes.", "vision_ideal", "samenwerking_ouders"),
    vision(
        "VI4",
        "Zo moet het zijn: wie thuis minder hulp heeft, krijgt op school meer begeleiding.",
        "vision_ideal",
        "kansengelijkheid",
    ),
    vision(
        "VI5",
        "Zo moet het zijn: we weten van iedereen wat hij of zij wil en kan.",
        "vision_ideal",
        "zicht_op_leerling",
    ),
    vision(
        "VC1",
        "Zo is het nu: iedereen die met leerlingen of studenten werkt, begeleidt mee.",
        "vision_current",
        "rolopvatting",
    ),
    vision("VC2", "Zo is het nu: tijd voor begeleiding staat in het rooster.", "vision_current", "tijd_rooster"),
    vision("VC3", "Zo is het nu: ouders zijn betrokken bij keuzes.", "vision_current", "samenwerking_ouders"),
    vision(
        "VC4",
        "Zo is het nu: wie thuis minder hulp heeft, krijgt op school meer begeleiding.",
        "vision_current",
        "kansengelijkheid",
    ),
    vision(
        "VC5",
        "Zo is het nu: we weten van iedereen wat hij of zij wil en kan.",
        "vision_current",
        "zicht_op_leerling",
    ),
    item("MR1", "Ik heb in mijn rooster tijd voor loopbaanbegeleiding.", "room", "room", Kind::Likert),
    item("MR2", "De leiding geeft mij ruimte om dingen uit te proberen.", "room", "room", Kind::Likert),
    item("MR3", "Ik kan met collega's overleggen over begeleiding.", "room", "room", Kind::Likert),
    obstacle("OB1", "Wat staat in de weg? Te weinig tijd in het rooster", "tijd_rooster"),
    obstacle("OB2", "Wat staat in de weg? Te weinig kennis over opleidingen en werk", "kennis"),
    obstacle("OB3", "Wat staat in de weg? We gebruiken verschillende woorden", "gedeelde_taal"),
    obstacle("OB4", "Wat staat in de weg? De werkdruk", "werkdruk"),
    obstacle("OB5", "Wat staat in de weg? De leiding stuurt er niet op", "leiding_draagvlak"),
    item("MOPEN", "Wat wilt u nog kwijt?", "", "open", Kind::Text),
];

/// Questionnaire for students.
pub(crate) const STUDENT: [Item; 15] = [
    competence("KR1", "Ik kan vertellen waar ik goed in ben.", "KR"),
    competence("KR2", "Ik kan voorbeelden geven van iets wat mij goed lukte.", "KR"),
    competence("MO1", "Ik weet wat ik belangrijk vind in mijn leven.", "MR"),
    competence("MO2", "Ik weet van welke dingen ik energie krijg.", "MR"),
    competence("WE1", "Ik weet welk werk bij mij past.", "WE"),
    competence("WE2", "Ik heb in het echt gezien hoe werk is dat ik leuk vind.", "WE"),
    competence("LS1", "Ik maak een plan voor wat ik na deze opleiding ga doen.", "LS"),
    competence("LS2", "Ik durf een keuze te maken en daar weer op terug te komen.", "LS"),
    competence("NW1", "Ik ken mensen die mij kunnen helpen met mijn toekomst.", "NW"),
    competence("NW2", "Ik vraag mensen naar hun werk of opleiding.", "NW"),
    item(
        "TOLD",
        "Hoeveel verschillende mensen op school zeiden dit jaar tegen jou dat een volgende stap iets voor jou kan zijn?",
        "told_possible",
        "experience",
        Kind::Count,
    ),
    item("SAT", "Hoe tevreden ben je over de begeleiding bij je keuzes?", "satisfaction", "experience", Kind::Likert),
    item(
        "FG",
        "Heeft geen van je ouders gestudeerd aan een hogeschool of universiteit?",
        "first_generation",
        "background",
        Kind::Choice(&["ja", "nee", "weet_niet", "wil_niet_zeggen"]),
    ),
    item("GEN", "Wat is je geslacht?", "gender", "background", Kind::Choice(&["m", "v", "x", "unknown"])),
    item("LOPEN", "Wie heeft jou het meest geholpen, en hoe?", "", "open", Kind::Text),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_codes_are_unique_over_both_questionnaires() {
        let codes: std::collections::BTreeSet<_> = STAFF.iter().chain(&STUDENT).map(|i| i.code).collect();
        assert_eq!(codes.len(), STAFF.len() + STUDENT.len());
    }

    #[test]
    fn codes_of_the_model_are_used() {
        for item in STAFF.iter().chain(&STUDENT) {
            for (list, code) in [("dimension", item.dimension), ("theme", item.theme), ("competence", item.competence)]
            {
                let known = schakel_model::code_list(list).is_some_and(|l| l.contains(code));
                assert!(code.is_empty() || known, "{list}: {code} of {}", item.code);
            }
        }
    }
}
