//! Section 2: staff and students.

table! {
    record Staff "staff" in People;
    label "Medewerker" | "Member of staff";
    means "Iemand die bij de school werkt." | "A person who works at the school.";
    key staff_id;
    staff_id: [person(Staff)] P2, "Medewerker-id" | "Staff id",
        "Het nummer van de medewerker bij de school; Schakel bewaart alleen een pseudoniem." | "The school's number of the member of staff; only a pseudonym is kept.",
        also "medewerker" "personeelsnummer" "medewerkernummer" "docent" "docentcode" "medewerkerafkorting" "usersourcedid" "personid" "afk" "afkorting";
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school waar de medewerker werkt." | "The school where the person works.";
    teaches: [bool] P2, "Geeft les" | "Teaches",
        "Of de medewerker lesgeeft." | "Whether the person teaches.",
        also "geeft les" "onderwijsgevend" "medewerkeronderwijzend" "onderwijzend";
    course_alumnus: [bool] P2, "Deed de leergang" | "Course alumnus",
        "Of de medewerker de Leergang Loopbaancoaching heeft gedaan." | "Whether the person took the career coaching course (Leergang Loopbaancoaching).",
        also "leergang" "alumnus" "alumnus leergang" "leergang loopbaancoaching" "loopbaancoach";
    contract_class: [code(CONTRACT_CLASS)] P2, "Omvang aanstelling" | "Contract size",
        "De omvang van de aanstelling, in klassen." | "The size of the contract, in classes.",
        also "fte" "werktijdfactor" "betrekkingsomvang" "wtf" "aanstelling";
}

table! {
    record StaffRole "staff_role" in People;
    label "Rol van medewerker" | "Staff role";
    means "Een rol die een medewerker in een periode heeft; iemand kan er meer hebben." | "A role that a member of staff has during a period; a person may have several.";
    key staff_id, role, team_id, subject, from
        where from <= until;
    staff_id: [person(Staff)] P2 -> staff.staff_id, "Medewerker-id" | "Staff id",
        "De medewerker." | "The member of staff.",
        also "medewerker" "personeelsnummer" "docentcode" "medewerkerafkorting" "usersourcedid" "afk" "afkorting";
    role: [code(ROLE)] P2, "Rol" | "Role",
        "De rol in de begeleiding." | "The role in guidance.",
        also "rol" "functie" "medewerkerfunctie" "medewerkerrollen" "rolomschrijving" "taak" "functies";
    team_id: [id?] P1 -> team.team_id, "Team-id" | "Team id",
        "Het team waar de rol bij hoort." | "The team that the role belongs to.",
        also "team" "afdeling";
    subject: [text?] P1, "Vak" | "Subject",
        "Het vak dat de docent geeft." | "The subject that the teacher teaches.",
        also "vak" "vakcode";
    from: [date] P2, "Vanaf" | "From",
        "De eerste dag van de rol." | "The first day of the role.",
        also "van" "begindatum" "ingangsdatum" "startdatum" "begindate" "in dienst";
    until: [date?] P2, "Tot en met" | "Until",
        "De laatste dag van de rol; leeg als de rol doorloopt." | "The last day of the role; missing while it continues.",
        also "tot" "einddatum" "enddate" "uit dienst";
    guidance_hours: [dec?] P2 in 0 to 2000, "Begeleidingsuren" | "Guidance hours",
        "Uren voor begeleiding in de taakverdeling, per schooljaar." | "Hours for guidance in the task allocation, per school year.",
        also "taakuren" "uren" "begeleidingsuren" "loburen" "lob uren" "uren begeleiding";
}

