//! Section 6: what became of students.

table! {
    record Transition "transition" in Outcomes;
    label "Overgang" | "Transition";
    means "Waar een leerling of student na een inschrijving heen ging. Bij meer inschrijvingen telt ho, dan mbo, vo, vavo, vso." | "Where a student went after an enrolment. With several enrolments the order is higher education, mbo, vo, vavo, vso.";
    key student_id, reference_year;
    student_id: [person(Student)] P2 -> student.student_id, "Leerling-id" | "Student id",
        "De leerling of student." | "The student.",
        also "leerling" "leerlingnummer" "stamnr" "studentnummer";
    from_enrolment_id: [id] P2 -> enrolment.enrolment_id, "Vorige inschrijving" | "Previous enrolment",
        "De inschrijving waar de leerling of student vandaan kwam." | "The enrolment that the student came from.",
        also "inschrijving";
    reference_year: [int] P2 in 1990 to 2100, "Teljaar" | "Reference year",
        "Het jaar van de teldatum, 1 oktober, waarop de bestemming is vastgesteld." | "The year of the reference date, 1 October, on which the destination was established.",
        also "jaar" "teljaar" "peiljaar";
    destination: [code(DESTINATION)] P2, "Bestemming" | "Destination",
        "Waar de leerling of student toen was." | "Where the student was then.",
        also "bestemming" "vervolgopleiding" "doorstroom" "naar";
    programme_code: [text?] P2, "Code van de vervolgopleiding" | "Code of the next programme",
        "De landelijke code van de vervolgopleiding." | "The national code of the next programme.",
        also "croho" "crebo" "opleidingscode";
    level_change: [code(LEVEL_CHANGE)] P2, "Verschil in niveau" | "Change of level",
        "Of de bestemming hoger, gelijk of lager is dan verwacht na de vorige opleiding." | "Whether the destination is higher than, equal to or lower than the previous programme leads to.",
        also "op- en afstroom" "niveauverandering" "niveau";
    after_one_year: [code(AFTER_ONE_YEAR)?] P2, "Na één jaar" | "After one year",
        "Of de leerling of student een jaar later nog dezelfde opleiding deed." | "Whether the student was still in the same programme a year later.",
        also "switch" "uitval" "na een jaar";
    provenance: [code(TRANSITION_PROVENANCE)] P1, "Bron" | "Provenance",
        "Waar de bestemming vandaan komt." | "Where the destination was taken from.",
        also "bron";
}
