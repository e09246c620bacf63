-- One row per year up to $year in which selected clusters were founded: how many, and which.
select
    founding_year                           as year,
    count(*)                                as founded,
    count(case when exact then 1 end)       as exact,
    list(name order by name)                as names,
    list_sort(list(distinct source_id))     as source_ids
from founding
group by founding_year
order by founding_year
