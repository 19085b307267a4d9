SELECT crebo AS programme_id, crebo AS code, 'crebo' AS code_system, naam AS name, niveau AS level, leerweg AS track, source_row FROM crebo
