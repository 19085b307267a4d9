//! Enumerations of the school's trajectory.

code_lists! {
    THEME "theme" "Thema" | "Theme" {
        "visie_beleid" "visie en beleid" | "vision and policy";
        "activiteiten_begeleiding" "activiteiten en begeleiding" | "activities and guidance";
        "kwaliteitsbewaking" "kwaliteitsbewaking" | "quality assurance";
        "professionalisering" "professionalisering" | "professional development";
        "rolopvatting" "hoe ik mijn rol zie" | "view of one's role";
        "gedeelde_taal" "gedeelde taal" | "shared language";
        "tijd_rooster" "tijd en rooster" | "time and timetable";
        "leiding_draagvlak" "leiding en draagvlak" | "leadership and support";
        "kennis" "kennis" | "knowledge";
        "vaardigheid" "vaardigheid" | "skill";
        "houding" "houding" | "attitude";
        "zicht_op_leerling" "zicht op de leerling of student" | "knowing the student", formerly "zicht op de leerling";
        "kansengelijkheid" "kansengelijkheid" | "equal opportunity";
        "samenwerking_ouders" "samenwerking met ouders" | "working with parents";
        "samenwerking_extern" "samenwerking buiten de school" | "working with partners outside";
        "werkdruk" "werkdruk" | "workload";
        "continuiteit_personeel" "wisseling van personeel" | "continuity of staff";
        "instrumenten" "instrumenten en methodes" | "instruments and methods";
        "overig" "overig" | "other";
    }
    VISION_STATUS "vision_status" "Status van de visie" | "Status of the vision" {
        "draft" "concept" | "draft";
        "adopted" "vastgesteld" | "adopted";
    }
    FINDING_KIND "finding_kind" "Soort bevinding" | "Kind of finding" {
        "goes_well" "gaat goed" | "goes well";
        "obstacle" "obstakel" | "obstacle", formerly "belemmering";
        "help_question" "hulpvraag" | "question for help";
        "wish" "wens" | "wish";
    }
    FINDING_STATUS "finding_status" "Status van de bevinding" | "Status of the finding" {
        "open" "open" | "open";
        "in_progress" "mee bezig" | "in progress";
        "solved" "opgelost" | "solved";
        "accepted" "geaccepteerd zoals het is" | "accepted as it is";
    }
    INTERVENTION_STATUS "intervention_status" "Status van de interventie" | "Status of the intervention" {
        "idea" "idee" | "idea";
        "submitted" "voorgelegd" | "submitted";
        "approved" "goedgekeurd" | "approved";
        "running" "loopt" | "running";
        "finished" "afgerond" | "finished";
        "stopped" "gestopt" | "stopped";
        "adapted" "aangepast" | "adapted";
    }
    STEP_STATUS "step_status" "Status van de stap" | "Status of the step" {
        "open" "nog te doen" | "to do";
        "done" "gedaan" | "done";
        "dropped" "vervallen" | "dropped";
    }
    APPROVAL_SUBJECT "approval_subject" "Waarover besloten wordt" | "Subject of the decision" {
        "intervention" "interventie" | "intervention";
        "hours" "uren" | "hours";
        "vision" "visie" | "vision";
        "data_use" "gebruik van gegevens" | "use of data";
    }
    DECISION "decision" "Besluit" | "Decision" {
        "approved" "akkoord" | "approved";
        "conditional" "akkoord onder voorwaarden" | "approved with conditions";
        "rejected" "niet akkoord" | "rejected";
        "open" "nog geen besluit" | "not decided yet";
    }
    INGREDIENT_ORIGIN "ingredient_origin" "Waar het ingrediënt vandaan komt" | "Origin of the ingredient" {
        "project_team" "onderzoeksteam" | "research team";
        "literature" "literatuur" | "literature";
        "school" "school" | "school";
    }
    INGREDIENT_LEVEL "ingredient_level" "Hoe ver het ingrediënt is" | "Level of the ingredient" {
        "0" "nog niet aanwezig" | "absent";
        "1" "in ontwikkeling" | "developing";
        "2" "aanwezig" | "present";
        "3" "verankerd" | "embedded";
    }
    OBSERVATION_BASIS "observation_basis" "Waarop gebaseerd" | "Basis of the observation" {
        "interview" "interview" | "interview";
        "document" "document" | "document";
        "survey" "vragenlijst" | "survey";
        "observation" "observatie" | "observation";
        "decision" "besluit" | "decision";
    }
    CRITERION_STATUS "criterion_status" "Hoe ver de school is" | "How far the school is" {
        "not_started" "nog niet begonnen" | "not started";
        "partly" "voor een deel" | "partly";
        "fully" "helemaal" | "fully";
    }
}
