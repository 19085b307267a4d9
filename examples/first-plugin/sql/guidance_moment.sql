SELECT gesprek AS moment_id, datum AS date, minuten AS minutes, form, 'lob_hour' AS setting, 'ja' AS scheduled,
       'registration' AS evidence, gesprekken.source_row
FROM gesprekken
LEFT JOIN soorten ON soorten.soort = gesprekken.soort
