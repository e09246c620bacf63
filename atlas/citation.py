"""How to cite what a page shows: the data, the view, its selection and its address."""

from atlas import i18n, store
from atlas.i18n import _


def data() -> str:
    """Return which data is shown, in the language in use."""
    row = store.run("which_data").iloc[0]
    return _("Cluster Atlas, data version {version} (as of {date})").format(
        version=row["version"], date=i18n.date(row["newest_as_of"])
    )


def cite(
    title: str, selection: str, year: int, *, version: str, newest: str | None, address: str
) -> str:
    """Return a view as one line for a list of references, in the language in use.

    `version`: of the data; `newest`: its newest date. The year and all that is selected stand in
    `address` too, so that it shows the same view as long as the data version is the same.
    """
    return _(
        "Cluster Atlas, data version {version} (as of {date}). {title}. {selection}, {year}. "
        "{address}"
    ).format(
        version=version,
        date=i18n.date(newest),
        title=title.rstrip("."),
        selection=selection,
        year=i18n.year(year),
        address=address,
    )
