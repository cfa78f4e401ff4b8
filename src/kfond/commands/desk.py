"""The desk that a command works at: which database, which day, which language, what goes where."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kfond.db.schema import stored_language
from kfond.errors import Refusal, reason_of, usage_refusal
from kfond.messages import LANGUAGES, Message, say, say_count

if TYPE_CHECKING:
    import typer
    from sqlmodel import Session

    from kfond.periods import Tertial

NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
FIGURE = re.compile(r"[−-]?\d[\d\s,]*|–")  # a number as a cell holds it, or the sign for none
MOST_SHOWN = 50  # problems; whoever has more has one mistake many times


class Desk:
    """The common options of one run, and the three ways out: stdout, stderr, files."""

    def __init__(self) -> None:
        self._db: Path | None = None
        self._today: date | None = None
        self._language: str | None = None  # asked of the file once; a command that writes asks again
        self.is_quiet = False

    @classmethod
    def of(cls, ctx: typer.Context) -> Desk:
        """The desk of this run."""
        root = ctx.find_root()
        if root.obj is None:
            root.obj = cls()
        return root.obj  # type: ignore[no-any-return]

    def note(self, option: str, value: Any) -> None:
        """Takes one of the common options."""
        if option == "db":
            self._db = Path(value)
            self._language = None
        elif option == "quiet":
            self.is_quiet = True
        elif option == "today":
            self._today = day_of(value, "--today")

    @property
    def path(self) -> Path:
        """The database file: --db, else KFOND_DB, else kfond.db in the current folder."""
        return (self._db or Path(os.environ.get("KFOND_DB") or "kfond.db")).absolute()

    @property
    def today(self) -> date:
        """Today, unless --today says otherwise."""
        return self._today or date.today()  # noqa: DTZ011  (the coordinator's own calendar day)

    @property
    def now(self) -> datetime:
        """The moment for the log; midnight of the day that --today names."""
        if self._today:
            return datetime(self._today.year, self._today.month, self._today.day, tzinfo=UTC)
        return datetime.now(UTC)

    @property
    def language(self) -> str:
        """Language of messages: KFOND_LANG, the settings, the machine's locale, else English."""
        if self._language is None:
            self._language = self.language_after("")
        return self._language

    def language_after(self, first_sheet: str) -> str:
        """As `language`, for a run whose first sheet sets the language if nobody has set one yet."""
        asked = os.environ.get("KFOND_LANG", "") or stored_language(self.path) or first_sheet
        if not asked:
            asked = next((v for k in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(k))), "")
        return asked[:2].lower() if asked[:2].lower() in LANGUAGES else "en"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session to read from."""
        from kfond import db

        self._upgrade()
        with db.reading(self.path) as session:
            yield session

    @contextmanager
    def writing(self, keep: bool = True) -> Iterator[Session]:
        """A session whose work is kept as a whole, or not at all; a new file is always told of."""
        from kfond import db
        from kfond.registry.actions import fill_register

        is_new = not self.path.exists()
        if not is_new:
            self._upgrade()
        with db.writing(self.path, keep) as session:
            fill_register(session)
            yield session
        self._language = None
        if is_new and keep:
            self.insist(say("Made the database {path}.", path=self.path))

    def _upgrade(self) -> None:
        """Brings an older database up to date, telling where the copy made before lies."""
        from kfond import db

        copy = db.require_current(self.path)
        if copy:
            self.insist(say("The database was upgraded; the file as it was lies in {copy}.", copy=copy))

    def words(self, message: Message) -> str:
        """A message in the language of this run."""
        return message.in_words(self.language)

    def out(self, text: str) -> None:
        """The product, to stdout."""
        sys.stdout.write(text if text.endswith("\n") else text + "\n")

    def out_json(self, value: object) -> None:
        """The product for scripts: one JSON value."""
        self.out(json.dumps(value, ensure_ascii=False, indent=1))

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table: drawn on a terminal, numbers to the right; plain columns in a pipe."""
        if sys.stdout.isatty():
            from rich.console import Console
            from rich.table import Table

            table = Table()
            for at, heading in enumerate(headings):
                is_number = bool(rows) and all(FIGURE.fullmatch(row[at]) for row in rows)
                table.add_column(
                    heading, justify="right" if is_number else "left", no_wrap=is_number, overflow="fold"
                )
            for row in rows:
                table.add_row(*row)
            Console().print(table)
            return
        widths = [max(len(line[i]) for line in (headings, *rows)) for i in range(len(headings))]
        for line in (headings, *rows):
            self.out("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())

    def say(self, message: Message) -> None:
        """Talk, to stderr; silent under --quiet."""
        if not self.is_quiet:
            self.insist(message)

    def tell_done(self, done: Message, *, dry_run: bool) -> None:
        """Says what was done; with --dry-run first that nothing was, and that this is how it would be."""
        if dry_run:
            self.say(say("Nothing is changed (--dry-run). This is how it would be:"))
        self.say(done)

    @contextmanager
    def hushed(self) -> Iterator[None]:
        """Talk is silent as under --quiet; problems are still told."""
        before, self.is_quiet = self.is_quiet, True
        try:
            yield
        finally:
            self.is_quiet = before

    def insist(self, message: Message) -> None:
        """Talk that --quiet does not silence."""
        sys.stderr.write(self.words(message) + "\n")

    @contextmanager
    def progress(self, steps: int) -> Iterator[Callable[[Message], None]]:
        """A bar on a terminal for what takes its time: call what comes out before each step, with what it is.

        In a pipe, under --quiet and for no steps at all nothing is drawn.
        """
        if self.is_quiet or not steps or not sys.stderr.isatty():
            yield lambda _: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=steps)
            done = -1

            def step(what: Message) -> None:
                nonlocal done
                done += 1
                bar.update(task, description=self.words(what), completed=done)

            yield step

    def show_refusal(self, refusal: Refusal) -> None:
        """The problems of a refusal, a line each; of very many the first ones, and how many more there are."""
        for problem in refusal.problems[:MOST_SHOWN]:
            sys.stderr.write(problem.in_words(self.language) + "\n")
        more = len(refusal.problems) - MOST_SHOWN
        if more > 0:
            self.insist(
                say_count(
                    "{count} more line is not shown; --json tells of all.",
                    "{count} more lines are not shown; --json tells of all.",
                    more,
                )
            )

    def show_fault(self, fault: Exception) -> None:
        """One line about a fault of the program; the traceback goes to a log."""
        log = _fault_log()
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{self.now.isoformat()} {' '.join(sys.argv)}\n")
            traceback.print_exception(fault, file=file)
        self.insist(
            say(
                "A fault in kfond itself: {fault}. Nothing was changed. The details are in {log}.",
                fault=f"{type(fault).__name__}: {fault}".splitlines()[0],
                log=log,
            )
        )


