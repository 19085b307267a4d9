SELECT name, identifier AS brin, metadata_sector AS sector, source_row FROM orgs WHERE type = 'school'
