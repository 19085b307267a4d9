SELECT naam AS name, brin, sector, source_row FROM db__instelling
