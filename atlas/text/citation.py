"""How to cite what a page shows: the data, the view, its selection and its address."""

from atlas import i18n
from atlas.i18n import _


def data(version: str, newest: str | None) -> str:
    """Return which data is shown, in the language in use. `newest`: its newest date."""
    return _("Cluster Atlas, data version {version} (as of {date})").format(
        version=version, date=i18n.date(newest)
    )


def cite(
    title: str, selection: str, year: int, *, version: str, newest: str | None, address: str
) -> str:
    """Return a view as one line for a list of references, in the language in use.

    `version`: of the data; `newest`: its newest date. The year and all that is selected stand in
    `address` too, so that it shows the same view as long as the data version is the same.
    """
    named = title.rstrip(".")
    return f"{data(version, newest)}. {named}. {selection}, {i18n.year(year)}. {address}"
