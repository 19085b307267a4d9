-- The questionnaires that all schools of the project share.
SELECT instrument_id, name, version, audience, licence, language, 'instruments' AS source_id, source_row
FROM instruments
