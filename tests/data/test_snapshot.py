"""Which observation speaks: what must hold whatever the sources state.

A small database of a few dozen clusters, each with observations drawn at random, is asked before
and after another one is added to each: one run of the rules for all of them, as they take a while.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

import duckdb
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.build import HERE

FIRST, LAST = 2000, 2006
KINDS = {"own": 1, "programme": 1, "statistics": 2, "partner": 2, "press": 2, "encyclopedia": 3}
HEDGES = {"exact": 1, "between": 2, "about": 3, "more_than": 3, "up_to": 4}
BASES = ("stated", "publication_date", "derived")
DAYS = st.dates(datetime.date(FIRST, 1, 1), datetime.date(LAST, 12, 31))
often = settings(max_examples=10, deadline=None, derandomize=True)
CLUSTERS = 40


@dataclass(frozen=True)
class Stated:
    """One observation: dated on a day (begin is end), or with a window; begin may be unknown."""

    begin: datetime.date | None
    end: datetime.date
    windowed: bool
    kind: str
    qualifier: str
    basis: str
    value: int
    source: str


@st.composite
def statements(draw: st.DrawFn) -> Stated:
    windowed = draw(st.booleans())
    first, last = sorted((draw(DAYS), draw(DAYS)))
    unknown = windowed and draw(st.integers(0, 4)) == 0
    return Stated(
        None if unknown else first if windowed else last,
        last,
        windowed,
        draw(st.sampled_from(sorted(KINDS))),
        draw(st.sampled_from(sorted(HEDGES))),
        draw(st.sampled_from(BASES)),
        draw(st.integers(1, 9)),
        draw(st.sampled_from("abcd")),
    )


MANY = st.lists(
    st.lists(statements(), min_size=1, max_size=6), min_size=CLUSTERS, max_size=CLUSTERS
)
ONE_EACH = st.lists(statements(), min_size=CLUSTERS, max_size=CLUSTERS)
Spoken = dict[int, Stated]


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Return a database of the real tables without what is known of any cluster."""
    with duckdb.connect() as opened:
        for tables in ("schema.sql", "derived.sql"):
            opened.execute((HERE / tables).read_text(encoding="utf-8"))
        opened.execute(
            "insert into region values ('XX', null, 'XX', 'country', 'X', 'X', false, 0, 0, false)"
        )
        opened.execute(
            "insert into metric by name select 'members' as metric_id, 1 as position, "
            "'' as label_en, '' as label_de, '' as unit_en, '' as unit_de, 'stock' as kind, "
            "true as additive, false as calendar, 0 as decimals, "
            "'cluster_organisation' as about, '' as description_en, '' as description_de"
        )
        opened.executemany(
            "insert into qualifier values (?, 1, 1, null, ?, '', '', '', '', '', '')",
            [[name, rank] for name, rank in HEDGES.items()],
        )
        opened.executemany(
            "insert into source_kind values (?, ?, '', '', '', '')",
            [[name, rank] for name, rank in KINDS.items()],
        )
        opened.executemany(
            "insert into source by name select ? as source_id, '' as title, "
            "'2026-11-22' as retrieved, 'press' as kind",
            [[name] for name in "abcdyz"],
        )
        opened.execute("insert into scope values ('cluster_organisation', '', '', '', '')")
        opened.execute(
            "insert into cluster by name select i::text as cluster_id, '' as name, "
            "'XX' as country_id, '' as search_text from range($1) one(i)",
            [CLUSTERS],
        )
        yield opened


FILL = """
insert into observation by name select *, value as low, value as high, false as window_exclusive,
    false as at_founding, 'cluster_organisation' as scope, 'members' as metric_id, '' as locator
from rows
"""


def spoken(
    connection: duckdb.DuckDBPyConnection, many: Sequence[Sequence[Stated]], *, exact: bool = False
) -> list[Spoken]:
    """Return, for the statements about each cluster, which one speaks at the end of each year."""
    rows = [
        {
            "observation_id": f"{cluster}/{place:02}",
            "cluster_id": str(cluster),
            "value": float(one.value),
            "qualifier": one.qualifier,
            "as_of": None if one.windowed else one.end.isoformat(),
            "as_of_end": None if one.windowed else one.end,
            "as_of_precision": None if one.windowed else "day",
            "as_of_basis": None if one.windowed else one.basis,
            "window_begin": one.begin.isoformat() if one.windowed and one.begin else None,
            "window_end": one.end.isoformat() if one.windowed else None,
            "begins_on": one.begin,
            "ends_on": one.end,
            "source_id": one.source,
            "source_kind": one.kind,
        }
        for cluster, stated in enumerate(many)
        for place, one in enumerate(stated)
    ]
    if not rows:
        return [{} for _ in many]
    frame = pandas.DataFrame(rows).astype(object)
    connection.execute("begin")
    try:
        connection.register("rows", frame.where(frame.notna(), None))
        connection.execute(FILL)
        connection.unregister("rows")
        rules = (HERE / "snapshot.sql").read_text(encoding="utf-8")
        years = {"first_year": FIRST, "last_year": LAST}
        for statement in duckdb.extract_statements(rules):
            asked = {name: years[name] for name in statement.named_parameters}
            connection.execute(statement, asked)
        answers = connection.execute(
            "select year, observation_id from snapshot where exact_only = ?", [exact]
        ).fetchall()
    finally:
        connection.execute("rollback")
    speaking: list[Spoken] = [{} for _ in many]
    for year, observation_id in answers:
        cluster, place = map(int, observation_id.split("/"))
        assert year not in speaking[cluster]
        speaking[cluster][year] = many[cluster][place]
    return speaking


def with_added(many: list[list[Stated]], added: list[Stated]) -> list[list[Stated]]:
    return [[*stated, one] for stated, one in zip(many, added, strict=True)]


