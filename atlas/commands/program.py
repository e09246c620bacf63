"""The program: its commands, its help, and the exit code for whatever happens."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from atlas import gallery, i18n
from atlas.commands import chart, charts, data, deck, intake, publish, restore, settle, versions
from atlas.commands.faults import Fault, Misuse
from atlas.db import database
from atlas.exports.pptx.template.opening import BadTemplate
from atlas.gallery.presentation import BadPresentation
from atlas.i18n import _

#: how the program is called where it is not installed as a command of its own
MODULE = "python -m atlas"
EXAMPLES = """\
  {program} deck --sector automotive --region DE-BY --year 2024 --lang de
  {program} deck --chart ranking:metric=staff --chart map --template house.potx
  {program} chart map --group all-energy --stat median --out map.svg
  {program} data --country AT --metric members,staff --out austria.csv
  {program} charts
  {program} intake members.xlsx --lang de
  {program} publish members-2026 --why "This year's survey" --dry-run
  {program} versions 3 --out version-3.zip
  {program} restore 2 --why "Version 3 held last year's figures"
  {program} settle 3-1 --keep published --why "Asked the cluster"
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command in `argv` (the process's own when left out) and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal or a log that knows no umlauts gets them escaped instead of a crash.
            stream.reconfigure(errors="backslashreplace")
    arguments = list(sys.argv[1:] if argv is None else argv)
    typed = _read_typed_name(sys.argv[0]) if argv is None else MODULE
    try:
        _use_language(arguments)
        given = _build_parser(typed).parse_args(arguments)
        given.run(given)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has had enough; Python must not try to flush the rest.
        sys.stdout = None
        return 1
    except Exception as error:
        code = _find_code(error)
        if code is None:
            raise
        return _report(error, code)
    return 0


def _find_code(error: Exception) -> int | None:
    """Return the exit code of an error whose message is for the reader; None for a bug of ours."""
    if isinstance(error, Fault):
        return error.code
    known: dict[type[Exception], int] = {
        gallery.NoChart: 2,
        gallery.NothingToDraw: 3,
        database.NoDatabase: 1,
        BadTemplate: 1,
        BadPresentation: 1,
        OSError: 1,
    }
    codes = (code for kind, code in known.items() if isinstance(error, kind))
    code = next(codes, None)
    if code is None:
        from atlas.exports import server_picture
        from atlas.exports.figure_reader import UnreadableFigure

        ours = isinstance(
            error, server_picture.NoBrowser | server_picture.NotDrawn | UnreadableFigure
        )
        code = 1 if ours else None
    return code


def _report(error: Exception, code: int) -> int:
    sentence = str(error.args[0]) if isinstance(error, LookupError) else str(error)
    print(f"atlas: {' '.join(sentence.split())}", file=sys.stderr)
    return code


def _use_language(arguments: Sequence[str]) -> None:
    """Speak the language asked for from here on, so that help and errors do too."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--lang", nargs="?")
    asked = early.parse_known_args(arguments)[0].lang
    if asked and asked not in i18n.languages():
        words = "Unknown language: “{asked}”. There are: {known}."
        raise Misuse(words.format(asked=asked, known=", ".join(i18n.languages())))
    i18n.use(asked or i18n.DEFAULT)


def _read_typed_name(path: str) -> str:
    """Return the name under which the file at `path` was started; a module has no name of its own.

    Windows keeps the ending of the command.
    """
    name = Path(path).name.removesuffix(".exe")
    return MODULE if name in ("", "-c", "__main__.py") else name


def _build_parser(program: str) -> argparse.ArgumentParser:
    """Return the parser of the command line. `program`: what the reader types to start it."""
    parser = argparse.ArgumentParser(
        prog=program,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=_(
            "Charts, decks and tables about cluster organisations, without the dashboard."
        ),
        epilog=_write_closing(program),
    )
    commands = parser.add_subparsers(title=_("commands"), metavar="COMMAND", required=True)
    for name, module, words in (
        ("deck", deck, _("a presentation (.pptx) or a workbook (.xlsx) of several charts")),
        ("chart", chart, _("one chart as a picture, a slide, a workbook or a table")),
        ("data", data, _("the values of the selected clusters as a workbook or a table")),
        ("charts", charts, _("list the charts, their options and the metrics")),
        ("intake", intake, _("read a spreadsheet, and say what it states and what is wrong")),
        ("publish", publish, _("publish rows over the shipped data, as a new version")),
        ("versions", versions, _("list what was published, or write one version to a file")),
        ("restore", restore, _("bring back what was published up to an earlier version")),
        ("settle", settle, _("decide between what was published and what a release says")),
    ):
        command = commands.add_parser(
            name,
            help=words,
            description=words[:1].upper() + words[1:] + ".",
            epilog=_write_closing(program, name),
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add(command)
        command.set_defaults(run=module.run)
    return parser


def _write_closing(program: str, command: str = "") -> str:
    """Return examples, of one command or of all, and exit codes for the end of the help."""
    shown = [
        line.format(program=program)
        for line in EXAMPLES.splitlines()
        if command in ("", line.split()[1])
    ]
    codes = _(
        "exit codes: 0 done; 1 failed, such as a file that cannot be written; "
        "2 wrong command line; 3 nothing to show or to publish"
    )
    return _("examples:") + "\n" + "\n".join(shown) + "\n\n" + codes
