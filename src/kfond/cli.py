"""The front door: the verbs, the options that every one of them takes, and the one funnel for errors.

Nothing heavy is loaded here. A verb's module is imported when the verb is used; the top `--help` is drawn
from the table below (a test holds it to the verbs' own words).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from kfond import __version__
from kfond.errors import ExitCode, Refusal

if TYPE_CHECKING:
    from kfond.commands.desk import Desk


class Verb(NamedTuple):
    """Where a verb lives and what the top help says of it."""

    module: str
    help: str
    panel: str


YEAR, KNOWN, CARE = "The year", "What is known", "Care of the file"
VERBS = {
    "demo": Verb(
        "demo",
        "Make a folder with real figures of 2017 and a made-up region; import, plan and report both.",
        YEAR,
    ),
    "init": Verb("registry", "Make a database for an association and its members.", YEAR),
    "collect": Verb("collect", "Ask the municipalities, see who has answered, and remind the rest.", YEAR),
    "import": Verb("importing", "Read the sheets that municipalities send.", YEAR),
    "review": Verb("review", "List the cells that need a human, answer them, mark them in the sheet.", YEAR),
    "plan": Verb(
        "plan", "Propose the courses of a year: what runs when, for whom, at what cost, and why.", YEAR
    ),
    "texts": Verb(
        "texts", "Show which texts of your own a report has, and which are still to be written.", YEAR
    ),
    "report": Verb("report", "Write the report of a year, or fix its figures for good.", YEAR),
    "todo": Verb(
        "todo", "Tell what is due: answers that are missing, cells to review, applications, last days.", YEAR
    ),
    "trace": Verb("report", "Show the cells that a figure of a report comes from.", YEAR),
    "application": Verb(
        "application", "Show the funds, and write, follow and account for applications to them.", YEAR
    ),
    "call": Verb(
        "call",
        "Run a fund of your own: a call, what comes in side by side, decisions within the frame, minutes.",
        YEAR,
    ),
    "municipalities": Verb("registry", "List municipalities, with their codes.", KNOWN),
    "staffing": Verb("staffing", "Show what the municipalities have answered about their staff.", KNOWN),
    "courses": Verb("courses", "List the course catalogue, and how each frequency was understood.", KNOWN),
    "participations": Verb("courses", "List the courses held, and the plan lines they are tied to.", KNOWN),
    "lists": Verb("lists", "Show what has been read from lists, row by row.", KNOWN),
    "fund": Verb(
        "fund",
        "Show the money of applications: applied for, granted, paid, used, left; and enter it.",
        KNOWN,
    ),
    "placements": Verb(
        "placements", "Decide whether rows about single placements are kept, and dispose of them.", KNOWN
    ),
    "settings": Verb("settings", "Show, change, export or import the settings.", CARE),
    "log": Verb("care", "Show what has been done to the database.", CARE),
    "undo": Verb(
        "care", "Take back what was done last: an import, a fixed report, funding; or a named import.", CARE
    ),
    "check": Verb("care", "Check every rule that the database must keep; changes nothing.", CARE),
    "db": Verb("database", "Back up, check, upgrade or describe the database file.", CARE),
}


def _common(
    db: Annotated[
        Path | None,
        typer.Option("--db", metavar="FILE", help="The database (else KFOND_DB, else kfond.db here)."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing when all is well.")] = False,
    today: Annotated[
        str | None, typer.Option("--today", metavar="DATE", help="Take this for today's date.")
    ] = None,
) -> None:
    """The options that every verb takes, before it or after it."""


class Verbs(TyperGroup):
    """The verbs: each loaded when it is asked for, each with the common options, errors in one funnel."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {
            name: TyperCommand(name, help=verb.help, rich_help_panel=verb.panel)
            for name, verb in VERBS.items()
        }
        self.params.extend(_common_options())

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, _, rest = super().resolve_command(ctx, args)
        return name, loaded(str(name)), rest

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with _funnel(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        with _funnel(ctx):
            return super().invoke(ctx)


@contextmanager
def _funnel(ctx: Any) -> Iterator[None]:
    """Turns a refusal, and a fault of the program, into lines on stderr and an exit code."""
    try:
        yield
    except Refusal as refusal:
        _desk(ctx).show_refusal(refusal)
        raise typer.Exit(int(refusal.code)) from refusal
    except Exception as fault:
        if type(fault).__module__.startswith("typer.") or isinstance(fault, BrokenPipeError):
            raise
        _desk(ctx).show_fault(fault)
        raise typer.Exit(int(ExitCode.FAULT)) from fault


@cache
def loaded(name: str) -> Any:
    """The command of a verb, with the common options added to it and to what lies under it."""
    module = import_module(f"kfond.commands.{VERBS[name].module}")
    action = getattr(module, name.replace("import", "import_"))
    command = typer.main.get_command(action) if isinstance(action, typer.Typer) else _command(name, action)
    command.name = name
    command.epilog = getattr(module, "EXAMPLES", None)
    _add_common(command)
    return command


def _command(name: str, action: Any) -> Any:
    app = typer.Typer(add_completion=False)
    app.command(name)(action)
    return typer.main.get_command(app)


def _add_common(command: Any) -> None:
    command.params.extend(_common_options())
    for verb in getattr(command, "commands", {}).values():
        _add_common(verb)


@cache
def _common_options() -> tuple[Any, ...]:
    options = _command("common", _common).params
    for option in options:
        option.expose_value = False
        option.callback = _keep
    return tuple(options)


def _keep(ctx: Any, param: Any, value: Any) -> Any:
    """Notes a common option on the desk, wherever on the line it stood."""
    if value not in (None, False):
        _desk(ctx).note(param.name, value)
    return value


def _desk(ctx: Any) -> Desk:
    root = ctx.find_root()
    if root.obj is None:
        from kfond.commands.desk import Desk

        root.obj = Desk()
    return root.obj  # type: ignore[no-any-return]


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kfond {__version__}")
        raise typer.Exit


app = typer.Typer(cls=Verbs, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def front_door(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and stop.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Run the competence development of several municipalities: staff, courses, plan, report.

    The year in three commands: kfond import staffing.xlsx, kfond plan --year 2018, kfond report.
    """
