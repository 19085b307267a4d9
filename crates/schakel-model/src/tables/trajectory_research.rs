//! Section 5, continued: ingredients, qualitative coding and self-assessment, where research and
//! school meet.

table! {
    record Ingredient "ingredient" in Trajectory;
    label "Ingrediënt" | "Ingredient";
    means "Een werkzaam ingrediënt van gedeelde begeleiding; de lijst is van het onderzoeksteam." | "An ingredient of shared guidance; the list belongs to the research team.";
    key ingredient_id;
    ingredient_id: [id] P1, "Ingrediënt-id" | "Ingredient id",
        "Nummer van het ingrediënt." | "Number of the ingredient.",
        also "ingredient" "nummer";
    name: [text] P1, "Naam van het ingrediënt" | "Name of the ingredient",
        "De naam van het ingrediënt." | "The name of the ingredient.",
        also "naam";
    description: [text] P1, "Omschrijving" | "Description",
        "Wat het ingrediënt inhoudt." | "What the ingredient is.",
        also "omschrijving" "beschrijving";
    origin: [code(INGREDIENT_ORIGIN)] P1, "Waar het vandaan komt" | "Origin",
        "Wie het ingrediënt inbracht." | "Who brought the ingredient in.",
        also "herkomst" "bron";
}

table! {
    record IngredientObservation "ingredient_observation" in Trajectory;
    label "Ingrediënt op school" | "Ingredient observation";
    means "Hoe ver een ingrediënt op een school is, op een moment en volgens een beoordelaar." | "How far an ingredient is at a school, at a moment and by a rater.";
    key ingredient_id, school_id, wave_number, basis, rater_alias;
    ingredient_id: [id] P1 -> ingredient.ingredient_id, "Ingrediënt-id" | "Ingredient id",
        "Het ingrediënt." | "The ingredient.",
        also "ingredient";
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school." | "The school.";
    wave_number: [int] P1 in 0 to 99, "Nummer van de meting" | "Wave number",
        "Bij welke meting de beoordeling hoort." | "The wave that the rating belongs to.",
        also "meting" "ronde";
    level: [code(INGREDIENT_LEVEL)] P1, "Hoe ver (0 tot 3)" | "Level (0 to 3)",
        "Hoe ver het ingrediënt is: 0 nog niet aanwezig, 1 in ontwikkeling, 2 aanwezig, 3 verankerd." | "How far the ingredient is: 0 absent, 1 developing, 2 present, 3 embedded.",
        also "niveau" "score";
    basis: [code(OBSERVATION_BASIS)] P1, "Waarop gebaseerd" | "Basis",
        "Waarop de beoordeling berust." | "What the rating rests on.",
        also "basis" "bron";
    note: [text?] P5, "Opmerking" | "Note",
        "Toelichting van de beoordelaar." | "A note of the rater.",
        also "opmerking" "toelichting";
    rater_alias: [text] P1, "Beoordelaar (schuilnaam)" | "Rater (alias)",
        "Een schuilnaam van wie beoordeelde." | "An alias of whoever rated.",
        also "beoordelaar" "rater";
    second_rater_level: [code(INGREDIENT_LEVEL)?] P1, "Oordeel tweede beoordelaar" | "Level by a second rater",
        "Wat een tweede beoordelaar los daarvan vond." | "What a second rater found independently.",
        also "tweede beoordelaar";
}

table! {
    record FragmentCode "code" in Trajectory;
    label "Analysecode" | "Analysis code";
    means "Een code waarmee onderzoekers teksten ordenen (REFI-QDA)." | "A code by which researchers order texts (REFI-QDA).";
    key code_id;
    code_id: [id] P1, "Code-id" | "Code id",
        "Nummer van de code." | "Number of the code.",
        also "guid" "code";
    name: [text] P1, "Naam van de code" | "Name of the code",
        "De naam van de code." | "The name of the code.",
        also "naam" "name";
    parent_id: [id?] P1 -> code.code_id, "Bovenliggende code" | "Parent code",
        "De code waar deze onder valt." | "The code that this one falls under.",
        also "parent";
}

