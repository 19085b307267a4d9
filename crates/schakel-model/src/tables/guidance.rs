//! Section 3: guidance moments and hours.

table! {
    record GuidanceMoment "guidance_moment" in Guidance;
    label "Begeleidingsmoment" | "Guidance moment";
    means "Eén moment waarop iemand een of meer leerlingen of studenten hielp bij hun loopbaan." | "One moment at which someone helped one or more students with their career.";
    key moment_id;
    moment_id: [id] P2, "Moment-id" | "Moment id",
        "Nummer van het moment." | "Number of the moment.",
        also "moment" "gespreksnummer" "activiteitid" "statementid" "id";
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school waar het moment bij hoort." | "The school the moment belongs to.";
    date: [date] P2, "Datum" | "Date",
        "De dag van het moment." | "The day of the moment.",
        also "datum" "gespreksdatum" "timestamp" "tijdstip";
    minutes: [int?] P2 in 0 to 10080, "Minuten" | "Minutes",
        "Hoe lang het moment duurde, in minuten." | "How long the moment lasted, in minutes.",
        also "minuten" "duur" "duur_min" "duration" "tijdsduur" "min";
    form: [code(MOMENT_FORM)] P2, "Vorm" | "Form",
        "De vorm van het moment." | "The form of the moment.",
        also "vorm" "soort gesprek" "activiteit" "type" "soort";
    setting: [code(MOMENT_SETTING)] P2, "Plaats" | "Setting",
        "Waar of in welk soort les het moment was." | "Where, or in what kind of lesson, the moment was.",
        also "plaats" "waar" "locatie" "setting" "plek";
    scheduled: [bool] P2, "Ingepland" | "Scheduled",
        "Of het moment was ingepland." | "Whether the moment was scheduled.",
        also "gepland" "ingepland" "rooster";
    topics: [set(TOPIC)?] P2, "Onderwerpen" | "Topics",
        "Waar het moment over ging; meer onderwerpen zijn gescheiden door een puntkomma. Leeg als het niet bekend is." | "What the moment was about; several topics are separated by a semicolon. Missing when not known.",
        also "onderwerp" "onderwerpen" "thema" "competenties" "loopbaancompetentie" "themas" "over";
    initiative: [code(INITIATIVE)?] P2, "Initiatief" | "Initiative",
        "Van wie het initiatief kwam." | "Who took the initiative.",
        also "initiatief" "aanvrager";
    evidence: [code(MOMENT_EVIDENCE)] P1, "Hoe vastgelegd" | "Evidence",
        "Hoe we van het moment weten. Geregistreerde momenten en momenten uit vragenlijsten worden nooit opgeteld." | "How the moment is known. Registered and self-reported moments are never added up.",
        also "bron" "herkomst";
}

table! {
    record GuidanceMomentStaff "guidance_moment_staff" in Guidance;
    label "Begeleider bij moment" | "Guide at a moment";
    means "Iemand die bij een moment begeleidde, en in welke rol." | "A person who guided at a moment, and in which role.";
    key moment_id, staff_id, role;
    moment_id: [id] P2 -> guidance_moment.moment_id, "Moment-id" | "Moment id",
        "Het moment." | "The moment.",
        also "moment" "activiteitid";
    staff_id: [person(Staff)?] P2 -> staff.staff_id, "Medewerker-id" | "Staff id",
        "De begeleider; leeg als alleen de rol bekend is." | "The guide; missing when only the role is known.",
        also "medewerker" "docent" "docentcode" "begeleider" "mentor" "pmentorcode" "begeleider 1" "begeleider1";
    role: [code(ROLE)] P2, "Rol" | "Role",
        "De rol waarin de begeleider toen werkte." | "The role in which the guide acted at that moment.",
        also "rol" "functie" "begeleider_rol" "functie 1" "functie1" "rol 1" "rol1";
    share: [dec?] P2 in 0 to 1, "Aandeel" | "Share",
        "Het deel van het moment dat voor deze begeleider telt; leeg betekent gelijk verdeeld." | "The part of the moment that counts for this guide; missing means divided equally.",
        also "aandeel" "deel";
}