table! {
    record Student "student" in People;
    label "Leerling of student" | "Student";
    means "Iemand die onderwijs volgt aan de school." | "A person who is taught at the school.";
    key student_id;
    student_id: [person(Student)] P2, "Leerling-id" | "Student id",
        "Het nummer van de leerling of student bij de school; Schakel bewaart alleen een pseudoniem." | "The school's number of the student; only a pseudonym is kept.",
        also "leerling" "leerlingnummer" "stamnr" "studentnummer" "student" "leerlingid" "deelnemernummer" "usersourcedid" "personid";
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school van de leerling of student." | "The school of the student.";
    birth_year: [int?] P2 in 1925 to 2035, "Geboortejaar" | "Year of birth",
        "Het jaar van geboorte; nooit de hele datum." | "The year of birth; never the full date.",
        also "geboortejaar" "geboortedatum" "geb datum" "geboren" "birthdate" "dateofbirth";
}

table! {
    record StudentBackground "student_background" in People;
    label "Achtergrond van leerling" | "Student background";
    means "Achtergrond van een leerling of student in een schooljaar; de school kiest of zij dit levert." | "Background of a student in a school year; the school decides whether to provide it.";
    key student_id, school_year;
    student_id: [person(Student)] P2 -> student.student_id, "Leerling-id" | "Student id",
        "De leerling of student." | "The student.",
        also "leerling" "leerlingnummer" "stamnr" "studentnummer";
    school_year: [text] P2 as SchoolYear, "Schooljaar" | "School year",
        "Het schooljaar waarvoor het gegeven geldt." | "The school year that the fact holds for.",
        also "schooljaar" "studiejaar" "cursusjaar";
    gender: [code(GENDER)] P4, "Geslacht" | "Gender",
        "Het geslacht zoals de school het heeft vastgelegd." | "The gender as the school recorded it.",
        also "geslacht" "leerlinggeslacht" "sexe" "sekse";
    ses_quintile: [int?] P4 in 1 to 5, "SES-groep (1 laag, 5 hoog)" | "SES quintile (1 low, 5 high)",
        "In welk vijfde deel van de wijken in Nederland de leerling woont, naar welvaart, opleiding en werk (CBS). Een score van de wijk, niet van de leerling." | "The fifth of Dutch areas the student lives in by prosperity, education and work (Statistics Netherlands); a score of the area, not of the student.",
        also "ses" "ses-woa" "seskwintiel" "ses score";
    first_generation: [code(FIRST_GENERATION)?] P4, "Eerste die doorstudeert" | "First generation",
        "Of de leerling de eerste in het gezin is die een studie in het hoger onderwijs doet of wil doen." | "Whether the student is the first in the family to enter, or aim for, higher education.",
        also "eerste generatie" "eerstegeneratiestudent";
    origin: [code(ORIGIN)?] P4, "Herkomst" | "Origin",
        "Waar de leerling en de ouders geboren zijn; staat uit tot de school het aanzet." | "Where the student and the parents were born; off until the school turns it on.",
        also "herkomst" "geboorteland";
    prior_education: [code(PRIOR_EDUCATION)?] P2, "Vooropleiding" | "Prior education",
        "De opleiding die de leerling of student hiervoor deed." | "The education of the student before the present one.",
        also "vooropleiding" "hoogste vooropleiding" "herkomstschool";
    support_need: [bool?] P4, "Extra ondersteuning" | "Support need",
        "Of de school extra ondersteuning heeft vastgelegd." | "Whether the school recorded a need for extra support.",
        also "ondersteuning" "passend onderwijs" "zorgleerling" "extra ondersteuning";
    provenance: [code(BACKGROUND_PROVENANCE)] P1, "Bron van de achtergrond" | "Provenance",
        "Waar de school dit vandaan heeft." | "Where the school has this from.",
        also "bron";
}

