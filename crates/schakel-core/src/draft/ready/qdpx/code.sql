SELECT guid AS code_id, name, parent AS parent_id, source_row FROM {codes}
