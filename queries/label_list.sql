-- One row per label, programme or network that a cluster holds, joined or belongs to.
select
    organisation_id, organisation.kind, organisation.name as name_en,
    coalesce(organisation.name_de, organisation.name) as name_de,
    count(distinct cluster_id) as clusters
from belonging
join organisation using (organisation_id)
group by organisation_id, organisation.kind, organisation.name, organisation.name_de
order by organisation_id