def day_of(text: str, option: str) -> date:
    """The day of an option. Raises Refusal (exit 2)."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise usage_refusal(
            say("{option} cannot be “{text}”.", option=option, text=text),
            say("Write a day such as 2017-03-31."),
        ) from None


def tertial_of(text: str) -> Tertial:
    """The third of a year that --tertial names. Raises Refusal (exit 2)."""
    from kfond.periods import Tertial

    try:
        return Tertial.parse(text)
    except ValueError:
        raise usage_refusal(
            say("{option} cannot be “{text}”.", option="--tertial", text=text),
            say("Write the year, T and 1, 2 or 3, such as 2022T2."),
        ) from None


def write_whole(path: Path, content: str | bytes) -> None:
    """Replaces a file whole or not at all. Raises Refusal (exit 2) where it cannot be written; nothing of it is
    left then, and a file that was there is as it was."""
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_bytes(content.encode() if isinstance(content, str) else content)
        unfinished.replace(path)
    except OSError as fault:
        with suppress(OSError):
            unfinished.unlink()
        raise usage_refusal(
            say("{path} cannot be written: {reason}.", path=path, reason=reason_of(fault)),
            say("Make room on the disk; the file that was there is as it was.")
            if fault.errno in NO_ROOM
            else say("Name a file in a folder that exists and that you may write to."),
        ) from fault


def make_folder(path: Path) -> None:
    """Makes a folder where there is none. Raises Refusal (exit 2) where it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise usage_refusal(
            say("The folder {path} cannot be made: {reason}.", path=path, reason=reason_of(fault)),
            say("Name a folder that you may write to."),
        ) from fault


def _fault_log() -> Path:
    from platformdirs import user_log_path

    try:
        folder = user_log_path("kfond", ensure_exists=True)
        probe = folder / "faults.log"
        probe.open("a").close()
        return probe
    except OSError:
        return Path(tempfile.gettempdir()) / "kfond-faults.log"
