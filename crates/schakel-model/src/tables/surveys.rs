//! Section 4: one core for surveys of staff, students, leaders and parents.

table! {
    record Instrument "instrument" in Surveys;
    label "Vragenlijst" | "Instrument";
    means "Een vragenlijst in een bepaalde versie." | "A questionnaire in a certain version.";
    key instrument_id;
    instrument_id: [id] P1, "Vragenlijst-id" | "Instrument id",
        "Nummer of code van de vragenlijst." | "Number or code of the questionnaire.",
        also "vragenlijst" "surveyid" "sid";
    name: [text] P1, "Naam van de vragenlijst" | "Name of the instrument",
        "De naam van de vragenlijst." | "The name of the questionnaire.",
        also "naam" "titel";
    version: [text] P1, "Versie" | "Version",
        "De versie van de vragenlijst." | "The version of the questionnaire.",
        also "versie";
    audience: [code(AUDIENCE)] P1, "Voor wie" | "Audience",
        "Wie de vragenlijst invullen." | "Who fills in the questionnaire.",
        also "doelgroep";
    licence: [text] P1, "Licentie" | "Licence",
        "Onder welke voorwaarden de vragen gebruikt mogen worden." | "The terms on which the items may be used.",
        also "licentie" "rechten";
    language: [text] P1 as Language, "Taal" | "Language",
        "De taal van de vragen, zoals nl." | "The language of the items, such as nl.",
        also "taal" "startlanguage";
}

table! {
    record Item "item" in Surveys;
    label "Vraag" | "Item";
    means "Eén vraag of stelling uit een vragenlijst." | "One question or statement of an instrument.";
    key item_id;
    item_id: [id] P1, "Vraag-id" | "Item id",
        "Nummer van de vraag, uniek over alle vragenlijsten." | "Number of the item, unique over all instruments.",
        also "vraag" "itemid" "qid";
    instrument_id: [id] P1 -> instrument.instrument_id, "Vragenlijst-id" | "Instrument id",
        "De vragenlijst." | "The instrument.",
        also "vragenlijst";
    code: [text] P1, "Code van de vraag" | "Item code",
        "De code waaronder de vraag in een export staat." | "The code of the item in an export.",
        also "code" "vraagcode" "kolom" "importid";
    text: [text] P1, "Tekst van de vraag" | "Item text",
        "De vraag zoals die gesteld is." | "The question as it was asked.",
        also "tekst" "vraagtekst" "stelling";
    scale_id: [id?] P1, "Schaal" | "Scale",
        "De schaal waar de vraag bij hoort; vragen van één schaal vormen samen één score." | "The scale the item belongs to; the items of one scale form one score.",
        also "schaal";
    dimension: [code(DIMENSION)] P1, "Wat de vraag meet" | "Dimension",
        "Wat de vraag meet." | "What the item measures.",
        also "dimensie";
    theme: [code(THEME)?] P1, "Thema" | "Theme",
        "Het thema waar de vraag over gaat." | "The theme the item is about.",
        also "thema";
    competence: [code(COMPETENCE)?] P1, "Loopbaancompetentie" | "Competence",
        "De loopbaancompetentie waar de vraag over gaat." | "The career competence the item is about.",
        also "competentie";
    kind: [code(ITEM_KIND)] P1, "Soort vraag" | "Kind of item",
        "De soort vraag." | "The kind of item.",
        also "soort" "vraagtype" "type";
    min: [dec?] P1, "Laagste waarde" | "Lowest value",
        "De laagste waarde die gekozen kan worden." | "The lowest value that can be chosen.",
        also "minimum" "laagste";
    max: [dec?] P1, "Hoogste waarde" | "Highest value",
        "De hoogste waarde die gekozen kan worden." | "The highest value that can be chosen.",
        also "maximum" "hoogste";
    reversed: [bool] P1, "Omgekeerd" | "Reversed",
        "Of een hoog antwoord juist een lage score betekent." | "Whether a high answer means a low score.",
        also "omgekeerd" "omgepoold" "gespiegeld";
}

table! {
    record Wave "wave" in Surveys;
    label "Meting" | "Survey wave";
    means "Eén keer dat een vragenlijst op een school is afgenomen." | "One time that an instrument was administered at a school.";
    key wave_id
        where from <= until;
    wave_id: [id] P1, "Meting-id" | "Wave id",
        "Nummer van de meting." | "Number of the wave.",
        also "meting" "afname";
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school." | "The school.";
    instrument_id: [id] P1 -> instrument.instrument_id, "Vragenlijst-id" | "Instrument id",
        "De vragenlijst die is afgenomen." | "The instrument that was administered.",
        also "vragenlijst";
    number: [int] P1 in 1 to 99, "Volgnummer" | "Number",
        "De hoeveelste meting het is." | "Which wave it is.",
        also "nummer" "ronde" "meetmoment";
    label: [code(WAVE_LABEL)] P1, "Moment in het traject" | "Label",
        "Waar in het traject de meting valt." | "Where in the trajectory the wave falls.",
        also "moment" "meetmoment";
    from: [date] P1, "Vanaf" | "From",
        "De eerste dag dat de vragenlijst open stond." | "The first day that the survey was open.",
        also "begindatum" "startdatum";
    until: [date] P1, "Tot en met" | "Until",
        "De laatste dag dat de vragenlijst open stond." | "The last day that the survey was open.",
        also "einddatum" "sluitingsdatum";
}

