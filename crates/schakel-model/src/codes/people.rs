//! Enumerations of staff and students.

code_lists! {
    CONTRACT_CLASS "contract_class" "Omvang van de aanstelling" | "Size of the contract" {
        "lt_0_5" "minder dan 0,5 fte" | "less than 0.5 FTE";
        "0_5_to_0_8" "0,5 tot en met 0,8 fte" | "0.5 to 0.8 FTE";
        "gt_0_8" "meer dan 0,8 fte" | "more than 0.8 FTE";
        "unknown" "onbekend" | "unknown";
    }
    GENDER "gender" "Geslacht" | "Gender" {
        "m" "man" | "male";
        "v" "vrouw" | "female";
        "x" "anders" | "other";
        "unknown" "onbekend" | "unknown";
    }
    FIRST_GENERATION "first_generation" "Eerste in het gezin die doorstudeert" | "First in the family in higher education" {
        "ja" "ja" | "yes";
        "nee" "nee" | "no";
        "weet_niet" "weet ik niet" | "does not know";
        "wil_niet_zeggen" "wil ik niet zeggen" | "prefers not to say";
    }
    ORIGIN "origin" "Herkomst" | "Origin" {
        "nl_nl" "geboren in Nederland, ouders ook" | "born in the Netherlands, parents too";
        "nl_europe" "geboren in Nederland, ouder uit Europa" | "born in the Netherlands, parent from Europe";
        "nl_outside" "geboren in Nederland, ouder van buiten Europa" | "born in the Netherlands, parent from outside Europe";
        "born_europe" "geboren in een ander Europees land" | "born elsewhere in Europe";
        "born_outside" "geboren buiten Europa" | "born outside Europe";
        "wil_niet_zeggen" "wil ik niet zeggen" | "prefers not to say";
    }
    BACKGROUND_PROVENANCE "background_provenance" "Herkomst van het gegeven" | "Where the fact comes from" {
        "las" "administratie van de school" | "the school's administration";
        "survey" "vragenlijst" | "survey";
        "cbs_pc4" "CBS, op basis van postcodegebied" | "Statistics Netherlands, by postcode area";
    }
    ENROLMENT_STATUS "enrolment_status" "Status van de inschrijving" | "Status of the enrolment" {
        "active" "ingeschreven" | "enrolled";
        "graduated" "diploma gehaald" | "graduated";
        "moved" "overgestapt binnen de school" | "moved within the school";
        "dropped_out" "gestopt zonder diploma" | "left without a diploma";
        "left" "vertrokken (reden niet bekend)" | "left (reason not known)";
    }
    PERSON_KIND "person_kind" "Soort persoon" | "Kind of person" {
        "student" "leerling of student" | "student";
        "staff" "medewerker" | "member of staff";
    }
    MEMBER_FUNCTION "member_function" "Plaats in de groep" | "Function in the group" {
        "student" "leerling of student" | "student";
        "teacher" "docent" | "teacher";
        "mentor" "mentor" | "mentor";
        "slb" "studieloopbaanbegeleider (slb)" | "study career adviser";
    }
}
