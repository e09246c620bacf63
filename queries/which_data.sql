-- One row: the data version, its newest date, and the years that snapshots cover.
select version, newest_as_of, first_year, last_year
from data_version
