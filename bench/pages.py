"""How fast the server answers every page on the shipped data, and how that compares.

`python -m bench.pages`: a server as `make run` starts it, and a visitor that speaks its WebSocket
(see `bench.visitor`): new session, whole page, until the last message of its script is there; what
the browser then draws is not in it. Cold: the first page that a new server answers. Warm: the
median of several visits. CPU: what the server's process spent on a visit, which a busy machine
changes less. Unseen: the CPU of visits that each ask for a year nobody has asked for yet, so that
no answer is remembered. The peer, in the same run: the page's chart by `bench.usual`.
Returns 1 when a warm page takes longer than the goal, or fails.
"""

import functools
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import plotly.graph_objects as go

from atlas import gallery
from atlas.gallery import recipe
from atlas.model.choices import choices
from atlas.model.selection import Selection
from atlas.model.view import View, view_of
from bench import visitor
from bench.usual import Tables

GOAL = 0.3
TIMES = 7
#: years that visits ask for who are to find nothing remembered
UNSEEN = (2024, 2023, 2022, 2021)
SUBJECT = "silicon-saxony"
PICKED = "niro,silicon-saxony,hamburg-aviation"
#: charts that the peer draws too
PEERS: dict[str, Callable[[Tables], go.Figure]] = {
    "ranking": Tables.ranking,
    "map": Tables.map,
    "timeline": Tables.timeline,
    "scatter": Tables.scatter,
}


def addresses(pages: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Return every page and every view that a chart of the gallery has: page, query."""
    seen = set()
    for page in pages:
        seen.add((page, f"cluster={SUBJECT}" if page in _about_one() else ""))
    for one in gallery.CHARTS.values():
        parts = dict(one.view_parameters)
        if recipe.SUBJECT in one.options:
            parts["cluster"] = SUBJECT
        if one.clusters_parameter != "cluster":
            parts[one.clusters_parameter] = PICKED
        seen.add((one.page, urlencode(parts)))
    order = list(pages)
    yield from sorted(seen, key=lambda one: (order.index(one[0]), one[1]))


def _about_one() -> set[str]:
    return {one.page for one in gallery.CHARTS.values() if recipe.SUBJECT in one.options}


def visits(home: str, script: str, query: str, process: int) -> tuple[visitor.Answer, float, float]:
    """Return the last answer, the median seconds of several visits, and CPU seconds a visit."""
    visitor.open_page(home, script, query)
    spent = cpu(process)
    answers = [visitor.open_page(home, script, query) for _again in range(TIMES)]
    each = (cpu(process) - spent) / TIMES
    return answers[-1], statistics.median(one.seconds for one in answers), each


def unseen(home: str, script: str, query: str, process: int) -> float:
    """Return the CPU seconds of a visit that asks for what nobody has asked for before."""
    spent = cpu(process)
    for year in UNSEEN:
        visitor.open_page(home, script, f"{query}&year={year}".lstrip("&"))
    return (cpu(process) - spent) / len(UNSEEN)


def cpu(process: int) -> float:
    """Return the CPU seconds that a process has spent so far; 0 where the system does not say."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cold(script: str, query: str) -> float:
    """Return the seconds that a new server takes for the first page it is asked for."""
    with visitor.serving() as (home, _process):
        return visitor.open_page(home, script, query).seconds


def seconds(work: Callable[[], object]) -> float:
    """Return the median time of `work` in seconds."""
    work()
    taken = []
    for _again in range(TIMES):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def compared(view: View) -> str:
    """Print how long our charts and the peer's take, from the question to the figure as JSON.

    The questions are asked before, as they are on a warm page. Returns the ratios in a line.
    """
    tables = Tables(view.year)
    print(f"\n{'chart, question to JSON':<44}{'ours ms':>9}{'peer ms':>9}{'ratio':>7}")
    ratios = []
    for name, usual in PEERS.items():
        options = {"most": "40"} if name == "ranking" else {}
        ours = seconds(functools.partial(_ours, name, view, options))
        peer = seconds(functools.partial(_theirs, usual, tables))
        print(f"{name:<44}{ours * 1000:>9.0f}{peer * 1000:>9.0f}{ours / peer:>7.2f}")
        ratios.append(f"{name} {ours / peer:.1f}")
    print("Peer: pandas on the CSV tables, plotly.express. Ours also says sources, dates, hedges.")
    return (
        f"Time of our charts, the peer's (pandas and plotly.express) being 1: {', '.join(ratios)}."
    )


def _ours(name: str, view: View, options: dict[str, str]) -> str:
    return str(gallery.draw(name, view, **options).figure.to_json())


def _theirs(usual: Callable[[Tables], go.Figure], tables: Tables) -> str:
    return str(usual(tables).to_json())


def line(home: str, process: int, script: str, page: str, query: str) -> str:
    """Measure one address and print its line; return what is to be said of it, blank when good."""
    answer, warm, spent = visits(home, script, query, process)
    new = unseen(home, script, query, process)
    whole_page = query in ("", f"cluster={SUBJECT}")
    first = f"{cold(script, query) * 1000:.0f}" if whole_page else ""
    over = f"{warm * 1000:.0f} ms, {spent * 1000:.0f} ms of it work" if warm > GOAL else ""
    remark = " ".join(answer.faults) or over
    address = f"/{page}?{query}" if query else f"/{page}"
    print(
        f"{address:<58}{first:>8}{warm * 1000:>8.0f}{spent * 1000:>8.0f}{new * 1000:>8.0f}"
        f"{answer.bytes / 1000:>6.0f}  {'over the goal' if over else remark}",
        flush=True,
    )
    return f"{address}: {remark}" if remark else ""


def main() -> int:
    """Measure, and print the tables; the last lines say what is too slow, and the peer's ratio."""
    # without data every page would be a short and quick one
    known = choices()
    with visitor.serving() as (home, process):
        pages = visitor.open_page(home).pages
        print(f"{'page':<58}{'cold ms':>8}{'warm ms':>8}{'CPU ms':>8}{'unseen':>8}{'kB':>6}")
        remarks = [
            line(home, process, pages[page], page, query) for page, query in addresses(pages)
        ]
    ratios = compared(view_of(Selection(known.last_year), known))
    load = os.getloadavg()[0]
    print(f"Load of the machine at the end: {load:.1f} on {os.cpu_count()} cores.")
    slow = [one for one in remarks if one]
    print(f"\n{len(slow)} of {len(remarks)} pages and views take longer than {GOAL * 1000:.0f} ms.")
    print(*(f"  {one}" for one in slow), ratios, sep="\n")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
