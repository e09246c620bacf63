"""Places in words: the areas that a cluster covers."""

import pandas

from atlas import i18n
from atlas.model import records


def covered_areas(places: pandas.DataFrame) -> list[str]:
    """Return the areas that a cluster covers, as the data name them: a country, or a region."""
    rows = records.of(places.drop_duplicates("named_id"))
    return [i18n.name(row, "named_name") for row in rows]
