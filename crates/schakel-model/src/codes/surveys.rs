//! Enumerations of surveys.

code_lists! {
    AUDIENCE "audience" "Voor wie" | "Audience" {
        "staff" "medewerkers" | "staff";
        "student" "leerlingen of studenten" | "students";
        "leadership" "leiding" | "leadership";
        "parent" "ouders of verzorgers" | "parents or carers";
    }
    DIMENSION "dimension" "Wat de vraag meet" | "What the item measures" {
        "knowledge" "kennis" | "knowledge";
        "skill" "vaardigheid" | "skill";
        "attitude" "houding" | "attitude";
        "vision_ideal" "visie: hoe het zou moeten zijn" | "vision: how it should be";
        "vision_current" "visie: hoe het nu is" | "vision: how it is now";
        "behaviour" "gedrag" | "behaviour";
        "experience" "ervaring" | "experience";
        "competence" "loopbaancompetentie" | "career competence";
        "obstacle" "wat in de weg staat" | "obstacle";
        "room" "ruimte en tijd" | "room and time";
        "contribution" "eigen bijdrage" | "own contribution";
        "background" "achtergrond" | "background";
        "open" "open vraag" | "open question";
    }
    ITEM_KIND "item_kind" "Soort vraag" | "Kind of item" {
        "likert" "schaalvraag" | "rating scale";
        "yes_no" "ja of nee" | "yes or no";
        "count" "aantal" | "count";
        "choice" "één antwoord kiezen" | "single choice";
        "multiple_choice" "meer antwoorden kiezen" | "multiple choice";
        "rank" "op volgorde zetten" | "ranking";
        "text" "open tekst" | "open text";
    }
    WAVE_LABEL "wave_label" "Moment in het traject" | "Point in the trajectory" {
        "baseline" "nulmeting" | "baseline";
        "before" "vooraf" | "before";
        "during" "tussentijds" | "during";
        "after" "achteraf" | "after";
    }
    MISSING_REASON "missing_reason" "Waarom er geen antwoord is" | "Why there is no answer" {
        "not_asked" "niet gevraagd" | "not asked";
        "skipped" "overgeslagen" | "skipped";
        "not_applicable" "niet van toepassing" | "not applicable";
        "dont_know" "weet ik niet" | "do not know";
    }
}
