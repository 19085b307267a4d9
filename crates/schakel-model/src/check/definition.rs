//! The checks themselves: code, severity, meaning and what to do.

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The row, column or value was refused.
    Error,
    /// Something to look at; nothing was refused.
    Notice,
}

impl Severity {
    /// The code in the list `severity`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Notice => "notice",
        }
    }
}

/// One check.
#[derive(Debug, PartialEq, Eq)]
pub struct Check {
    /// Stable code, such as `M03`.
    pub code: &'static str,
    /// Short name, such as `date`.
    pub name: &'static str,
    /// How serious it is when it fails.
    pub severity: Severity,
    /// What must hold, in Dutch.
    pub nl: &'static str,
    /// What must hold, in English.
    pub en: &'static str,
    /// What a person can do when it fails, in Dutch.
    pub action_nl: &'static str,
    /// What a person can do when it fails, in English.
    pub action: &'static str,
}

macro_rules! checks {
    ($(
        $check:ident $code:literal $name:literal $severity:ident
        $nl:literal | $en:literal => $action_nl:literal | $action:literal;
    )+) => {
        $(
            #[doc = concat!($code, ": ", $en)]
            pub static $check: Check = Check {
                code: $code,
                name: $name,
                severity: Severity::$severity,
                nl: $nl,
                en: $en,
                action_nl: $action_nl,
                action: $action,
            };
        )+
        static CHECKS: &[&Check] = &[$(&$check),+];
    };
}

checks! {
    REQUIRED "M01" "required" Error
        "Een verplichte kolom heeft in elke rij een waarde." | "A required column has a value in every row."
        => "Vul de waarde aan in de bron, of geef in de plug-in een code voor onbekend." | "Fill in the value in the source, or select a code for unknown in the plugin.";
    TYPE "M02" "type" Error
        "Een waarde past bij het type van de kolom: een geheel getal, een getal, ja of nee." | "A value fits the type of the column: a whole number, a number, yes or no."
        => "Verbeter de waarde in de bron, of zet in plugin.toml het juiste decimaalteken." | "Correct the value in the source, or set the right decimal mark in plugin.toml.";
    DATE "M03" "date" Error
        "Een datum staat in de vorm die de plug-in noemt en bestaat op de kalender." | "A date has the form that the plugin names and exists on the calendar."
        => "Zet de vorm die de bron gebruikt in plugin.toml onder [formats] date, zoals dd-mm-jjjj." | "Put the form that the source uses in plugin.toml under [formats] date, such as dd-mm-jjjj.";
    DATE_RANGE "M04" "date_range" Error
        "Een datum ligt tussen 1950 en tien jaar na het rapport." | "A date lies between 1950 and ten years after the report."
        => "Controleer het jaar; een jaar van twee cijfers vraagt om jj in de datumvorm." | "Check the year; a year of two digits needs jj in the date form.";
    PERIOD "M05" "period" Error
        "Een periode begint niet na haar einde." | "A period does not start after it ends."
        => "Verbeter de begin- of einddatum in de bron; misschien zijn de kolommen verwisseld." | "Correct the first or last day in the source; perhaps the columns are swapped.";
    RANGE "M06" "range" Error
        "Een getal ligt tussen de laagste en hoogste waarde van de kolom." | "A number lies between the lowest and highest value of the column."
        => "Verbeter de waarde in de bron, of reken in de plug-in om naar de eenheid van het model." | "Correct the value in the source, or convert it to the unit of the model in the plugin.";
    ENUMERATION "M07" "enumeration" Error
        "Een code staat in de codelijst van de kolom." | "A code is in the code list of the column."
        => "Voeg in de plug-in een vertaling toe van deze code naar een code van het model." | "Add a translation of this code to a code of the model in the plugin.";
    SCHOOL_YEAR "M08" "school_year" Error
        "Een schooljaar is geschreven als 2025-2026: twee jaren na elkaar." | "A school year is written as 2025-2026: two years in a row."
        => "Gebruik in de plug-in de functie school_year om het om te zetten." | "Use the function school_year in the plugin to convert it.";
    FORMAT "M09" "format" Error
        "Een officieel nummer heeft de vorm die erbij hoort, zoals 00AA voor een BRIN." | "An official number has its proper form, such as 00AA for a BRIN."
        => "Verbeter het nummer in de bron, of laat het leeg als het niet bekend is." | "Correct the number in the source, or leave it empty when it is not known.";
    ID "M10" "id" Error
        "Een id heeft 1 tot 64 tekens, zonder regeleinden en zonder spatie aan begin of eind." | "An id has 1 to 64 characters, no line breaks and no space at either end."
        => "Kies een kortere kolom als id, of haal in de plug-in de spaties weg." | "Select a shorter column as id, or trim it in the plugin.";
    UNIQUE "M11" "unique" Error
        "De sleutel van een tabel komt op een school maar één keer voor." | "The key of a table occurs only once in a school."
        => "Haal dubbele rijen uit de bron, of laat de plug-in er één kiezen." | "Remove double rows from the source, or let the plugin select one.";
    REFERENCE "M12" "reference" Error
        "Een verwijzing komt voor in de tabel waarnaar zij verwijst." | "A reference occurs in the table that it refers to."
        => "Lever de ontbrekende rij ook aan, of controleer of beide tabellen hetzelfde nummer gebruiken." | "Provide the missing row too, or check that both tables use the same number.";
    UNKNOWN_TABLE "M13" "unknown_table" Error
        "Een plug-in levert alleen tabellen van het model." | "A plugin provides only tables of the model."
        => "Controleer de naam; `schakel schema` toont alle tabellen." | "Check the name; `schakel schema` lists all tables.";
    UNKNOWN_COLUMN "M14" "unknown_column" Error
        "Een tabel heeft alleen kolommen van het model." | "A table has only columns of the model."
        => "Controleer de naam, of laat de kolom weg; `schakel schema` toont alle kolommen." | "Check the name or leave the column out; `schakel schema` lists all columns.";
    MISSING_COLUMN "M15" "missing_column" Error
        "Een tabel heeft alle verplichte kolommen." | "A table has all required columns."
        => "Kies de kolom in de plug-in; een vaste waarde mag ook." | "Select the column in the plugin; a fixed value is fine too.";
    DIRECT_IDENTIFIER "M16" "direct_identifier" Notice
        "Een tekst bevat geen e-mailadres en geen burgerservicenummer." | "A text holds no e-mail address and no citizen service number (BSN)."
        => "Haal het gegeven uit de tekst; het model heeft er bewust geen plaats voor." | "Take it out of the text; the model has no place for it on purpose.";
    EMPTY_TABLE "M17" "empty_table" Notice
        "Een tabel die de plug-in levert heeft rijen." | "A table that the plugin provides has rows."
        => "Controleer of de bron leeg is of de selectie niets vindt." | "Check whether the source is empty or the query finds nothing.";
}

/// All checks, in the order of their codes.
#[must_use]
pub fn checks() -> &'static [&'static Check] {
    CHECKS
}

/// The check with this code.
#[must_use]
pub fn check(code: &str) -> Option<&'static Check> {
    CHECKS.iter().copied().find(|c| c.code == code)
}
