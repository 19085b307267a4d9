//! Section 5: the school's trajectory, from vision to decision.

table! {
    record Vision "vision" in Trajectory;
    label "Visie" | "Vision";
    means "Een versie van de visie van de school op loopbaanbegeleiding." | "A version of the school's vision on career guidance.";
    key vision_id;
    vision_id: [id] P1, "Visie-id" | "Vision id",
        "Nummer van de visie." | "Number of the vision.",
        also "visie" "nummer";
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school." | "The school.";
    version: [text] P1, "Versie" | "Version",
        "De versie van de visie." | "The version of the vision.",
        also "versie";
    date: [date] P1, "Datum" | "Date",
        "De dag van deze versie; bij een vastgestelde visie de dag van vaststellen." | "The day of this version; for an adopted vision the day of adoption.",
        also "datum" "vastgesteld op";
    text: [text] P1, "Tekst van de visie" | "Text of the vision",
        "De visie in de woorden van de school." | "The vision in the school's own words.",
        also "tekst" "visietekst";
    status: [code(VISION_STATUS)] P1, "Status" | "Status",
        "Of de visie een concept is of is vastgesteld." | "Whether the vision is a draft or adopted.",
        also "status";
    in_school_plan: [bool] P1, "In het schoolplan" | "In the school plan",
        "Of de visie in het schoolplan staat." | "Whether the vision is in the school plan.",
        also "schoolplan";
    discussed_with_council: [bool] P1, "Besproken met de medezeggenschap" | "Discussed with the council",
        "Of de visie met de medezeggenschapsraad is besproken." | "Whether the vision was discussed with the participation council.",
        also "mr" "medezeggenschap";
    adopted_by: [code(ROLE)?] P1, "Vastgesteld door" | "Adopted by",
        "De rol van wie de visie vaststelde; leeg bij een concept." | "The role of whoever adopted the vision; missing for a draft.",
        also "vastgesteld door";
}

table! {
    record Finding "finding" in Trajectory;
    label "Bevinding" | "Finding";
    means "Iets dat goed gaat, een obstakel, een hulpvraag of een wens uit de verkenning." | "Something that goes well, an obstacle, a question for help or a wish from the exploration.";
    key finding_id;
    finding_id: [id] P1, "Bevinding-id" | "Finding id",
        "Nummer van de bevinding." | "Number of the finding.",
        also "bevinding" "nummer";
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school." | "The school.";
    date: [date] P1, "Datum" | "Date",
        "De dag waarop de bevinding is opgeschreven." | "The day on which the finding was written down.",
        also "datum";
    perspective: [code(PERSPECTIVE)] P1, "Perspectief" | "Perspective",
        "Van wie de bevinding komt: een rol, of leerling of ouder." | "From whose point of view: a role, or student or parent.",
        also "perspectief" "van wie" "rol";
    kind: [code(FINDING_KIND)] P1, "Soort bevinding" | "Kind of finding",
        "Wat voor bevinding het is." | "What kind of finding it is.",
        also "soort";
    theme: [code(THEME)] P1, "Thema" | "Theme",
        "Het thema van de bevinding." | "The theme of the finding.",
        also "thema";
    text: [text?] P5, "Eigen woorden" | "Own words",
        "De bevinding in de woorden van wie het zei; blijft op school." | "The finding in the words of whoever said it; stays at the school.",
        also "citaat" "tekst" "toelichting";
    summary: [text] P1, "Samenvatting" | "Summary",
        "De bevinding in één zin, zonder namen." | "The finding in one sentence, without names.",
        also "samenvatting" "kern";
    severity: [int?] P1 in 1 to 5, "Zwaarte (1 licht, 5 zwaar)" | "Severity (1 light, 5 heavy)",
        "Hoe zwaar de bevinding weegt." | "How much the finding weighs.",
        also "zwaarte" "ernst" "prioriteit";
    status: [code(FINDING_STATUS)] P1, "Status" | "Status",
        "Wat er met de bevinding is gebeurd." | "What became of the finding.",
        also "status";
}

