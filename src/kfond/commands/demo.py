"""kfond demo: the whole way on a real region and on a made-up one, in a folder to look into."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk, write_whole
from kfond.errors import reason_of, usage_refusal
from kfond.messages import Message, say, say_count

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

DATABASE = "kfond.db"

FORMATS = (".html", ".pdf", ".md")
"""The formats that the demonstration writes; the first is the one to open."""


@dataclass(frozen=True, slots=True)
class Example:
    """A folder of the demonstration: its sheets, what is imported in which order, what is written of it.

    `association` and `members` are of one that the program does not know by itself.
    """

    folder: str
    sheets: tuple[str, ...]
    imported: tuple[str, ...]
    plan_years: tuple[int, int]
    association: str = ""
    members: tuple[str, ...] = ()

    @property
    def report_year(self) -> int:
        """The year before the plan."""
        return self.plan_years[0] - 1

    @property
    def plan(self) -> str:
        """The name of the plan's files, without what tells the format."""
        return f"kompetensplan-{self.plan_years[0]}-{self.plan_years[1]}"

    @property
    def report(self) -> str:
        """The name of the report's files, without what tells the format."""
        return f"rapport-{self.report_year}"


PUBLISHED = Example(
    "fyrbodal-2017", ("staffing.xlsx", "bilaga1-personal-2017.xlsx"), ("staffing.xlsx",), (2018, 2019)
)
MADE_UP = Example(
    "ovningsforbundet",
    ("region",),
    (".", "personal-2016", "svar-2018"),
    (2019, 2020),
    "Övningsförbundet",
    ("0643", "0305", "1082", "2023", "1884", "0481", "1981", "1286", "2321", "2560"),
)


def demo(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder to make.")] = Path("kfond-demo"),
) -> None:
    """Make a folder with real figures of 2017 and a made-up region; import, plan and report both."""
    desk = Desk.of(ctx)
    _refuse_foreign(folder)
    _show_published(desk, folder)
    _show_made_up(desk, folder)
    kfond = _own_name()
    _tell(
        desk,
        say("Try next, in {folder}:", folder=(folder / PUBLISHED.folder).absolute()),
        {
            f"{kfond} staffing": say("what each municipality answered, cell by cell"),
            f"{kfond} plan --year 2018": say("another plan"),
            f"{kfond} trace 1003": say("the cells behind a figure"),
        },
    )


def _show_published(desk: Desk, folder: Path) -> None:
    from kfond.commands.importing import import_files

    room = _laid_out(PUBLISHED, folder)
    desk.note("db", room / DATABASE)
    import_files(desk, [room / name for name in PUBLISHED.imported])
    _write_papers(desk, PUBLISHED, room)
    _tell(
        desk,
        say("The published figures of 2017, in {folder}:", folder=room.absolute()),
        {
            **_papers(PUBLISHED),
            PUBLISHED.imported[0]: say("the workbook that they come from"),
            DATABASE: say("the database"),
        },
    )


def _show_made_up(desk: Desk, folder: Path) -> None:
    from kfond.commands.importing import import_files
    from kfond.workbook import files_meant

    room = _laid_out(MADE_UP, folder)
    desk.note("db", room / DATABASE)
    with desk.hushed():
        _found(desk, MADE_UP)
        files = files_meant([room / name for name in MADE_UP.imported]).files
        _, told = import_files(desk, files)
    _write_papers(desk, MADE_UP, room)
    broken = [path for path, of in zip(files, told, strict=True) if of["problems"]]
    _tell(
        desk,
        say(
            "An association of our own making, five years of sheets, every figure made up, in {folder}:",
            folder=room.absolute(),
        ),
        {
            **_papers(MADE_UP),
            "ABOUT.md": say("what each sheet is there to show"),
            DATABASE: say(
                "the database, with {read} of the {files}",
                read=len(files) - len(broken),
                files=say_count("{count} file", "{count} files", len(files)),
            ),
            **{
                str(path.relative_to(room)): say("could not be read; the problems stand above")
                for path in broken
            },
        },
    )


