"""Random damages of the data files: of their bytes, rows and cells, of metrics and outlines."""

import csv
import io
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

Damage = Callable[[bytes, random.Random], bytes]
#: what people and programs leave in cells
ODD = (
    *("", " ", "x", "-1", "0", "1.5", "1,5", "9" * 309, "1e400", "nan", "1999.5", "true", "NULL"),
    *("a\x0bb", "a\0b", "\u202eb", "\ufeff", "a\nb", "\x85", "=1+1", "<b>x</b>", "A" * 200_000),
    *("2020-13", "3000", "0001", "2026-02-30", "DE", "XX-99", "members", "niro", "exact", "yes"),
    *("http://x>) ![i](http://evil/i.png", "http://[", "javascript:alert(1)", '"', ";", "'", "\\"),
)
ODD_VALUES: tuple[Any, ...] = (
    *(None, True, -1, 0, 1.5, 1e300, 10**30, "", "x", "\0", [], [[]], {}, [1, 2], {"a": 1}),
)
#: other values of a field of the metrics
VALUES = (
    *('"x"', "1", "-1", "1.5", "nan", "inf", "true", "[]", "{}", "2020-01-01", '""'),
    '"\\u0000"',
)


def flipped(data: bytes, dice: random.Random) -> bytes:
    """Change a few bytes."""
    damaged = bytearray(data)
    for _time in range(dice.randint(1, 6)):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    return bytes(damaged)


def cut(data: bytes, dice: random.Random) -> bytes:
    """Cut the file off, or a piece out of it."""
    start = dice.randrange(len(data))
    return data[:start] + (data[start + dice.randint(1, 500) :] if dice.random() < 0.5 else b"")


def repeated(data: bytes, dice: random.Random) -> bytes:
    """Put a piece of the file into it once more."""
    start, where = dice.randrange(len(data)), dice.randrange(len(data))
    return data[:where] + data[start : start + dice.randint(1, 2000)] + data[where:]


def saved_otherwise(data: bytes, dice: random.Random) -> bytes:
    """Save the file as other programs do."""
    text = data.decode("utf-8")
    head, _end, rest = text.partition("\n")
    ways = [
        text.encode("latin-1", "replace"),
        text.encode("utf-16"),
        text.encode("utf-8-sig"),
        text.replace(",", ";").encode(),
        text.replace("\n", "\r\n").encode(),
        text.replace("\n", "\r").encode(),
        b"",
        f"{head}\n".encode(),
        rest.encode(),
        text.replace("\n", "\n\n", 3).encode(),
    ]
    return dice.choice(ways)


def _in_rows(change: Callable[[list[list[str]], random.Random], None]) -> Damage:
    def damage(data: bytes, dice: random.Random) -> bytes:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
        for _time in range(dice.randint(1, 3)):
            change(rows, dice)
        written = io.StringIO(newline="")
        csv.writer(written, lineterminator="\n").writerows(rows)
        return written.getvalue().encode("utf-8", "surrogatepass")

    return damage


def _odd_cell(rows: list[list[str]], dice: random.Random) -> None:
    row = dice.choice(rows[1:])
    row[dice.randrange(len(row))] = dice.choice(ODD)


def _other_cell(rows: list[list[str]], dice: random.Random) -> None:
    """Put into a cell what stands in another of its column."""
    place = dice.randrange(len(rows[0]))
    dice.choice(rows[1:])[place] = dice.choice(rows[1:])[place]


def _swapped_cells(rows: list[list[str]], dice: random.Random) -> None:
    row = dice.choice(rows[1:])
    one, other = dice.randrange(len(row)), dice.randrange(len(row))
    row[one], row[other] = row[other], row[one]


def _dropped_row(rows: list[list[str]], dice: random.Random) -> None:
    if len(rows) > 2:
        del rows[dice.randrange(1, len(rows))]


def _doubled_row(rows: list[list[str]], dice: random.Random) -> None:
    rows.append(list(dice.choice(rows[1:])))


def _dropped_column(rows: list[list[str]], dice: random.Random) -> None:
    if len(rows[0]) > 1:
        place = dice.randrange(len(rows[0]))
        rows[:] = [row[:place] + row[place + 1 :] for row in rows]


def _short_row(rows: list[list[str]], dice: random.Random) -> None:
    row = dice.choice(rows[1:])
    if len(row) > 1:
        row.pop()


def _in_outlines(data: bytes, dice: random.Random) -> bytes:
    document = json.loads(data)
    feature = dice.choice(document["features"])
    part = dice.choice([document, feature, feature["properties"], feature["geometry"]])
    if dice.random() < 0.3:
        document["features"].append(feature)
    elif dice.random() < 0.3:
        del part[dice.choice(list(part))]
    else:
        part[dice.choice(list(part))] = dice.choice(ODD_VALUES)
    return json.dumps(document).encode("utf-8", "surrogatepass")


def _in_metrics(data: bytes, dice: random.Random) -> bytes:
    lines = data.decode("utf-8").splitlines()
    place = dice.choice([n for n, line in enumerate(lines) if " = " in line or "[[" in line])
    field, _sign, _value = lines[place].partition(" = ")
    line, other = lines[place], f"{field} = {dice.choice(VALUES)}"
    lines[place : place + 1] = dice.choice([[], [line, line], [other], [f"x{line}"], ["[a]"]])
    return "\n".join(lines).encode()


ROWS = (
    *(_odd_cell, _odd_cell, _odd_cell, _other_cell, _swapped_cells, _dropped_row, _doubled_row),
    *(_dropped_column, _short_row),
)
OF_ANY: tuple[Damage, ...] = (flipped, cut, repeated, saved_otherwise)


def spoil(folder: Path, dice: random.Random) -> str:
    """Damage one of the data files in `folder`; return its name."""
    tables = sorted(path for path in folder.iterdir() if path.suffix == ".csv")
    others = [folder / "metrics.toml", folder / "boundaries.geojson"]
    path = dice.choice([*tables, *others, *others])
    own: tuple[Damage, ...] = {
        ".csv": tuple(map(_in_rows, ROWS)),
        ".toml": (_in_metrics,) * 4,
        ".geojson": (_in_outlines,) * 4,
    }[path.suffix]
    data = dice.choice([*OF_ANY, *own])(path.read_bytes(), dice)
    path.unlink()  # a link to the true one
    path.write_bytes(data)
    return path.name