table! {
    record Fragment "fragment" in Trajectory;
    label "Gecodeerd fragment" | "Coded fragment";
    means "Een stuk van een tekst dat een code kreeg; de tekst zelf wordt niet bewaard." | "A part of a text that was given a code; the text itself is not kept.";
    key fragment_id;
    fragment_id: [id] P1, "Fragment-id" | "Fragment id",
        "Nummer van het fragment." | "Number of the fragment.",
        also "guid" "fragment";
    document: [text] P1, "Document" | "Document",
        "De schuilnaam van het document." | "The alias of the document.",
        also "document" "bron" "source";
    from: [int] P1 in 0 to 1000000000, "Vanaf teken" | "From character",
        "Het eerste teken van het fragment, geteld vanaf 0." | "The first character of the fragment, counted from 0.",
        also "startposition";
    until: [int] P1 in 0 to 1000000000, "Tot teken" | "Until character",
        "Het teken waar het fragment ophoudt." | "The character at which the fragment ends.",
        also "endposition";
    code_id: [id] P1 -> code.code_id, "Code-id" | "Code id",
        "De code." | "The code.",
        also "code" "coderef";
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school waar de tekst over gaat." | "The school that the text is about.";
}

table! {
    record Framework "framework" in Trajectory;
    label "Kader" | "Framework";
    means "Een kwaliteitskader voor loopbaanbegeleiding, zoals het Raamwerk LOB of een kader van de school." | "A quality framework for career guidance, such as Raamwerk LOB, Gatsby or the school's own.";
    key framework_id;
    framework_id: [id] P0, "Kader-id" | "Framework id",
        "Nummer van het kader." | "Number of the framework.",
        also "kader" "raamwerk";
    name: [text] P0, "Naam van het kader" | "Name of the framework",
        "De naam van het kader." | "The name of the framework.",
        also "naam";
    version: [text?] P0, "Versie" | "Version",
        "De versie of het jaar van het kader." | "The version or year of the framework.",
        also "versie" "jaar";
    publisher: [text?] P0, "Uitgever" | "Publisher",
        "Wie het kader uitgaf." | "Who published the framework.",
        also "uitgever";
}

table! {
    record FrameworkCriterion "framework_criterion" in Trajectory;
    label "Criterium van kader" | "Framework criterion";
    means "Eén punt uit een kwaliteitskader." | "One criterion of a quality framework.";
    key criterion_id;
    criterion_id: [id] P0, "Criterium-id" | "Criterion id",
        "Nummer van het criterium, uniek over alle kaders." | "Number of the criterion, unique over all frameworks.",
        also "criterium";
    framework_id: [id] P0 -> framework.framework_id, "Kader-id" | "Framework id",
        "Het kader." | "The framework.",
        also "kader" "raamwerk";
    code: [text] P0, "Code van het criterium" | "Code of the criterion",
        "De code in het kader, zoals 4.1." | "The code in the framework, such as 4.1.",
        also "code" "nummer";
    text: [text] P0, "Tekst van het criterium" | "Text of the criterion",
        "Wat het criterium vraagt." | "What the criterion asks.",
        also "tekst" "omschrijving";
    theme: [code(THEME)?] P0, "Thema" | "Theme",
        "Het thema van het criterium." | "The theme of the criterion.",
        also "thema";
}

table! {
    record SelfAssessment "self_assessment" in Trajectory;
    label "Zelfbeoordeling" | "Self-assessment";
    means "Hoe ver de school zichzelf vindt op een criterium." | "How far the school finds itself on a criterion.";
    key school_id, criterion_id, date;
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school." | "The school.";
    criterion_id: [id] P1, "Criterium-id" | "Criterion id",
        "Het criterium; het mag ook een eigen criterium zijn dat niet in een kader staat." | "The criterion; it may be one of the school's own that stands in no framework.",
        also "criterium";
    date: [date] P1, "Datum" | "Date",
        "De dag van de beoordeling." | "The day of the assessment.",
        also "datum";
    filled_by: [code(ROLE)] P1, "Ingevuld door" | "Filled in by",
        "De rol van wie de beoordeling invulde." | "The role of whoever filled in the assessment.",
        also "ingevuld door";
    status: [code(CRITERION_STATUS)] P1, "Hoe ver" | "Status",
        "Hoe ver de school is." | "How far the school is.",
        also "status" "score";
    evidence: [text?] P1, "Waaruit blijkt dat" | "Evidence",
        "Waaruit dat blijkt, zonder namen." | "What shows it, without names.",
        also "bewijs" "onderbouwing" "toelichting";
}
