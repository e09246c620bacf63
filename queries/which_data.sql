-- One row: the data version, its newest date, the years that snapshots cover, and when it was built.
select version, newest_as_of, retrieved, first_year, last_year, built_at
from data_version
