"""A database in which every text of the data tries to be more than a text."""

import re
import shutil
from pathlib import Path

import duckdb

#: where the evil would lead
HOST = "evil.example"
#: what stands before every name: other people's markup, of Plotly, HTML and Markdown
MARKUP = (
    f"<b>E</b>![e](http://{HOST}/i.png)",
    f'<a href="http://{HOST}">E</a>',
    f"[e](http://{HOST})<img src=//{HOST}/i>",
)
#: turns the direction of what follows
TURN = "\u202e"
#: what a spreadsheet would work out
FORMULA = "=1+1"
#: looks like an address, and ends a link that it stands in
ADDRESS = f"http://x>) ![i](http://{HOST}/i.png"
#: table -> its texts that are shown
TEXTS = {
    "cluster": ("name", "seat_city", "region_label", "legal_form"),
    "region": ("name_en", "name_de"),
    "sector": ("name_en", "name_de"),
    "metric": ("label_en", "label_de", "unit_en", "unit_de", "description_en", "description_de"),
    "source": ("title", "publisher"),
    "organisation": ("name", "name_de"),
    "milestone_kind": ("name_en", "name_de"),
    "relation_kind": ("name_en", "name_de"),
    "observation": ("note", "locator"),
    "milestone": ("note", "locator"),
    "relation": ("note", "locator"),
    "note": ("note_de",),
    "scheme": ("name_en", "name_de", "short_en", "short_de", "note_en", "note_de"),
    "criterion": ("name_en", "name_de", "group_en", "group_de", "remark_en", "remark_de"),
}
ADDRESSES = {"source": "url", "cluster": "website", "organisation": "website"}
#: markup that was taken for markup: in a text that should hold it as words
TAKEN = re.compile(rf"(?<!\\)(<b>E|<a href=\"?http://{HOST}|<img src|!\[e\]|\[e\]\(|!\[i\]\()")


def make(database: Path, folder: Path) -> Path:
    """Return a copy of `database` in `folder` in which every text is evil.

    It is changed in place, because the build would refuse most of it.
    """
    copy = folder / "evil.duckdb"
    shutil.copyfile(database, copy)
    with duckdb.connect(str(copy)) as connection:
        for table, columns in TEXTS.items():
            for column in columns:
                evil = " ".join(
                    f"when {part} then '{TURN}{markup}' || {column}"
                    for part, markup in enumerate(MARKUP)
                )
                connection.execute(
                    f"update {table} set {column} = case abs(hash({column})) % {len(MARKUP) + 1} "
                    f"{evil} else '{FORMULA}' || '{MARKUP[0]}' || {column} end "
                    f"where {column} is not null"
                )
        for table, column in ADDRESSES.items():
            connection.execute(
                f"update {table} set {column} = ? || coalesce({column}, '')", [ADDRESS]
            )
    return copy
