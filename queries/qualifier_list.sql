-- One row per qualifier, the most exact first.
select qualifier, low_factor, high_factor, open_end, rank, label_en, label_de, description_en, description_de
from qualifier
order by rank, qualifier