def surely_before(one: Stated, other: Stated) -> bool:
    return other.begin is not None and one.end < other.begin


@often
@given(MANY)
def test_a_value_never_appears_before_its_time(
    connection: duckdb.DuckDBPyConnection, many: list[list[Stated]]
) -> None:
    for stated, by_year in zip(many, spoken(connection, many), strict=True):
        assert all(one.end.year <= year for year, one in by_year.items())
        first = min(one.end.year for one in stated)
        assert set(by_year) == set(range(first, LAST + 1))


@pytest.mark.slow
@often
@given(MANY, ONE_EACH)
def test_what_is_surely_older_changes_nothing(
    connection: duckdb.DuckDBPyConnection, many: list[list[Stated]], older: list[Stated]
) -> None:
    """Of the same kind, in another source."""
    before = [by_year[LAST] for by_year in spoken(connection, many)]
    added = [
        replace(one, kind=now.kind, source="z") for one, now in zip(older, before, strict=True)
    ]
    after = spoken(connection, with_added(many, added))
    fitting = [place for place, one in enumerate(added) if surely_before(one, before[place])]
    for place in fitting:
        assert after[place][LAST] == before[place]


@pytest.mark.slow
@often
@given(MANY, ONE_EACH)
def test_what_is_surely_newer_speaks(
    connection: duckdb.DuckDBPyConnection, many: list[list[Stated]], newer: list[Stated]
) -> None:
    """Of the same kind, in another source; one of a better kind and the same year may, too."""
    before = [by_year[LAST] for by_year in spoken(connection, many)]
    added = [
        replace(one, kind=now.kind, source="z", value=99)
        for one, now in zip(newer, before, strict=True)
    ]
    after = spoken(connection, with_added(many, added))
    fitting = [place for place, one in enumerate(added) if surely_before(before[place], one)]
    for place in fitting:
        better = any(
            not one.windowed
            and one.end.year == added[place].end.year
            and KINDS[one.kind] < KINDS[added[place].kind]
            for one in many[place]
        )
        now = after[place][LAST]
        assert now == added[place] or (better and now != before[place])


@pytest.mark.slow
@often
@given(MANY, st.sampled_from(sorted(HEDGES)))
def test_what_is_vaguer_of_the_same_date_changes_nothing(
    connection: duckdb.DuckDBPyConnection, many: list[list[Stated]], qualifier: str
) -> None:
    before = spoken(connection, many)
    added = [replace(one[LAST], qualifier=qualifier, source="z", value=99) for one in before]
    after = spoken(connection, with_added(many, added))
    for place, by_year in enumerate(before):
        if HEDGES[qualifier] > HEDGES[by_year[LAST].qualifier]:
            assert after[place] == by_year


@pytest.mark.slow
@often
@given(MANY, st.randoms(use_true_random=False))
def test_no_tie_is_left_to_the_order_of_the_rows(
    connection: duckdb.DuckDBPyConnection, many: list[list[Stated]], random: Random
) -> None:
    """Only what is the same in every respect is told apart by its id: it is drawn once here."""
    unlike = [list({tie(one): one for one in stated}.values()) for stated in many]
    apart = [
        [replace(one, source=source) for one, source in zip(stated, "abcdyz", strict=False)]
        for stated in unlike
    ]
    shuffled = [random.sample(stated, len(stated)) for stated in apart]
    assert spoken(connection, apart) == spoken(connection, shuffled)


def tie(one: Stated) -> tuple[object, ...]:
    basis = None if one.windowed else one.basis
    begin, windowed = one.begin, one.windowed
    return begin, one.end, windowed, KINDS[one.kind], basis, HEDGES[one.qualifier]


@pytest.mark.slow
@often
@given(MANY)
def test_exact_only_is_what_would_be_known_without_the_others(
    connection: duckdb.DuckDBPyConnection, many: list[list[Stated]]
) -> None:
    apart = [[replace(one, value=n) for n, one in enumerate(stated)] for stated in many]
    alone = [[one for one in stated if one.qualifier == "exact"] for stated in apart]
    assert spoken(connection, apart, exact=True) == spoken(connection, alone)


def test_a_source_that_hedges_a_number_anywhere_is_hedged(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    day = datetime.date(2003, 3, 31)
    plainly = Stated(day, day, False, "programme", "exact", "stated", 7, "a")
    about, more = (replace(plainly, qualifier=one) for one in ("about", "more_than"))
    assert spoken(connection, [[plainly, about]])[0][LAST] == about
    assert spoken(connection, [[about, plainly, more, more]])[0][LAST] == more
    assert spoken(connection, [[plainly, about]], exact=True)[0] == {}
    elsewhere = replace(plainly, source="b")
    assert spoken(connection, [[elsewhere, about]])[0][LAST] == elsewhere


def test_a_dated_figure_speaks_where_a_window_overlaps(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    day = datetime.date(2003, 6, 30)
    dated = Stated(day, day, False, "press", "exact", "stated", 1, "a")
    overlapping = Stated(
        datetime.date(2003, 6, 30),
        datetime.date(2005, 1, 1),
        True,
        "own",
        "exact",
        "stated",
        2,
        "b",
    )
    after = replace(overlapping, begin=datetime.date(2003, 7, 1))
    unknown = replace(overlapping, begin=None)
    assert spoken(connection, [[dated, overlapping]])[0][LAST] == dated
    assert spoken(connection, [[dated, unknown]])[0][LAST] == dated
    both = spoken(connection, [[dated, after]])[0]
    assert (both[2004], both[2005]) == (dated, after)
    assert spoken(connection, [[unknown]])[0] == {2005: unknown, 2006: unknown}
