-- The questionnaires are those of the project.
SELECT instrument_id, name, version, audience, licence, language, source_row FROM instrument