table! {
    record Enrolment "enrolment" in People;
    label "Inschrijving" | "Enrolment";
    means "Een inschrijving van een leerling of student bij een opleiding in een schooljaar." | "An enrolment of a student in a programme in a school year.";
    key enrolment_id
        where from <= until;
    enrolment_id: [id] P2, "Inschrijving-id" | "Enrolment id",
        "Nummer van de inschrijving." | "Number of the enrolment.",
        also "inschrijving" "inschrijvingsvolgnummer" "volgnr";
    student_id: [person(Student)] P2 -> student.student_id, "Leerling-id" | "Student id",
        "De leerling of student." | "The student.",
        also "leerling" "leerlingnummer" "stamnr" "studentnummer" "usersourcedid";
    programme_id: [id] P1 -> programme.programme_id, "Opleiding-id" | "Programme id",
        "De opleiding." | "The programme.",
        also "opleiding" "opleidingcode" "study" "crebo" "profilecode" "studie" "programme" "programid";
    location_id: [id?] P1 -> location.location_id, "Vestiging-id" | "Location id",
        "De vestiging waar de leerling les krijgt." | "The location where the student is taught.",
        also "vestiging" "locatie" "location";
    group_id: [id?] P1 -> group.group_id, "Groep-id" | "Group id",
        "De klas of stamgroep." | "The class.",
        also "klas" "class" "stamgroep" "groep" "leerlingstamgroep";
    year_level: [int] P2 in 1 to 8, "Leerjaar" | "Year",
        "Het leerjaar of studiejaar." | "The year of study.",
        also "leerjaar" "leerlingleerjaar" "studyyear" "jaargroep" "grades";
    school_year: [text] P2 as SchoolYear, "Schooljaar" | "School year",
        "Het schooljaar van de inschrijving." | "The school year of the enrolment.",
        also "schooljaar" "studiejaar" "cursusjaar" "studyperiod";
    from: [date] P2, "Vanaf" | "From",
        "De eerste dag van de inschrijving." | "The first day of the enrolment.",
        also "inschrijfdatum" "begindatum" "studiebegindatum" "begindate" "van" "inschr van" "ingangsdatum" "startdatum";
    until: [date?] P2, "Tot en met" | "Until",
        "De laatste dag van de inschrijving; leeg als die doorloopt." | "The last day of the enrolment; missing while it continues.",
        also "uitschrijfdatum" "einddatum" "studieeinddatum" "vertrekdatum" "enddate" "tot" "inschr tot";
    status: [code(ENROLMENT_STATUS)] P2, "Status" | "Status",
        "Hoe het met de inschrijving staat." | "The state of the enrolment.",
        also "status" "inschrijfstatus" "reden uitschrijving" "uitschrijving" "uitstroom" "vertrek";
    on_reference_date: [bool] P2, "Ingeschreven op 1 oktober" | "Enrolled on 1 October",
        "Of de inschrijving gold op de teldatum, 1 oktober van het schooljaar." | "Whether the enrolment held on the reference date, 1 October of the school year.",
        also "teldatum" "peildatum" "bekostigd";
}

table! {
    record GroupMember "group_member" in People;
    label "Lid van groep" | "Group member";
    means "Iemand die in een groep zit of een groep begeleidt." | "A person who is in a group or guides it.";
    key group_id, person_kind, person_id, function, from
        where from <= until;
    group_id: [id] P1 -> group.group_id, "Groep-id" | "Group id",
        "De groep." | "The group.",
        also "groep" "klas" "lesgroep" "class" "classsourcedid" "lesgroepen" "stamgroep";
    person_kind: [code(PERSON_KIND)] P2, "Soort persoon" | "Kind of person",
        "Of het om een leerling of een medewerker gaat." | "Whether the person is a student or a member of staff.",
        also "soort";
    person_id: [person(ByKind)] P2, "Persoon-id" | "Person id",
        "Het nummer van de leerling of medewerker, zoals in die tabel." | "The number of the student or member of staff, as in that table.",
        also "persoon" "leerlingnummer" "medewerker" "usersourcedid" "personid";
    function: [code(MEMBER_FUNCTION)] P2, "Plaats in de groep" | "Function",
        "Wat de persoon in de groep is." | "What the person is in the group.",
        also "functie" "rol" "role";
    from: [date?] P2, "Vanaf" | "From",
        "De eerste dag in de groep; leeg betekent het hele schooljaar." | "The first day in the group; missing means the whole school year.",
        also "begindatum" "begindate" "van";
    until: [date?] P2, "Tot en met" | "Until",
        "De laatste dag in de groep." | "The last day in the group.",
        also "einddatum" "enddate" "tot";
}
