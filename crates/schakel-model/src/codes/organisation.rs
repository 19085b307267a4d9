//! Enumerations of schools, programmes and groups.

use crate::code::joined;
use crate::{Code, CodeList};

code_lists! {
    SECTOR "sector" "Onderwijssector" | "Education sector" {
        "vo" "voortgezet onderwijs" | "secondary education";
        "mbo" "middelbaar beroepsonderwijs" | "vocational education";
        "hbo" "hoger beroepsonderwijs" | "higher professional education";
    }
    CODE_SYSTEM "code_system" "Soort opleidingscode" | "System of the programme code" {
        "croho" "CROHO (hoger onderwijs)" | "CROHO (higher education)";
        "crebo" "crebo (mbo)" | "crebo (vocational education)";
        "elementcode" "elementcode (vo)" | "elementcode (secondary education)";
        "rio" "RIO-opleidingseenheid" | "RIO programme unit";
        "own" "eigen code van de school" | "the school's own code";
    }
    TRACK "track" "Leerweg of vorm" | "Track" {
        "bol" "bol (vooral op school)" | "school-based (bol)";
        "bbl" "bbl (werken en leren)" | "work-based (bbl)";
        "voltijd" "voltijd" | "full-time";
        "deeltijd" "deeltijd" | "part-time";
        "duaal" "duaal" | "dual (work and study)";
    }
    GROUP_KIND "group_kind" "Soort groep" | "Kind of group" {
        "stamgroep" "stamgroep (klas)" | "class";
        "lesgroep" "lesgroep (vak)" | "subject group";
        "mentorgroep" "mentorgroep" | "mentor group";
        "slb_groep" "slb-groep" | "study career guidance group";
    }
}

const LEVELS: [Code; 20] = [
    level("pro", "praktijkonderwijs", "practical training (pro)"),
    level("vmbo_bb", "vmbo basisberoepsgericht", "vmbo, basic vocational"),
    level("vmbo_kb", "vmbo kaderberoepsgericht", "vmbo, advanced vocational"),
    level("vmbo_gl", "vmbo gemengd", "vmbo, combined"),
    level("vmbo_tl", "vmbo theoretisch (mavo)", "vmbo, theoretical"),
    level("vmbo_gt", "vmbo gemengd en theoretisch", "vmbo, combined and theoretical"),
    level("brugklas", "brugklas (nog geen niveau)", "bridging year (no level yet)"),
    level("havo", "havo", "havo (senior general)"),
    level("vwo", "vwo", "vwo (pre-university)"),
    level("mbo_1", "mbo niveau 1 (entree)", "mbo level 1 (entry)"),
    level("mbo_2", "mbo niveau 2", "mbo level 2"),
    level("mbo_3", "mbo niveau 3", "mbo level 3"),
    level("mbo_4", "mbo niveau 4", "mbo level 4"),
    level("ad", "associate degree", "associate degree"),
    level("hbo_bachelor", "hbo-bachelor", "bachelor, university of applied sciences"),
    level("hbo_master", "hbo-master", "master, university of applied sciences"),
    level("wo_bachelor", "wo-bachelor", "bachelor, university"),
    level("wo_master", "wo-master", "master, university"),
    level("vavo", "vavo", "secondary education for adults (vavo)"),
    level("vso", "voortgezet speciaal onderwijs", "special secondary education"),
];

const fn level(code: &'static str, nl: &'static str, en: &'static str) -> Code {
    Code::new(code, nl, en)
}

/// Level of education, from practical training to university.
pub static LEVEL: CodeList =
    CodeList { name: "level", nl: "Onderwijsniveau", en: "Level of education", codes: &LEVELS };

/// Education before the present one: the levels, and what lies outside them.
pub static PRIOR_EDUCATION: CodeList = CodeList {
    name: "prior_education",
    nl: "Vooropleiding",
    en: "Prior education",
    codes: &joined::<24>(
        &LEVELS,
        &[
            level("po", "basisschool", "primary school"),
            level("foreign", "school in het buitenland", "school abroad"),
            level("other", "anders", "other"),
            level("unknown", "onbekend", "unknown"),
        ],
    ),
};
