-- Which regions share a border: each pair twice, one row each way.
select region_id, beside_id
from neighbour
order by region_id, beside_id
