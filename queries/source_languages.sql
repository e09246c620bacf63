-- One row per source: the language that it is written in.
select source_id, language from source order by source_id
