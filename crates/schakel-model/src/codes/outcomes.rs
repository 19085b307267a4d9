//! Enumerations of what became of students, and of findings about the data.

code_lists! {
    DESTINATION "destination" "Bestemming" | "Destination" {
        "same_school" "zelfde school" | "same school";
        "vo" "voortgezet onderwijs" | "secondary education";
        "mbo_1" "mbo niveau 1 (entree)" | "mbo level 1 (entry)";
        "mbo_2" "mbo niveau 2" | "mbo level 2";
        "mbo_3" "mbo niveau 3" | "mbo level 3";
        "mbo_4" "mbo niveau 4" | "mbo level 4";
        "hbo_ad" "hbo, associate degree" | "associate degree";
        "hbo_ba" "hbo-bachelor" | "bachelor, university of applied sciences";
        "wo" "universiteit" | "university";
        "vavo" "vavo" | "secondary education for adults (vavo)";
        "vso" "voortgezet speciaal onderwijs" | "special secondary education";
        "work" "werk" | "work";
        "no_education" "geen onderwijs" | "not in education";
        "unknown" "onbekend" | "unknown";
    }
    LEVEL_CHANGE "level_change" "Verschil in niveau" | "Change of level" {
        "higher" "hoger niveau" | "higher level";
        "equal" "gelijk niveau" | "same level";
        "lower" "lager niveau" | "lower level";
        "not_applicable" "niet van toepassing" | "not applicable";
    }
    AFTER_ONE_YEAR "after_one_year" "Na één jaar" | "After one year" {
        "same" "zelfde opleiding" | "same programme";
        "switched" "andere opleiding" | "switched programme";
        "dropped_out" "gestopt" | "dropped out";
        "unknown" "onbekend" | "unknown";
    }
    TRANSITION_PROVENANCE "transition_provenance" "Bron van de bestemming" | "Source of the destination" {
        "duo" "DUO" | "DUO";
        "1cho" "1 cijfer HO" | "1 cijfer HO";
        "school_aftercare" "nazorg van de school" | "the school's aftercare";
        "survey" "vragenlijst" | "survey";
    }
    SEVERITY "severity" "Ernst" | "Severity" {
        "error" "fout" | "error";
        "notice" "opmerking" | "notice";
    }
}