table! {
    record Intervention "intervention" in Trajectory;
    label "Interventie" | "Intervention";
    means "Iets dat de school doet om begeleiding van iedereen te maken. Stoppen of aanpassen mag." | "Something the school does to make guidance everyone's. To stop or adapt one is a legitimate outcome.";
    key intervention_id
        where start_planned <= end_planned, start_actual <= end_actual;
    intervention_id: [id] P1, "Interventie-id" | "Intervention id",
        "Nummer van de interventie." | "Number of the intervention.",
        also "interventie" "nummer";
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school." | "The school.";
    title: [text] P1, "Titel" | "Title",
        "Korte naam van de interventie." | "Short name of the intervention.",
        also "titel" "naam";
    goal: [text] P1, "Doel" | "Goal",
        "Wat de school ermee wil bereiken." | "What the school wants to achieve with it.",
        also "doel" "doelstelling";
    theme: [code(THEME)] P1, "Thema" | "Theme",
        "Het thema van de interventie." | "The theme of the intervention.",
        also "thema";
    ingredient_id: [id?] P1 -> ingredient.ingredient_id, "Ingrediënt-id" | "Ingredient id",
        "Het ingrediënt dat de interventie versterkt." | "The ingredient that the intervention strengthens.",
        also "ingredient" "werkzaam ingrediënt";
    lead_staff_id: [person(Staff)?] P2 -> staff.staff_id, "Trekker (medewerker-id)" | "Lead (staff id)",
        "De medewerker die de interventie trekt." | "The member of staff who leads the intervention.",
        also "trekker" "kartrekker" "verantwoordelijke";
    lead_is_alumnus: [bool] P2, "Trekker deed de leergang" | "Lead is a course alumnus",
        "Of de trekker de Leergang Loopbaancoaching heeft gedaan." | "Whether the lead took the career coaching course (Leergang Loopbaancoaching).",
        also "alumnus";
    audience: [text] P1, "Voor wie" | "Audience",
        "Voor wie de interventie is, in woorden." | "Whom the intervention is for, in words.",
        also "doelgroep" "voor wie";
    team_id: [id?] P1 -> team.team_id, "Team-id" | "Team id",
        "Het team dat de interventie uitvoert." | "The team that carries out the intervention.",
        also "team";
    start_planned: [date?] P1, "Start gepland" | "Planned start",
        "De dag waarop de interventie zou beginnen." | "The day on which the intervention was to start.",
        also "geplande start";
    start_actual: [date?] P1, "Start werkelijk" | "Actual start",
        "De dag waarop de interventie begon." | "The day on which the intervention started.",
        also "werkelijke start" "gestart op";
    end_planned: [date?] P1, "Einde gepland" | "Planned end",
        "De dag waarop de interventie klaar zou zijn." | "The day on which the intervention was to end.",
        also "gepland einde";
    end_actual: [date?] P1, "Einde werkelijk" | "Actual end",
        "De dag waarop de interventie eindigde." | "The day on which the intervention ended.",
        also "werkelijk einde" "gestopt op";
    status: [code(INTERVENTION_STATUS)] P1, "Status" | "Status",
        "Hoe het met de interventie staat." | "The state of the intervention.",
        also "status";
    reason: [text?] P5, "Reden" | "Reason",
        "Waarom de interventie is gestopt of aangepast; blijft op school tot een besluit over gebruik van gegevens bij deze interventie het vrijgeeft." | "Why the intervention was stopped or adapted; stays at the school until a decision on the use of data about this intervention releases it.",
        also "reden" "toelichting";
}

table! {
    record Step "step" in Trajectory;
    label "Stap" | "Step";
    means "Een stap van een interventie." | "A step of an intervention.";
    key step_id;
    step_id: [id] P1, "Stap-id" | "Step id",
        "Nummer van de stap." | "Number of the step.",
        also "stap" "nummer";
    intervention_id: [id] P1 -> intervention.intervention_id, "Interventie-id" | "Intervention id",
        "De interventie." | "The intervention.",
        also "interventie";
    description: [text] P1, "Wat er gebeurt" | "Description",
        "Wat er in deze stap gebeurt." | "What happens in this step.",
        also "omschrijving" "actie" "beschrijving";
    due: [date] P1, "Uiterlijk op" | "Due",
        "De dag waarop de stap klaar moet zijn." | "The day by which the step is to be done.",
        also "deadline" "gereed" "uiterlijk";
    done: [date?] P1, "Gedaan op" | "Done",
        "De dag waarop de stap klaar was." | "The day on which the step was done.",
        also "afgerond op" "klaar";
    status: [code(STEP_STATUS)] P1, "Status" | "Status",
        "Of de stap nog moet, gedaan is of vervalt." | "Whether the step is to do, done or dropped.",
        also "status";
}

