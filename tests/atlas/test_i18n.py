"""Languages: complete catalogues, and numbers and dates as each language writes them."""

import contextvars
import re

import pytest

from atlas import i18n
from atlas.locale import update

PLACE = re.compile(r"{(\w+)}")
COUNTS = {"count", "peers"}
LANGUAGES = i18n.languages()


def forms(text: object) -> list[str]:
    return [str(one) for one in text] if isinstance(text, list | tuple) else [str(text)]


def test_english_and_german_are_there() -> None:
    assert LANGUAGES[0] == "en"
    assert "de" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_complete_and_up_to_date(language: str) -> None:
    """Run `python -m atlas.locale.update` and translate what it adds."""
    catalogue = update.updated(language)
    assert update.missing(catalogue) == []
    path = i18n.CATALOGUES / language / "LC_MESSAGES" / "atlas.po"
    assert update.written(catalogue) == path.read_bytes()


def test_one_million_is_no_plural() -> None:
    with i18n.speaking("de"):
        assert [i18n.large_number(one) for one in (1e6, 2e6, 1.5e6, 1e9)] == [
            "1 Million",
            "2 Millionen",
            "1,5 Millionen",
            "1 Milliarde",
        ]


def test_a_further_language_finds_the_words_of_the_data_in_its_catalogue() -> None:
    french, german = ({one.id for one in update.updated(language)} for language in ("fr", "de"))
    words = {"Saarland", "more than {value}", "Counted in companies.", "% of byNIRO owned"}
    assert words <= french
    assert not words & german
    assert german < french


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_fill_in_the_same_things(language: str) -> None:
    checked = 0
    for message in update.updated(language):
        if not message.id:
            continue
        wanted = set(PLACE.findall(" ".join(forms(message.id))))
        *singular, last = forms(message.string)
        assert not last or set(PLACE.findall(last)) == wanted, message.id
        # "the nearest one" may do without its number where "the nearest 7" need it
        assert all(wanted - set(PLACE.findall(one)) <= COUNTS for one in singular if one), (
            message.id
        )
        checked += bool(wanted)
    assert checked > 30


def test_no_german_text_was_left_english() -> None:
    """Sentences differ between languages; only names and single words may be the same."""
    same = [
        str(message.id)
        for message in update.updated("de")
        if message.id and message.id == message.string and len(str(message.id).split()) > 3
    ]
    assert [text for text in same if re.search(r"\b(the|of|and|is|are|to)\b", text)] == []


@pytest.mark.parametrize(
    ("language", "number", "day", "month", "marks"),
    [
        ("en", "1,234,567.5", "4 September 2025", "November 2006", ".,"),
        ("de", "1.234.567,5", "4. September 2025", "November 2006", ",."),
    ],
)
def test_numbers_and_dates(language: str, number: str, day: str, month: str, marks: str) -> None:
    with i18n.speaking(language):
        assert i18n.number(1_234_567.5, 1) == number
        assert i18n.number(999) == "999"
        assert i18n.year(2019.0) == "2019"
        assert i18n.date("2025-09-04") == day
        assert i18n.date("2006-11") == month
        assert i18n.date("2006") == "2006"
        assert i18n.separators() == marks
    assert i18n.current() == "en"


def test_undated_is_said_and_unknown_languages_mean_english() -> None:
    assert i18n.date(None) == "undated"
    i18n.use("de")
    assert i18n.date(None) == "ohne Datum"
    i18n.use("tlh")
    assert i18n.current() == "en"


@pytest.mark.parametrize(
    ("tags", "language"),
    [
        (["de-AT"], "de"),
        (["fr", " DE"], "de"),
        (["en-US", "de"], "en"),
        (["fr"], "en"),
        ([""], "en"),
    ],
)
def test_the_first_language_that_is_spoken_counts(tags: list[str], language: str) -> None:
    assert i18n.first_spoken(tags) == language


def test_count_chooses_the_form() -> None:
    one, many = "{count} cluster", "{count} clusters"
    assert [i18n.ngettext(one, many, count) for count in (0, 1, 2)] == [many, one, many]


def test_where_no_language_was_set_the_session_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_look_up", [])
    i18n.look_up(lambda: "de")
    fresh = contextvars.Context()
    assert fresh.run(i18n.current) == "de"
    assert fresh.run(_speak_english) == "en"
    assert fresh.run(i18n.current) == "de"
    i18n.look_up(lambda: "en")
    assert fresh.run(i18n.current) == "en"


def _speak_english() -> str:
    with i18n.speaking("en"):
        return i18n.current()
