SELECT framework_id, name, version, publisher, 'frameworks' AS source_id, source_row
FROM frameworks
