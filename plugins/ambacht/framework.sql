SELECT framework_id, name, version, publisher, source_row FROM framework
