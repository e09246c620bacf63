"""The words used: each explained in both languages, hedges by the table that rules them."""

import csv

import pytest

from atlas import i18n
from atlas.gallery.evidence import hedge_rules
from atlas.text import glossary
from data.build import HERE

WORDS = (
    "as-of date",
    "carried forward",
    "cohort",
    "conflict",
    "coverage",
    "exact",
    "hedge",
    "location quotient",
    "median",
    "not distinguishable",
    "peer",
    "percentile",
    "scope",
    "snapshot year",
    "staleness",
)


def test_every_word_is_explained_once() -> None:
    assert sorted(glossary.terms(hedge_rules())) == list(WORDS)


@pytest.mark.parametrize("name", WORDS)
def test_a_word_means_something_in_both_languages(name: str) -> None:
    said = {}
    for language in ("en", "de"):
        with i18n.speaking(language):
            said[language] = glossary.explain(name, rules=hedge_rules())
    assert said["en"] != said["de"]
    assert all("{" not in text and text.endswith(".") for text in said.values())


def test_hedges_are_those_of_the_table() -> None:
    with (HERE / "qualifiers.csv").open(encoding="utf-8", newline="") as lines:
        rule = {row["qualifier"]: row for row in csv.DictReader(lines)}
    meaning = glossary.terms(hedge_rules())["hedge"][1]
    for qualifier, words in (("about", "about 100"), ("more_than", "more than 100")):
        low, high = (
            round(100 * float(rule[qualifier][f"{end}_factor"])) for end in ("low", "high")
        )
        assert f"“{words}” is {low} to {high}" in meaning


def test_an_unknown_word_is_an_error() -> None:
    with pytest.raises(KeyError):
        glossary.explain("synergy", rules=hedge_rules())
