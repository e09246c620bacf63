-- One row per note in several languages.
select note_en, note_de from note order by note_en