def _papers(example: Example) -> dict[str, Message]:
    """The documents that the demonstration writes, with what they are."""
    first, last = example.plan_years
    shown, *others = FORMATS
    return {
        example.plan + shown: say(
            "the plan for {first}–{last}; also {others}", first=first, last=last, others=tuple(others)
        ),
        example.report + shown: say(
            "the report for {year}; also {others}", year=example.report_year, others=tuple(others)
        ),
    }


def _tell(desk: Desk, heading: Message, lines: Mapping[str, Message]) -> None:
    """A heading and a list of names with what they are, then an empty line."""
    width = max(map(len, lines))
    desk.out(desk.words(heading))
    for name, what in lines.items():
        desk.out(f"  {name:{width}}  {desk.words(what)}")
    desk.out("")


def _found(desk: Desk, example: Example) -> None:
    """Makes the association, which no register knows."""
    from kfond.catalogue.lines import slug_of
    from kfond.db.settings import keep_if_unset
    from kfond.registry.founding import found_association

    with desk.writing() as session:
        founded = found_association(
            session, example.association, slug_of(example.association), example.members
        )
        keep_if_unset(session, "language", "sv")
        keep_if_unset(session, "association", founded.key)


def _write_papers(desk: Desk, example: Example, room: Path) -> None:
    """Plans and reports from the database that the desk works with."""
    from kfond.commands.papers import written
    from kfond.plan.actions import proposal
    from kfond.reports.actions import report_of
    from kfond.reports.annual.as_document import DRAFT, as_document
    from kfond.reports.fronts import front_of
    from kfond.reports.plan.as_document import as_document as plan_as_document
    from kfond.reports.plan.title import PROPOSED, plan_title

    with desk.reading() as session:
        proposed = proposal(session, *example.plan_years, desk.today, date(example.report_year, 12, 31))
        plan_front = front_of(session, plan_title(*example.plan_years), PROPOSED, desk.today)
        report = report_of(session, example.report_year)
        report_front = front_of(session, report.title, DRAFT, desk.today)
    for name, document in (
        (example.plan, plan_as_document(proposed, plan_front)),
        (example.report, as_document(report, report_front)),
    ):
        for suffix in FORMATS:
            write_whole(room / f"{name}{suffix}", written(document, suffix))


def _own_name() -> str:
    """How to call kfond from another folder: by its name where that is on the path, else in full."""
    script = Path(sys.argv[0]).absolute()
    return str(script) if script.stem == "kfond" and not shutil.which("kfond") else "kfond"


def _refuse_foreign(folder: Path) -> None:
    """Raises Refusal (exit 2) where the folder holds something, and no earlier demonstration."""
    ours = [folder / example.folder for example in (PUBLISHED, MADE_UP)]
    if folder.is_dir() and any(folder.iterdir()) and not any(room.is_dir() for room in ours):
        raise usage_refusal(
            say("The folder {folder} is not empty.", folder=folder.absolute()),
            say("Name a new one: kfond demo DIR."),
        )


def _laid_out(example: Example, folder: Path) -> Path:
    """The sheets of an example, written into its own folder, also over what an earlier demo wrote there."""
    room = folder / example.folder
    data = resources.files("kfond") / "data" / "demo"
    try:
        for name in example.sheets:
            for path, content in _files_in(data / name):
                target = room / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
    except OSError as fault:
        raise usage_refusal(
            say("{path} cannot be written: {reason}.", path=folder.absolute(), reason=reason_of(fault)),
            say("Name a folder that you may write to: kfond demo DIR."),
        ) from fault
    return room


def _files_in(found: Traversable, within: Path = Path()) -> Iterator[tuple[Path, bytes]]:
    """A file under its name, or every file of a folder under its path in it."""
    if found.is_file():
        yield within / found.name, found.read_bytes()
        return
    for inner in sorted(found.iterdir(), key=lambda each: each.name):
        yield from _files_in(inner, within / inner.name if inner.is_dir() else within)
