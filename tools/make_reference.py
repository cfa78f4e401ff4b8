"""Write docs/reference.md: every verb, option, exit code and setting, as the program itself has them.

    python tools/make_reference.py

A test holds docs/reference.md to what this writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kfond.cli import VERBS, loaded
from kfond.errors import ExitCode
from kfond.settings import DEFAULTS, DESCRIPTIONS

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference.md"
COMMON = ("db", "quiet", "today")
HEAD = """# The commands

Made from the program itself by `make docs`; do not edit. What the words mean in Swedish is in
[ordlista.md](ordlista.md), and how the commands follow each other through a year in [arets-gang.md](arets-gang.md).

Every command also takes these, before or after the verb:
"""
EXIT_CODES = {
    ExitCode.DONE: "done",
    ExitCode.FAULT: "a fault of the program itself; one line is shown and the details are kept in a log",
    ExitCode.USAGE: "wrong use: an option, a file name or a folder",
    ExitCode.DATA: "problems in the data: all of them are listed, and nothing of that file or command is kept",
    ExitCode.DATABASE: "the database cannot be used now: missing, locked, damaged, or newer than the program",
    ExitCode.FOUND: "a check found something",
}
DATABASE = "KFOND_DB"
LANGUAGE = "KFOND_LANG"
REPORT_KEYS = {
    "report": "The kind of report.",
    "period": "`from` and `to`, days.",
    "figures": "Each figure: `id`, `label`, `value`, `low`, `high`, `unit`, `definition`, `coverage` (`asked`, "
    "`answered` and `with_figures` municipalities, or null), `suppressed` (hidden; then the numbers are null) and "
    "`sources` (`file`, `sheet`, `cell`, `verbatim`, `reviewed`).",
    "sections": "Each table: `id`, `section`, `caption`, `columns`, `rows`, `notes`.",
    "left_out": "Each cell that is missing, unclear or doubtful: `name`, `measure`, `quality`, `review`, `verbatim`, "
    "`source`.",
    "corrections": "Null where the report has not been fixed; else `since_version` and `figures`, each with `id`, "
    "`label`, `before` and `now` (`value`, `low`, `high`, `suppressed`; null for a figure that is not there).",
    "not_included": "Each section without data: `section`, `text`.",
}
"""What `kfond report --json` gives; a test holds it to the program."""


def reference() -> str:
    """The whole of docs/reference.md."""
    common = [param for param in loaded("plan").params if param.name in COMMON]
    parts = [HEAD, _table(("Option", "What it does"), _options(common))]
    for panel in dict.fromkeys(verb.panel for verb in VERBS.values()):
        parts.append(f"## {panel}\n")
        for name, verb in VERBS.items():
            if verb.panel == panel:
                parts += _verb(loaded(name), f"kfond {name}")
    parts += [_report_keys(), _exit_codes(), _settings(), _environment()]
    return "\n".join(parts)


def _verb(command: Any, name: str) -> Iterator[str]:
    """The section of a verb, and of what lies under it."""
    yield f"### {name}\n"
    yield f"{_help(command)}\n"
    under = getattr(command, "commands", {})
    if not under or command.invoke_without_command:
        yield f"```text\n{_usage(command, name)}\n```\n"
    rows = [*_arguments(command), *_options(_own(command, "option"))]
    if rows:
        yield _table(("Argument or option", "What it is"), rows)
    if command.epilog:
        yield f"{_fenced(command.epilog)}\n"
    for sub in under.values():
        yield from _verb(sub, f"{name} {sub.name}")


def _fenced(epilog: str) -> str:
    """The words under the help of a verb, with its commands as one block; what a command answers is a comment."""
    words, block = [], []
    for line in filter(None, map(str.strip, epilog.splitlines())):
        asked, name, rest = line.partition("kfond ")
        if not name:
            words.append(line)
        else:
            block += [f"# {asked.strip()}"] if asked else []
            block.append(name + rest)
    return "\n".join([*words, *([""] if words else []), "```sh", *block, "```"])


def _help(command: Any) -> str:
    return " ".join((command.help or "").split())


def _usage(command: Any, name: str) -> str:
    """One line: the verb, its options where it has some, and its arguments."""
    required = [
        f"{_longest(option)} {_value(option)}" for option in _own(command, "option") if option.required
    ]
    arguments = [
        _metavar(argument) if argument.required else f"[{_metavar(argument).strip('[]')}]"
        for argument in _own(command, "argument")
    ]
    return " ".join([name, *required, "[OPTIONS]", *arguments])


def _own(command: Any, kind: str) -> list[Any]:
    return [param for param in command.params if param.param_type_name == kind and param.name not in COMMON]


def _arguments(command: Any) -> list[tuple[str, str]]:
    return [(f"`{_metavar(argument)}`", argument.help or "") for argument in _own(command, "argument")]


def _options(options: Iterable[Any]) -> list[tuple[str, str]]:
    return [(f"`{_spelt(option)}`", _explained(option)) for option in options]


def _spelt(option: Any) -> str:
    """ "-o, --output FILE", "--strict"."""
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {_value(option)}"


def _value(option: Any) -> str:
    return str(option.metavar or option.name.upper().replace("_", "-"))


def _longest(option: Any) -> str:
    return str(max(option.opts, key=len))


def _metavar(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper())


def _explained(option: Any) -> str:
    words = " ".join((option.help or "").split())
    return f"{words} Required." if option.required else words


def _table(headings: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| {' | '.join(headings)} |", "|---|---|"]
    lines += [f"| {left} | {right.replace('|', chr(92) + '|')} |" for left, right in rows]
    return "\n".join(lines) + "\n"


def _report_keys() -> str:
    rows = [(f"`{key}`", what) for key, what in REPORT_KEYS.items()]
    return (
        "## A report as JSON\n\n"
        + _table(("Key", "What it holds"), rows)
        + "\nA number that is not known is null. `verbatim` is null where the text is withheld: for cells on "
        "children, and in a fixed report for all but bare numbers. In a `.csv` the column `Dold` says `ja` of a "
        "hidden figure.\n"
    )


def _exit_codes() -> str:
    rows = [(str(int(code)), meaning) for code, meaning in EXIT_CODES.items()]
    return "## Exit codes\n\n" + _table(("Code", "Meaning"), rows) + "\nOf several files, the worst.\n"


def _settings() -> str:
    lines = [
        "## Settings\n",
        "Kept in the database; `kfond settings` shows them and `kfond settings set KEY VALUE` changes one.\n",
        "| Key | Default | What it decides | Whose default |",
        "|---|---|---|---|",
    ]
    defaults = DEFAULTS.as_text()
    for key, (what, whose) in DESCRIPTIONS.items():
        default = f"`{defaults[key]}`" if defaults[key] else "empty"
        lines.append(f"| `{key}` | {default} | {what.in_words('en')} | {whose.in_words('en')} |")
    return "\n".join(lines) + "\n"


def _environment() -> str:
    rows = [
        (f"`{DATABASE}`", "The database, where `--db` does not name one."),
        (f"`{LANGUAGE}`", "The language of messages, `sv` or `en`. Documents are in Swedish."),
    ]
    return "## Environment\n\n" + _table(("Variable", "What it does"), rows)


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8", newline="\n")
