"""The committed tables: every fact has its source, and no private address slips in."""

import csv
import re

import pytest

from data.build import HERE

MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
PHONE = re.compile(
    r"(\+\d{1,3}|\b00\d{2})[ (/-]*\d[\d ()/-]{6,}|\b(Tel|Telefon|Phone|Fax|Mobil)\b[.: ]*[\d+(]"
)


def rows(file: str) -> list[dict[str, str]]:
    with (HERE / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("text", ["a.b@example.org", "+49 341 123456", "Tel. 0341/12 34 56"])
def test_private_addresses_would_be_found(text: str) -> None:
    assert MAIL.search(text) or PHONE.search(text)


@pytest.mark.parametrize("file", sorted(path.name for path in HERE.glob("*.csv")))
def test_no_table_holds_mail_addresses_or_phone_numbers(file: str) -> None:
    found = [
        (line, column, cell)
        for line, row in enumerate(rows(file), 2)
        for column, cell in row.items()
        if column not in ("url", "website") and (MAIL.search(cell) or PHONE.search(cell))
    ]
    assert found == []


@pytest.mark.parametrize("file", ["observations.csv", "milestones.csv", "relations.csv"])
def test_every_fact_has_a_source_and_a_place_in_it(file: str) -> None:
    known = {row["source_id"] for row in rows("sources.csv") if row["title"].strip()}
    found = rows(file)
    assert found
    assert [row for row in found if row["source_id"] not in known] == []
    assert [row for row in found if not row["locator"].strip()] == []
