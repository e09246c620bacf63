"""Searching: what words mean, in both languages, and a field with a place."""

import csv

import pytest

from atlas.db import database
from atlas.model.selection import Selection
from data.build import HERE
from data.words import folded


def found(search: str) -> set[str]:
    rows = database.run("selected_cluster", Selection(2025, search=search).parameters())
    return set(rows["cluster_id"])


@pytest.mark.parametrize(
    ("search", "cluster"),
    [
        ("Autocluster", "mahreg-automotive"),
        ("cars in Magdeburg", "mahreg-automotive"),
        ("Autos Sachsen-Anhalt", "mahreg-automotive"),
        ("H2", "h2bz-hessen"),
        ("Wasserstoffnetzwerk in Deutschland", "h2bz-hessen"),
        ("semiconductors in Germany", "silicon-saxony"),
        ("Halbleiter in Dresden", "silicon-saxony"),
        ("aircraft near Hamburg", "hamburg-aviation"),
        ("Luftfahrtcluster Hamburg", "hamburg-aviation"),
        ("network for machinery NRW", "niro"),
    ],
)
def test_a_search_finds_what_its_words_mean(search: str, cluster: str) -> None:
    assert cluster in found(search)
    assert len(found(search)) < 80


def test_a_word_that_is_true_of_all_clusters_finds_all() -> None:
    assert len(found("cluster")) > 100
    assert found("Cluster in Magdeburg") == found("Magdeburg")


def test_every_synonym_is_of_a_field_or_a_place_and_finds_it() -> None:
    with (HERE / "synonyms.csv").open(encoding="utf-8", newline="") as lines:
        listed = list(csv.DictReader(lines))
    for row in listed:
        assert bool(row["sector_id"]) != bool(row["region_id"]), row
        words = row["words"].split()
        assert len({folded(word) for word in words}) == len(words), row
