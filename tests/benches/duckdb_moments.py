"""Reads, casts and writes the moments of the benchmark with DuckDB, on all cores: duckdb_moments.py IN.csv OUT.parquet"""

import os
import sys

import duckdb

source, target = sys.argv[1:]
connection = duckdb.connect()
connection.execute(f"SET threads = {os.cpu_count()}")
connection.execute(
    """
    COPY (
      SELECT CAST(id AS VARCHAR) AS moment_id, CAST(datum AS DATE) AS date, CAST(duur AS BIGINT) AS minutes,
        CASE soort WHEN 'gesprek' THEN 'individual_talk' WHEN 'les' THEN 'lob_lesson' ELSE soort END AS form,
        CASE waar WHEN 'lokaal' THEN 'mentor_slb_hour' ELSE waar END AS setting, gepland = 'ja' AS scheduled, 'registration' AS evidence
      FROM read_csv(?, all_varchar = true, header = true)
    ) TO '"""
    + target.replace("'", "''")
    + "' (FORMAT parquet, COMPRESSION zstd)",
    [source],
)
