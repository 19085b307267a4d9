//! Section 1: schools, locations, programmes, teams and groups.

table! {
    record School "school" in Organisation;
    label "School" | "School";
    means "Een school die meedoet, of het deel ervan dat meedoet, zoals een sector of faculteit."
        | "A participating school, or the part of it that takes part, such as a sector or faculty.";
    key school_id;
    school_id: [id] P1, "School-id" | "School id",
        "Korte naam van de school in dit project." | "Short name of the school in this project.",
        also "school" "schoolid" "schoolcode" "orgsourcedid" "instelling";
    name: [text] P1, "Naam van de school" | "Name of the school",
        "De naam zoals de school die zelf gebruikt." | "The name as the school uses it.",
        also "naam" "schoolnaam" "instellingsnaam" "orgname";
    brin: [text?] P0 as Brin, "BRIN" | "BRIN",
        "Nummer van de instelling in het landelijke register: twee cijfers en twee letters." | "Number of the institution in the national register: two digits and two letters.",
        also "brinnummer" "brincode" "instellingscode" "brin4";
    sector: [code(SECTOR)] P0, "Sector" | "Sector",
        "De onderwijssector van de school." | "The education sector of the school.",
        also "onderwijssector" "onderwijssoort";
    project_alias: [text?] P1, "Naam in onderzoek" | "Name in research",
        "De naam waaronder de school in onderzoek voorkomt, zoals School A." | "The name of the school in research output, such as School A.",
        also "alias" "schuilnaam";
}

table! {
    record Location "location" in Organisation;
    label "Vestiging" | "Location";
    means "Een gebouw of vestiging van een school." | "A building or location of a school.";
    key location_id;
    location_id: [id] P1, "Vestiging-id" | "Location id",
        "Nummer of code van de vestiging bij de school." | "The school's own number or code of the location.",
        also "vestiging" "locatie" "locatiecode" "leerlingvestigingafkorting";
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school waar de vestiging bij hoort." | "The school the location belongs to.";
    location_code: [text?] P0 as LocationCode, "Vestigingscode" | "Location code",
        "BRIN met twee cijfers voor de vestiging." | "BRIN with two digits for the location.",
        also "vestigingscode" "brin6" "vestigingsnummer" "educationlocationcode";
    pc4: [text?] P0 as Postcode4, "Postcode (4 cijfers)" | "Postcode (4 digits)",
        "De vier cijfers van de postcode van de vestiging." | "The four digits of the postcode of the location.",
        also "postcode" "postcode4";
}

table! {
    record Programme "programme" in Organisation;
    label "Opleiding" | "Programme";
    means "Een opleiding, leerweg of afdeling die leerlingen of studenten volgen." | "A programme, stream or department that students follow.";
    key programme_id;
    programme_id: [id] P1, "Opleiding-id" | "Programme id",
        "Nummer of code van de opleiding bij de school." | "The school's own number or code of the programme.",
        also "opleiding" "opleidingcode" "leerlingopleidingcode" "study" "programid" "studie";
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school die de opleiding geeft." | "The school that offers the programme.";
    code: [text?] P0, "Officiële code" | "Official code",
        "De code van de opleiding in een landelijk register." | "The code of the programme in a national register.",
        also "crebo" "crebonummer" "croho" "elementcode" "opleidingscode";
    code_system: [code(CODE_SYSTEM)] P0, "Soort code" | "Code system",
        "In welk register de officiële code staat." | "The register that the official code stands in.",
        also "codestelsel";
    name: [text] P0, "Naam van de opleiding" | "Name of the programme",
        "De naam van de opleiding." | "The name of the programme.",
        also "naam" "opleidingsnaam" "profiledesc" "omschrijving";
    level: [code(LEVEL)] P0, "Niveau" | "Level",
        "Het onderwijsniveau van de opleiding." | "The level of education of the programme.",
        also "niveau" "onderwijsniveau" "schoolsoort" "onderwijstype";
    track: [code(TRACK)?] P0, "Leerweg" | "Track",
        "De leerweg of vorm, als de sector die kent." | "The track, where the sector has one.",
        also "leerweg" "bol/bbl" "opleidingsvorm" "studievorm" "bbl_bol";
}

table! {
    record Team "team" in Organisation;
    label "Team" | "Team";
    means "Een onderwijsteam in een schooljaar; het team doorloopt samen het traject." | "A teaching team in a school year; the unit that goes through the trajectory.";
    key team_id;
    team_id: [id] P1, "Team-id" | "Team id",
        "Nummer of code van het team." | "Number or code of the team.",
        also "team" "teamcode" "afdeling";
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school van het team." | "The school of the team.";
    name: [text] P1, "Naam van het team" | "Name of the team",
        "De naam van het team." | "The name of the team.",
        also "naam" "teamnaam";
    school_year: [text] P1 as SchoolYear, "Schooljaar" | "School year",
        "Het schooljaar waarin het team zo bestaat." | "The school year in which the team exists like this.",
        also "schooljaar" "studiejaar" "cursusjaar";
}

table! {
    record Group "group" in Organisation;
    label "Groep" | "Group";
    means "Een klas, lesgroep, mentorgroep of slb-groep in een schooljaar." | "A class, subject group, mentor group or study career group in a school year.";
    key group_id;
    group_id: [id] P1, "Groep-id" | "Group id",
        "Nummer of code van de groep." | "Number or code of the group.",
        also "groep" "klas" "klascode" "class" "lesgroep" "stamgroep" "leerlingstamgroep" "classsourcedid";
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school van de groep." | "The school of the group.";
    programme_id: [id?] P1 -> programme.programme_id, "Opleiding-id" | "Programme id",
        "De opleiding van de groep, als het er één is." | "The programme of the group, if it is one.",
        also "opleiding" "study";
    team_id: [id?] P1 -> team.team_id, "Team-id" | "Team id",
        "Het team dat de groep begeleidt." | "The team that guides the group.",
        also "team";
    name: [text] P1, "Naam van de groep" | "Name of the group",
        "De naam van de groep, zoals 4H2." | "The name of the group, such as 4H2.",
        also "naam" "groepsnaam" "klasnaam" "title";
    kind: [code(GROUP_KIND)] P1, "Soort groep" | "Kind of group",
        "Of het een klas, lesgroep, mentorgroep of slb-groep is." | "Whether it is a class, subject group, mentor group or study career group.",
        also "groepssoort" "groepstype" "classtype" "soort";
    subject: [text?] P1, "Vak" | "Subject",
        "Het vak van een lesgroep." | "The subject of a subject group.",
        also "vak" "vakcode" "vaknaam" "subjects";
    year_level: [int?] P1 in 1 to 8, "Leerjaar" | "Year",
        "Het leerjaar of studiejaar van de groep." | "The year of study of the group.",
        also "leerjaar" "jaarlaag" "studyyear" "grades" "jaargroep";
    school_year: [text] P1 as SchoolYear, "Schooljaar" | "School year",
        "Het schooljaar van de groep." | "The school year of the group.",
        also "schooljaar" "studiejaar" "cursusjaar" "studyperiod";
}
