//! What the exports of student information systems hold: their fields, how schools spell those, and which are lists.

/// A system of which the exports are known.
pub(super) struct System {
    /// What a person calls it.
    pub(super) title: &'static str,
    /// What it exports; which of these a file is, is seen from its headings.
    pub(super) exports: &'static [Export],
}

/// One export.
pub(super) struct Export {
    /// Of whom it tells.
    pub(super) of: &'static str,
    /// The field without which a row cannot be tied to anything.
    pub(super) key: &'static str,
    /// Its fields, in their order.
    pub(super) fields: &'static [Field],
}

/// One field.
pub(super) struct Field {
    /// The name that the system gives it.
    pub(super) name: &'static str,
    /// What schools call it, as plain words.
    pub(super) spellings: &'static str,
    /// The child table for the values of a cell that holds several.
    pub(super) list: Option<&'static str>,
}

const fn field(name: &'static str, spellings: &'static str) -> Field {
    Field { name, spellings, list: None }
}

const fn list(name: &'static str, spellings: &'static str, part: &'static str) -> Field {
    Field { name, spellings, list: Some(part) }
}

pub(super) static SOMTODAY: System = System {
    title: "SOMtoday",
    exports: &[
        Export {
            of: "students",
            key: "leerlingNummer",
            fields: &[
                field("leerlingNummer", "llnr llnummer leerlingnr stamnr stamnummer"),
                field("leerlingStamgroep", "stamgroep stamklas klas"),
                list("leerlingMentoren", "mentor mentoren mentorcode mentorafkorting", "mentoren"),
                field("leerlingLeerjaar", "leerjaar jaarlaag"),
                field("leerlingOpleidingCode", "opleiding opleidingcode opleidingscode elementcode"),
                field("leerlingProfielSector", "profiel sector profielofsector"),
                field("leerlingVestigingAfkorting", "vestiging vestigingscode locatie"),
                list(
                    "leerlingLesgroepenVakken",
                    "lesgroepen lesgroep vakken vakkenpakket lesgroepenenvakken",
                    "lesgroepenVakken",
                ),
                field("leerlingGeslacht", "geslacht mv"),
                field("leerlingAdresPostcode", "postcode adrespostcode"),
                field("leerlingEckID", "eckid eckidentifier ketenid"),
            ],
        },
        Export {
            of: "staff",
            key: "medewerkerAfkorting",
            fields: &[
                field("medewerkerAfkorting", "afkorting docentcode docentafkorting medewerkercode personeelscode"),
                field("medewerkerFunctie", "functie functieomschrijving"),
                list("medewerkerRollen", "rol rollen", "rollen"),
                field("medewerkerOnderwijzend", "onderwijzend lesgevend"),
            ],
        },
    ],
};

pub(super) static MAGISTER: System = System {
    title: "Magister",
    exports: &[Export {
        of: "students",
        key: "STAMNR",
        fields: &[
            field("STAMNR", "stamnummer leerlingnummer leerlingnr llnr lln"),
            field("CLASS", "klas stamklas stamgroep"),
            field("PROFILECODE", "profielcode profiel"),
            field("PROFILEDESC", "profielomschrijving profieldescription"),
            field("STUDY", "studie opleiding"),
            field("LOCATION", "locatie vestiging"),
            field("STUDYYEAR", "leerjaar studiejaar"),
            field("STUDYPERIOD", "lesperiode studieperiode schooljaar"),
            field("PMENTORCODE", "persoonlijkementor persoonlijkementorcode pmentor"),
            field("CMENTORCODE", "klassenmentor klassementor klassenmentorcode cmentor mentor mentorcode"),
            field("studiebegindatum", "begindatumstudie begindatum inschrijfdatum"),
            field("studieeinddatum", "einddatumstudie einddatum"),
            field("vertrekdatum", "datumvertrek uitschrijfdatum"),
        ],
    }],
};
