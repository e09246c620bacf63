"""The import of collected facts: words, fixes, bands, repeats."""

import pytest

from data import fact_inputs, fact_rows, fact_text
from data.fact_inputs import BadInput, Target


def fact(**cells: str) -> dict[str, str]:
    columns = (
        "cluster_slug kind name value unit qualifier as_of as_of_basis scope locator note "
        "source_title source_publisher source_url source_date"
    )
    usual = {"cluster_slug": "acme", "kind": "metric", "scope": "cluster_organisation"}
    return dict.fromkeys(columns.split(), "") | usual | cells


def fix(**cells: str) -> dict[str, str]:
    columns = "file cluster_slug name value as_of contains column new_value reason"
    return dict.fromkeys(columns.split(), "") | {"file": "facts"} | cells


def test_locator_quotes_the_page_and_stays_short() -> None:
    assert fact_text.locator('stored-page excerpt near "116 Mitglieder"') == 'near "116 Mitglieder"'
    assert fact_text.locator("stored-page excerpt") == "Page text"
    assert len(fact_text.locator(f'near "{"many words " * 12}"')) <= fact_text.LOCATOR_LENGTH


@pytest.mark.parametrize(
    ("collected", "expected"),
    [
        ("CONFLICT: a paper says 34.", "Conflicts with another source: a paper says 34."),
        ("TRAP: partners, not members.", "Partners, not members."),
        ("See the 35 row.", "Another source says 35."),
    ],
)
def test_note_speaks_to_readers(collected: str, expected: str) -> None:
    assert fact_text.note(collected) == expected


def test_long_note_ends_at_a_clause() -> None:
    words = fact_text.note("First half of the story; " + "and more " * 30)
    assert len(words) <= fact_text.NOTE_LENGTH
    assert words.endswith(".")


def test_note_says_nothing_twice() -> None:
    assert fact_text.note("Project portfolio.", "Project portfolio of 2020.") == (
        "Project portfolio of 2020."
    )


@pytest.mark.parametrize(
    ("text", "url", "language"),
    [
        ("Zehn Jahre Measurement Valley", "https://example.de/a", "de"),
        ("Le pôle fête ses dix ans", "https://example.com/a", "fr"),
        ("The cluster and its members", "https://example.de/en/a", "en"),
    ],
)
def test_language(text: str, url: str, language: str) -> None:
    assert fact_text.language(text, url) == language


def test_fix_changes_only_the_rows_it_names() -> None:
    rows = [fact(name="members", value="10"), fact(name="members", value="20")]
    fixed = fact_inputs.fixed(
        "facts", rows, [fix(name="members", value="20", column="scope", new_value="partner")]
    )
    assert [row["scope"] for row in fixed] == ["cluster_organisation", "partner"]


def test_fix_without_a_row_is_a_fault() -> None:
    with pytest.raises(BadInput, match="no row for facts,acme"):
        fact_inputs.fixed("facts", [], [fix(cluster_slug="acme", column="note")])


def test_min_and_max_become_one_band() -> None:
    joined = fact_inputs.bands_joined(
        [fact(name="staff_min", value="11"), fact(name="staff_max", value="20")]
    )
    assert [(r["name"], r["value"], r["low"], r["high"]) for r in joined] == [
        ("staff", "15.5", "11", "20")
    ]


def test_name_without_a_target_is_a_fault() -> None:
    known = {("metric", "members"): [Target("observations", "members", "", "", "")]}
    unknown = fact(name="employees", value="3", source_url="u")
    with pytest.raises(BadInput, match="no row for metric,employees"):
        fact_rows.rows([unknown], known, {"acme"}, {("u", "", ""): {"source_id": "s"}}, None)  # type: ignore[arg-type]


def test_repeats_keep_the_longest_note() -> None:
    rows = [{"id": "a", "note": ""}, {"id": "a", "note": "Said twice."}]
    assert fact_rows.merged(rows, ["id"]) == ([rows[1]], 1)


def test_milestones_tell_the_founding_year_once() -> None:
    founded = {
        "cluster_id": "acme",
        "kind": "association_founded",
        "as_of": "2009-03",
        "as_of_basis": "stated",
        "source_id": "s",
        "locator": "Page text",
        "note": "",
    }
    told = fact_rows.founding_years([founded], [])
    assert [(r["metric_id"], r["value"]) for r in told] == [
        ("founding_year", "2009"),
        ("association_year", "2009"),
    ]
    assert fact_rows.founding_years([founded], told) == []