table! {
    record GuidanceMomentStudent "guidance_moment_student" in Guidance;
    label "Leerling bij moment" | "Student at a moment";
    means "Een leerling of student voor wie een moment was." | "A student whom a moment was for.";
    key moment_id, student_id;
    moment_id: [id] P2 -> guidance_moment.moment_id, "Moment-id" | "Moment id",
        "Het moment." | "The moment.",
        also "moment" "activiteitid";
    student_id: [person(Student)] P2 -> student.student_id, "Leerling-id" | "Student id",
        "De leerling of student." | "The student.",
        also "leerling" "leerlingnummer" "stamnr" "studentnummer" "actor";
    present: [code(PRESENCE)] P2, "Aanwezig" | "Present",
        "Of de leerling of student er was." | "Whether the student was there.",
        also "aanwezig" "aanwezigheid" "absentie";
    meaningful: [bool?] P2, "Betekenisvol" | "Meaningful",
        "Of de leerling of student het moment betekenisvol noemde." | "Whether the student called the moment meaningful.",
        also "betekenisvol" "zinvol";
}

table! {
    record TimeAllocation "time_allocation" in Guidance;
    label "Uren" | "Hours";
    means "Uren voor begeleiding die zijn toegekend, ingepland en gebruikt." | "Hours for guidance that were granted, scheduled and used.";
    key allocation_id;
    allocation_id: [id] P1, "Uren-id" | "Allocation id",
        "Nummer van deze regel." | "Number of this row.",
        also "nummer" "regel";
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school." | "The school.";
    team_id: [id?] P1 -> team.team_id, "Team-id" | "Team id",
        "Het team dat de uren krijgt." | "The team that gets the hours.",
        also "team";
    staff_id: [person(Staff)?] P2 -> staff.staff_id, "Medewerker-id" | "Staff id",
        "De medewerker die de uren krijgt, als dat er één is." | "The member of staff who gets the hours, if it is one.",
        also "medewerker" "docentcode";
    school_year: [text] P1 as SchoolYear, "Schooljaar" | "School year",
        "Het schooljaar van de uren." | "The school year of the hours.",
        also "schooljaar" "studiejaar" "cursusjaar";
    period: [text?] P1, "Periode" | "Period",
        "Een periode in het schooljaar, zoals een kwartaal." | "A period in the school year, such as a term.",
        also "periode" "kwartaal" "blok";
    purpose: [code(ALLOCATION_PURPOSE)] P1, "Waarvoor" | "Purpose",
        "Waar de uren voor zijn." | "What the hours are for.",
        also "doel" "waarvoor" "taak";
    hours_granted: [dec] P1 in 0 to 100000, "Uren toegekend" | "Hours granted",
        "Hoeveel uren zijn toegekend." | "How many hours were granted.",
        also "toegekend" "toegezegde uren" "taakuren",
        formerly "Uren toegezegd";
    hours_scheduled: [dec] P1 in 0 to 100000, "Uren ingepland" | "Hours scheduled",
        "Hoeveel van die uren in het rooster staan." | "How many of these hours are in the timetable.",
        also "ingeroosterd" "geplande uren";
    hours_used: [dec?] P1 in 0 to 100000, "Uren gebruikt" | "Hours used",
        "Hoeveel uren zijn gebruikt; leeg als dat niet wordt bijgehouden." | "How many hours were used; missing when nobody records it.",
        also "gerealiseerd" "bestede uren";
    evidence: [code(ALLOCATION_EVIDENCE)] P1, "Waarop gebaseerd" | "Evidence",
        "Waar de uren op berusten." | "What the hours rest on.",
        also "bron";
    approval_id: [id?] P1 -> approval.approval_id, "Besluit-id" | "Approval id",
        "Het besluit waarin de uren zijn toegekend." | "The decision that granted the hours.",
        also "besluit";
}
