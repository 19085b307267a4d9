//! Enumerations of guidance moments and hours.

use crate::code::joined;
use crate::{Code, CodeList};

const COMPETENCES: [Code; 5] = [
    Code::new("KR", "kwaliteitenreflectie (wat kan ik)", "reflection on qualities"),
    Code::new("MR", "motievenreflectie (wat wil ik)", "reflection on motives"),
    Code::new("WE", "werkexploratie (welk werk past bij mij)", "exploration of work"),
    Code::new("LS", "loopbaansturing (hoe kom ik er)", "career control"),
    Code::new("NW", "netwerken (wie kan mij helpen)", "networking"),
];

/// The five career competences of Kuijpers; always self-report, never a verdict.
pub static COMPETENCE: CodeList =
    CodeList { name: "competence", nl: "Loopbaancompetentie", en: "Career competence", codes: &COMPETENCES };

/// What a guidance moment was about: a career competence or a question of the moment.
pub static TOPIC: CodeList = CodeList {
    name: "topic",
    nl: "Onderwerp",
    en: "Topic",
    codes: &joined::<11>(
        &COMPETENCES,
        &[
            Code::new("profile_choice", "profiel- of sectorkeuze", "choice of profile or sector"),
            Code::new("next_study_choice", "keuze voor een vervolgopleiding", "choice of the next study"),
            Code::new(
                "higher_education_possible",
                "een hoger niveau is mogelijk voor jou",
                "a higher level is possible for you",
            ),
            Code::new("labour_market", "werk en arbeidsmarkt", "work and labour market"),
            Code::new("obstacle", "iets dat in de weg staat", "an obstacle"),
            Code::new("other", "iets anders", "other"),
        ],
    ),
};

code_lists! {
    MOMENT_FORM "moment_form" "Vorm van het moment" | "Form of the moment" {
        "individual_talk" "gesprek met één leerling of student" | "individual talk";
        "group_talk" "groepsgesprek" | "group talk";
        "three_way_talk" "gesprek met ouders of bedrijf erbij" | "three-way talk";
        "lob_lesson" "LOB-les" | "career guidance lesson";
        "subject_lesson" "in de vakles" | "in a subject lesson";
        "company_visit" "bedrijfsbezoek" | "company visit";
        "guest_lesson" "gastles" | "guest lesson";
        "open_day" "open dag" | "open day";
        "trial_study" "meeloopdag of proefstuderen" | "trial study";
        "internship" "stage" | "internship";
        "fair" "beurs of markt" | "fair";
        "online" "online" | "online";
        "informal" "tussendoor" | "informal";
        "other" "anders" | "other";
    }
    MOMENT_SETTING "moment_setting" "Waar het moment was" | "Setting of the moment" {
        "lob_hour" "LOB-uur" | "career guidance hour";
        "mentor_slb_hour" "mentoruur of slb-uur" | "mentor hour or study career hour";
        "subject_lesson" "vakles" | "subject lesson";
        "outside_class" "op school, buiten de les" | "in school, outside class";
        "external" "buiten de school" | "outside the school";
        "digital" "digitaal" | "digital";
    }
    INITIATIVE "initiative" "Van wie het initiatief kwam" | "Who took the initiative" {
        "school" "de school" | "the school";
        "student" "de leerling of student" | "the student";
        "parent" "een ouder of verzorger" | "a parent or carer";
        "teacher" "een docent" | "a teacher";
    }
    MOMENT_EVIDENCE "moment_evidence" "Hoe we van het moment weten" | "How the moment is known" {
        "registration" "geregistreerd" | "registered";
        "timetable" "rooster" | "timetable";
        "student_survey" "vragenlijst leerlingen of studenten" | "student survey";
        "staff_survey" "vragenlijst medewerkers" | "staff survey";
        "xapi" "digitaal leersysteem (xAPI)" | "learning system (xAPI)";
    }
    PRESENCE "presence" "Aanwezigheid" | "Presence" {
        "yes" "aanwezig" | "present";
        "no" "afwezig" | "absent";
        "unknown" "onbekend" | "unknown";
    }
    ALLOCATION_PURPOSE "allocation_purpose" "Waarvoor de uren zijn" | "Purpose of the hours" {
        "student_guidance" "begeleiding van leerlingen of studenten" | "guidance of students";
        "team_development" "ontwikkeling van het team" | "team development";
        "intervention" "interventie" | "intervention";
        "decanaat" "decanaat" | "career adviser's office (decanaat)";
    }
    ALLOCATION_EVIDENCE "allocation_evidence" "Waar de uren op berusten" | "What the hours rest on" {
        "task_policy" "taakbeleid" | "task policy";
        "timetable" "rooster" | "timetable";
        "time_registration" "urenregistratie" | "time registration";
        "statement" "opgave van een medewerker" | "statement by a member of staff";
    }
}