table! {
    record Approval "approval" in Trajectory;
    label "Besluit" | "Approval";
    means "Een vraag aan de leiding, en het besluit daarop." | "A question to the leadership, and its decision.";
    key approval_id
        where asked_on <= decided_on;
    approval_id: [id] P1, "Besluit-id" | "Approval id",
        "Nummer van de vraag of het besluit." | "Number of the question or decision.",
        also "besluit" "nummer";
    intervention_id: [id?] P1 -> intervention.intervention_id, "Interventie-id" | "Intervention id",
        "De interventie waar het over gaat." | "The intervention it is about.",
        also "interventie";
    vision_id: [id?] P1 -> vision.vision_id, "Visie-id" | "Vision id",
        "De visie waar het over gaat." | "The vision it is about.",
        also "visie";
    subject: [code(APPROVAL_SUBJECT)] P1, "Waarover" | "Subject",
        "Waarover besloten wordt." | "What is decided about.",
        also "onderwerp" "waarover";
    asked_on: [date] P1, "Gevraagd op" | "Asked on",
        "De dag waarop het gevraagd is." | "The day on which it was asked.",
        also "ingediend" "voorgelegd op" "gevraagd";
    decided_on: [date?] P1, "Besloten op" | "Decided on",
        "De dag van het besluit; leeg zolang er geen besluit is." | "The day of the decision; missing while there is none.",
        also "besloten" "akkoord op" "datum besluit";
    decision: [code(DECISION)] P1, "Besluit" | "Decision",
        "Het besluit." | "The decision.",
        also "akkoord" "uitkomst";
    decided_by: [code(ROLE)?] P1, "Besloten door" | "Decided by",
        "De rol van wie besloot of moet besluiten." | "The role of whoever decided or is to decide.",
        also "besloten door" "beslisser";
    hours_promised: [dec?] P1 in 0 to 100000, "Uren toegekend" | "Hours granted",
        "Hoeveel uren bij het besluit zijn toegekend." | "How many hours were granted with the decision.",
        also "toegezegde uren" "uren",
        formerly "Uren toegezegd" "Hours promised";
    document: [text?] P1, "Document" | "Document",
        "Waar het besluit staat, zoals de naam van een verslag." | "Where the decision stands, such as the name of minutes.",
        also "verslag" "notulen" "bestand";
}

table! {
    record Participation "participation" in Trajectory;
    label "Deelname" | "Participation";
    means "Een medewerker die aan een interventie meedoet." | "A member of staff who takes part in an intervention.";
    key intervention_id, staff_id;
    intervention_id: [id] P1 -> intervention.intervention_id, "Interventie-id" | "Intervention id",
        "De interventie." | "The intervention.",
        also "interventie";
    staff_id: [person(Staff)] P2 -> staff.staff_id, "Medewerker-id" | "Staff id",
        "De medewerker." | "The member of staff.",
        also "medewerker" "docentcode" "deelnemer";
    role: [code(ROLE)] P2, "Rol" | "Role",
        "De rol waarin de medewerker meedoet." | "The role in which the person takes part.",
        also "rol" "functie";
    sessions_planned: [int] P2 in 0 to 1000, "Bijeenkomsten gepland" | "Sessions planned",
        "Hoeveel bijeenkomsten er zijn." | "How many sessions there are.",
        also "bijeenkomsten";
    sessions_attended: [int] P2 in 0 to 1000, "Bijeenkomsten bijgewoond" | "Sessions attended",
        "Bij hoeveel bijeenkomsten de medewerker was." | "How many sessions the person attended.",
        also "aanwezig" "bijgewoond";
}

table! {
    record Story "story" in Trajectory;
    label "Verhaal" | "Story";
    means "Een verhaal uit de school. Alleen een vrijgegeven verhaal komt in een rapport." | "A story from the school. Only a released story is printed.";
    key story_id;
    story_id: [id] P1, "Verhaal-id" | "Story id",
        "Nummer van het verhaal." | "Number of the story.",
        also "verhaal" "nummer";
    school_id: [id] P1 -> school.school_id, "School-id" | "School id",
        "De school." | "The school.";
    title: [text] P1, "Titel" | "Title",
        "De titel van het verhaal." | "The title of the story.",
        also "titel";
    text: [text] P5, "Tekst van het verhaal" | "Text of the story",
        "Het verhaal zelf." | "The story itself.",
        also "tekst" "verhaal";
    released: [bool] P1, "Vrijgegeven" | "Released",
        "Of het verhaal in een rapport mag." | "Whether the story may be printed in a report.",
        also "vrijgegeven" "toestemming";
    released_by: [code(PERSPECTIVE)?] P1, "Vrijgegeven door" | "Released by",
        "De rol van wie het verhaal vrijgaf." | "The role of whoever released the story.",
        also "vrijgegeven door";
    released_on: [date?] P1, "Vrijgegeven op" | "Released on",
        "De dag waarop het verhaal is vrijgegeven." | "The day on which the story was released.",
        also "vrijgegeven op";
}