table! {
    record WaveAudience "wave_audience" in Surveys;
    label "Uitgenodigd voor meting" | "Wave audience";
    means "Hoeveel mensen met een rol er zijn en hoeveel zijn uitgenodigd." | "How many people with a role there are, and how many were invited.";
    key wave_id, role;
    wave_id: [id] P1 -> wave.wave_id, "Meting-id" | "Wave id",
        "De meting." | "The wave.",
        also "meting";
    role: [code(PERSPECTIVE)] P1, "Rol" | "Role",
        "De rol van de uitgenodigden; voor leerlingen en studenten is dat student." | "The role of those invited; for students that is student.",
        also "rol" "doelgroep";
    invited: [int] P1 in 0 to 1000000, "Uitgenodigd" | "Invited",
        "Hoeveel mensen zijn uitgenodigd." | "How many people were invited.",
        also "uitgenodigd" "verstuurd";
    population: [int] P1 in 0 to 1000000, "Populatie" | "Population",
        "Hoeveel mensen met deze rol er zijn." | "How many people with this role there are.",
        also "populatie" "totaal";
}

table! {
    record Respondent "respondent" in Surveys;
    label "Invuller" | "Respondent";
    means "Iemand die aan een meting meedeed." | "A person who took part in a wave.";
    key respondent_id;
    respondent_id: [person(Respondent)] P2, "Invuller-id" | "Respondent id",
        "Het nummer van de invuller in deze meting; Schakel bewaart alleen een pseudoniem." | "The number of the respondent in this wave; only a pseudonym is kept.",
        also "responseid" "id" "token" "invuller";
    wave_id: [id] P1 -> wave.wave_id, "Meting-id" | "Wave id",
        "De meting." | "The wave.",
        also "meting";
    kind: [code(AUDIENCE)] P2, "Soort invuller" | "Kind of respondent",
        "Of de invuller medewerker, leerling of student, leiding of ouder is." | "Whether the respondent is staff, student, leader or parent.",
        also "soort" "doelgroep";
    role: [code(PERSPECTIVE)] P2, "Rol" | "Role",
        "De belangrijkste rol van de invuller." | "The main role of the respondent.",
        also "rol" "functie";
    team_id: [id?] P2 -> team.team_id, "Team-id" | "Team id",
        "Het team van de invuller." | "The team of the respondent.",
        also "team" "afdeling";
    staff_id: [person(Staff)?] P2 -> staff.staff_id, "Medewerker-id" | "Staff id",
        "De medewerker, als de meting niet anoniem was." | "The member of staff, if the wave was not anonymous.",
        also "medewerker" "personeelsnummer";
    student_id: [person(Student)?] P2 -> student.student_id, "Leerling-id" | "Student id",
        "De leerling of student, als de meting niet anoniem was." | "The student, if the wave was not anonymous.",
        also "leerling" "leerlingnummer" "studentnummer";
    link_code: [person(Link)?] P2, "Koppelcode" | "Link code",
        "Een code die de invuller zelf maakt; die verbindt metingen zonder naam." | "A code that respondents make themselves; it links waves without a name.",
        also "koppelcode" "persoonlijke code" "linkcode";
    completed: [bool] P2, "Afgerond" | "Completed",
        "Of de vragenlijst helemaal is ingevuld en verstuurd." | "Whether the survey was filled in to the end and sent.",
        also "afgerond" "finished" "submitdate" "voltooid";
    date: [date?] P2, "Datum" | "Date",
        "De dag van invullen." | "The day of filling in.",
        also "datum" "submitdate" "recordeddate" "tijdstempel" "tijd van voltooien";
}

table! {
    record Answer "answer" in Surveys;
    label "Antwoord" | "Answer";
    means "Het antwoord van een invuller op een vraag." | "The answer of a respondent to an item.";
    key respondent_id, item_id;
    respondent_id: [person(Respondent)] P2 -> respondent.respondent_id, "Invuller-id" | "Respondent id",
        "De invuller." | "The respondent.",
        also "responseid" "id" "token" "invuller";
    item_id: [id] P1 -> item.item_id, "Vraag-id" | "Item id",
        "De vraag." | "The item.",
        also "vraag";
    value_num: [dec?] P2, "Getal" | "Number",
        "Het antwoord als getal: een punt op een schaal, een aantal, of 1 voor ja en 0 voor nee." | "The answer as a number: a point on a scale, a count, or 1 for yes and 0 for no.",
        also "waarde" "score" "antwoord";
    value_code: [text?] P2, "Gekozen antwoord" | "Chosen answer",
        "Het gekozen antwoord als code; meer keuzes zijn gescheiden door een puntkomma." | "The chosen answer as a code; several choices are separated by a semicolon.",
        also "keuze" "antwoordcode";
    value_text: [text?] P5, "Open antwoord" | "Open answer",
        "Het antwoord in eigen woorden." | "The answer in the respondent's own words.",
        also "tekst" "toelichting" "opmerking";
    missing: [code(MISSING_REASON)?] P2, "Waarom geen antwoord" | "Reason missing",
        "Waarom er geen antwoord is." | "Why there is no answer.",
        also "ontbreekt";
}
