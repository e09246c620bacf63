-- One row per cluster and organisation to which it truly belongs. What is only announced is not.
select distinct cluster_id, organisation_id
from relation
where kind in ('holds_label', 'admitted_to', 'member_of', 'part_of', 'award')
