//! Section 7: about the data itself. The program fills these tables, never a plugin.

table! {
    ledger Source "source" in Data;
    label "Bron" | "Source";
    means "Een bestand of systeem waaruit de gegevens van een school zijn gelezen." | "A file or system that the data of a school were read from.";
    key source_id;
    source_id: [id] P1, "Bron-id" | "Source id",
        "De naam van de bron in de plug-in." | "The name of the source in the plugin.";
    kind: [text] P1, "Soort bron" | "Kind of source",
        "Het soort bron, zoals csv of xlsx." | "The kind of source, such as csv or xlsx.";
    file_name: [text] P1, "Bestand" | "File",
        "De naam van het bestand, vanaf de map met gegevens van de school." | "The name of the file, relative to the school's data folder.";
    sha256: [text?] P1 as Sha256, "Controlegetal" | "Hash",
        "De SHA-256 van het bestand: hetzelfde getal betekent hetzelfde bestand." | "The SHA-256 of the file: the same hash means the same file.";
    bytes: [int?] P1, "Grootte in bytes" | "Size in bytes",
        "De grootte van het bestand." | "The size of the file.";
    rows: [int?] P1, "Rijen" | "Rows",
        "Hoeveel rijen de bron heeft, zonder kopregels." | "How many rows the source has, without header rows.";
    read_on: [date?] P1, "Gelezen op" | "Read on",
        "De rapportdatum waarvoor de bron is gelezen." | "The report date for which the source was read.";
    plugin: [text] P1, "Plug-in" | "Plugin",
        "De plug-in die de bron las." | "The plugin that read the source.";
    plugin_version: [text] P1, "Versie van de plug-in" | "Plugin version",
        "De versie van die plug-in." | "The version of that plugin.";
}

table! {
    ledger LoadRun "load_run" in Data;
    label "Inleesronde" | "Load";
    means "Eén keer dat de gegevens van een school zijn gelezen, gecontroleerd en bewaard." | "One time that the data of a school were read, checked and stored.";
    key load_id;
    load_id: [id] P1, "Ronde-id" | "Load id",
        "Kenmerk van bronnen, plug-in en model samen; gelijke kenmerken geven gelijke gegevens." | "Fingerprint of sources, plugin and model together; equal fingerprints give equal data.";
    program_version: [text] P1, "Versie van Schakel" | "Program version",
        "De versie van het programma." | "The version of the program.";
    model_version: [text] P1, "Versie van het model" | "Model version",
        "De versie van het gegevensmodel." | "The version of the common model.";
    plugin: [text] P1, "Plug-in" | "Plugin",
        "De plug-in van de school." | "The plugin of the school.";
    plugin_version: [text] P1, "Versie van de plug-in" | "Plugin version",
        "De versie van die plug-in." | "The version of that plugin.";
    rows_read: [int] P1, "Rijen gelezen" | "Rows read",
        "Hoeveel rijen de plug-in gaf." | "How many rows the plugin handed over.";
    rows_stored: [int] P1, "Rijen bewaard" | "Rows stored",
        "Hoeveel rijen zijn bewaard." | "How many rows were stored.";
    rows_refused: [int] P1, "Rijen geweigerd" | "Rows refused",
        "Hoeveel rijen zijn geweigerd." | "How many rows were refused.";
}

table! {
    ledger RejectedRow "rejected_row" in Data;
    label "Geweigerde rij" | "Refused row";
    means "Een rij die niet is bewaard, met de reden en de plek, nooit met de waarden van een persoon." | "A row that was not stored, with the reason and the place, never with the values of a person.";
    key table_name, source_id, source_row, column_name, reason;
    table_name: [text] P1, "Tabel" | "Table",
        "De tabel waar de rij in zou komen." | "The table that the row was meant for.";
    column_name: [text?] P1, "Kolom" | "Column",
        "De kolom waar het om gaat." | "The column concerned.";
    reason: [text] P1, "Reden" | "Reason",
        "De code van de controle die de rij weigerde, zoals M03." | "The code of the check that refused the row, such as M03.";
    message: [text] P1, "Uitleg" | "Message",
        "Wat er mis was, zonder de waarde zelf." | "What was wrong, without the value itself.";
    source_id: [id?] P1, "Bron-id" | "Source id",
        "De bron van de rij." | "The source of the row.";
    source_row: [int?] P1 in 1 to 1000000000, "Rijnummer" | "Row number",
        "Het rijnummer in de bron, geteld vanaf 1." | "The row number in the source, counted from 1.";
}

table! {
    ledger UnmappedCode "unmapped_code" in Data;
    label "Onbekende code" | "Unknown code";
    means "Een code uit de bron die niet in de codelijst van het model staat." | "A code from the source that is not in the code list of the model.";
    key table_name, column_name, code;
    table_name: [text] P1, "Tabel" | "Table",
        "De tabel." | "The table.";
    column_name: [text] P1, "Kolom" | "Column",
        "De kolom." | "The column.";
    code: [text] P2, "Code" | "Code",
        "De code zoals die in de bron staat." | "The code as it stands in the source.";
    count: [int] P1 in 1 to 1000000000, "Aantal" | "Count",
        "Hoe vaak de code voorkomt." | "How often the code occurs.";
}

table! {
    ledger QualityFinding "quality_finding" in Data;
    label "Bevinding over de gegevens" | "Quality finding";
    means "De uitkomst van een controle op de gegevens van een school." | "The outcome of a check on the data of a school.";
    key check, table_name, column_name;
    check: [text] P1, "Controle" | "Check",
        "De code van de controle." | "The code of the check.";
    severity: [code(SEVERITY)] P1, "Ernst" | "Severity",
        "Hoe ernstig het is." | "How serious it is.";
    table_name: [text] P1, "Tabel" | "Table",
        "De tabel." | "The table.";
    column_name: [text?] P1, "Kolom" | "Column",
        "De kolom." | "The column.";
    n: [int] P1 in 0 to 1000000000, "Aantal" | "Count",
        "Om hoeveel rijen het gaat." | "How many rows it concerns.";
    locators: [text?] P1, "Plekken" | "Locators",
        "Voorbeelden van plekken (bron en rijnummer), nooit waarden." | "Examples of places (source and row number), never values.";
}
