"""`python -m atlas intake`: what a spreadsheet states of organisations, and what is wrong in it."""

import argparse
import json
from collections import Counter
from dataclasses import asdict

from atlas import i18n
from atlas import intake as reader
from atlas.commands.faults import Fault
from atlas.i18n import _, ngettext
from atlas.intake import wording
from atlas.intake.reading import Problem, Reading, Table
from data.problems import shorten


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command to `parser`."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help=_("the spreadsheet: {formats}").format(formats="CSV, TSV, XLSX, XLS, ODS, HTML"),
    )
    parser.add_argument(
        "--format", choices=("json",), help=_("facts and problems as JSON, instead of a report")
    )
    parser.add_argument(
        "--yes",
        action="append",
        default=[],
        metavar="KIND",
        choices=reader.ASKED,
        help=_("what to read without asking, such as hidden_row; repeat it for several"),
    )
    parser.add_argument("--lang", metavar="LANGUAGE", help=_("language of the report"))


def run(given: argparse.Namespace) -> None:
    """Read the file, and print what came of it."""
    reading = reader.read(given.file, answers=reader.Answers(agreed=given.yes))
    if given.format == "json":
        print(json.dumps(describe(reading), ensure_ascii=False, indent=1))
        if reading.refused:
            raise Fault(wording.explain(reading.refused))
        return
    if reading.refused:
        for line in _list_problems(reading):
            print(line)
        raise Fault(wording.explain(reading.refused) + " " + wording.advise(reading.refused))
    print("\n".join(report(reading)))


def describe(reading: Reading) -> dict[str, object]:
    """Return a reading as JSON: tables, facts, problems with why and remedy, questions."""
    plain = reading.to_dict()
    plain["problems"] = [
        {**asdict(problem), "why": problem.why, "remedy": problem.remedy}
        for problem in reading.problems
    ]
    plain["questions"] = [
        {**asdict(question), "words": question.words} for question in reading.questions
    ]
    return plain


def report(reading: Reading) -> list[str]:
    """Return what came of a file, for people."""
    lines = [f"{reading.name} ({reading.format.upper()})", ""]
    for table in reading.tables:
        lines += _describe_table(table)
    lines += _count_facts(reading)
    lines += _list_problems(reading)
    if reading.questions:
        lines += ["", _("To be answered")]
        lines += [
            "  "
            + question.words
            + " "
            + ngettext(
                "({count} figure, --yes {kind})", "({count} figures, --yes {kind})", question.facts
            ).format(count=i18n.number(question.facts), kind=question.kind)
            for question in reading.questions
        ]
    return lines


def _describe_table(table: Table) -> list[str]:
    line = wording.name_table(table)
    line += ", " + _("{percent} sure").format(
        percent=i18n.percent(i18n.number(100 * table.sureness))
    )
    if table.as_of:
        line += ", " + _("figures of {date}").format(date=i18n.date(table.as_of))
    lines = [line]
    for column in table.columns:
        place = column.place.partition(":")[0]
        role = wording.name_role(column.role)
        date = f" {i18n.date(column.as_of)}" if column.as_of else ""
        sure = f" ({i18n.percent(i18n.number(100 * column.sureness))})" if column.role else ""
        hidden = ", " + _("hidden") if column.hidden else ""
        lines.append(f"  {place:>4}  {column.heading or '–'}: {role}{date}{sure}{hidden}")
    return [*lines, ""]


def _count_facts(reading: Reading) -> list[str]:
    stated = [fact for fact in reading.facts if not fact.only_if]
    organisations = len({fact.organisation.casefold() for fact in stated})
    words = ngettext(
        "{facts} facts about {count} organisation",
        "{facts} facts about {count} organisations",
        organisations,
    )
    lines = [words.format(facts=i18n.number(len(stated)), count=i18n.number(organisations))]
    counted = Counter(fact.metric for fact in stated)
    return lines + [
        f"  {wording.name_role(metric)}: {i18n.number(count)}"
        for metric, count in counted.most_common()
    ]


def _list_problems(reading: Reading) -> list[str]:
    if not reading.problems:
        return []
    words = ngettext("{count} problem", "{count} problems", len(reading.problems))
    return ["", words.format(count=i18n.number(len(reading.problems)))] + [
        f"  {_place(problem)}: {_quote(problem)}{problem.why} {problem.remedy}"
        for problem in reading.problems
    ]


def _place(problem: Problem) -> str:
    cell = (
        f"{problem.sheet}!{problem.cell}"
        if problem.sheet and problem.cell
        else problem.sheet or problem.cell
    )
    parts = [part for part in (cell, problem.organisation, problem.column) if part]
    return ", ".join(parts) or _("the file")


def _quote(problem: Problem) -> str:
    if not problem.found or problem.found in (problem.organisation, problem.column, problem.sheet):
        return ""
    return _("“{words}”").format(words=shorten(problem.found)) + " – "
