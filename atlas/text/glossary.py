"""The words that a reader may not know, each in a sentence or two, one click away on every page."""

from collections.abc import Callable

from atlas import i18n
from atlas.i18n import _
from atlas.model.evidence import HedgeRules
from atlas.text import markdown

#: a word as it stands in the list, and what it means
Term = tuple[str, str]


def terms(rules: HedgeRules) -> dict[str, Term]:
    """Return every word explained, by a name of its own, in the order to read them in.

    `rules`: the ranges that hedges stand for.
    """
    return {name: term(rules) for name, term in TERMS.items()}


def explain(*names: str, rules: HedgeRules) -> str:
    """Return what the words `names` mean, in Markdown. Raises KeyError for an unknown one."""
    explanations = [TERMS[name](rules) for name in names]
    return "  \n".join(
        f"**{markdown.escape(word)}**: {markdown.escape(meaning)}" for word, meaning in explanations
    )


def _hedge(rules: HedgeRules) -> str:
    """Return what a hedge is, with the ranges that the table of qualifiers gives it."""
    ends = {
        f"{name}_{end}": i18n.number(100 * rules[qualifier][f"{end}_factor"])
        for name, qualifier in (("about", "about"), ("more", "more_than"))
        for end in ("low", "high")
    }
    return _(
        "A word with which a source leaves a figure open, such as “about” or “more than”. It "
        "becomes a range by a fixed rule: “about 100” is {about_low} to {about_high}, “more than "
        "100” is {more_low} to {more_high}. The range of a total adds up the low and the high "
        "ends."
    ).format(**ends)


TERMS: dict[str, Callable[[HedgeRules], Term]] = {
    "coverage": lambda _rules: (
        _("Coverage"),
        _(
            "How many of the selected clusters report a figure at all. Those that do not are left "
            "out, never counted as zero."
        ),
    ),
    "exact": lambda _rules: (
        _("Exact"),
        _("The source states the figure without a hedge: “170”, not “more than 170”."),
    ),
    "hedge": lambda rules: (_("Hedge"), _hedge(rules)),
    "not distinguishable": lambda _rules: (
        _("Not distinguishable"),
        _(
            "The ranges of two figures touch or overlap, so nobody can tell which one is larger. "
            "In a ranking such clusters share places, such as 3–5."
        ),
    ),
    "as-of date": lambda _rules: (
        _("As-of date"),
        _("The day, month or year that a figure holds for, as its source says."),
    ),
    "snapshot year": lambda _rules: (
        _("Snapshot year"),
        _(
            "The year whose end is shown: for every cluster the latest figure known up to then, "
            "never a later one."
        ),
    ),
    "carried forward": lambda _rules: (
        _("Carried forward"),
        _(
            "A figure of an earlier year that still stands because no newer one is known. It keeps "
            "its own date."
        ),
    ),
    "staleness": lambda _rules: (
        _("Staleness"),
        _("How many years lie between a figure's as-of date and the snapshot year."),
    ),
    "scope": lambda _rules: (
        _("Scope"),
        _(
            "Whom a figure is about: the cluster organisation itself, or its regional industry, a "
            "partner or a programme. Only figures of the right scope are compared."
        ),
    ),
    "conflict": lambda _rules: (
        _("Conflict"),
        _(
            "Two sources state different figures for the same year. One fixed rule picks the one "
            "that charts show; the other stays on record beside it."
        ),
    ),
    "median": lambda _rules: (
        _("Median"),
        _("The figure in the middle: half of the clusters that report have more, half less."),
    ),
    "peer": lambda _rules: (
        _("Peer"),
        _(
            "A cluster much like the one looked at: by sector, age, size and place, or picked by "
            "hand."
        ),
    ),
    "percentile": lambda _rules: (
        _("Percentile"),
        _(
            "The share of peers that a cluster is ahead of; those level with it count half. "
            "Percentile 80: ahead of about 80 of 100."
        ),
    ),
    "cohort": lambda _rules: (
        _("Cohort"),
        _("Clusters founded in the same span of years, looked at together."),
    ),
    "location quotient": lambda _rules: (
        _("Location quotient"),
        _(
            "A sector group's share in one place, divided by its share in the whole selection. 1 "
            "means the same share, 2 means twice the share."
        ),
    ),
}
