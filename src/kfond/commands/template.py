"""kfond import --template: the sheet to fill in, as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kfond.commands.desk import Desk, day_of, write_whole
from kfond.errors import usage_refusal
from kfond.messages import say

if TYPE_CHECKING:
    from kfond.importers.templates import Known

SUFFIX = ".xlsx"


def write_template(
    desk: Desk, kind: str, output: Path | None, files: Sequence[Path], as_of: str | None, area: str
) -> None:
    """Writes the empty form of a kind. Raises Refusal (exit 2) for a use that cannot be meant."""
    from kfond.choices import one_of
    from kfond.importers.kinds import NAMES
    from kfond.importers.templates import kinds_with_template, template_of
    from kfond.workbook.form_writer import write_form

    kinds = kinds_with_template()
    if not kind:
        raise usage_refusal(
            say("-o names the file of a sheet to fill in, and no --template says which sheet."),
            say("Write for example: kfond import --template {kind} -o {kind}.xlsx", kind=kinds[0]),
        )
    if kind not in kinds:
        raise usage_refusal(
            say("There is no sheet to fill in for “{kind}”.", kind=kind),
            one_of(kind, {each: NAMES[each] for each in kinds}),
        )
    if files:
        raise usage_refusal(
            say("--template writes a sheet to fill in and reads no file."),
            say("Leave out {files}, or leave out --template.", files=tuple(str(file) for file in files)),
        )
    if output is None:
        raise usage_refusal(
            say("--template needs to know which file to write."),
            say("Add for example -o {kind}.xlsx", kind=kind),
        )
    if output.suffix.lower() != SUFFIX:
        raise usage_refusal(
            say("A sheet to fill in cannot be written as “{name}”.", name=output.name),
            say("End the file's name with {suffix}.", suffix=SUFFIX),
        )
    form = template_of(kind, _known(desk, as_of, area))
    content = write_form(form)
    if output.exists() and output.read_bytes() != content:
        raise usage_refusal(
            say("{path} exists and may hold answers; it was not touched.", path=output.absolute()),
            say("Name another file, or move that one away."),
        )
    write_whole(output, content)
    desk.say(say("Wrote {path}.", path=output.absolute()))


def _known(desk: Desk, as_of: str | None, area: str) -> Known:
    """What a database here tells of the association; without one the form asks for everything."""
    from kfond.importers.templates import Known
    from kfond.registry.actions import shipped_names

    day = day_of(as_of, "--as-of") if as_of else None
    if not desk.path.exists():
        return Known(shipped_names(), (), day, area)
    from kfond.db.settings import settings_of
    from kfond.registry.actions import municipalities
    from kfond.staffing.actions import units_of

    with desk.reading() as session:
        association = settings_of(session).association
        names = tuple(member.name for member in municipalities(session, association, day or desk.today))
        units = units_of(session, names, day or desk.today) if association else ()
    return Known(names, units, day, area)
