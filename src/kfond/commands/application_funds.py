"""kfond application funds: which funds there are, and what one of them asks for, pays and expects."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kfond.commands.desk import Desk, make_folder, write_whole
from kfond.errors import usage_refusal
from kfond.formatting import number, percent
from kfond.messages import LANGUAGES, Message, say, say_count

if TYPE_CHECKING:
    from kfond.funding.fund import Deadline, Fund, Part

FundsFolder = Annotated[
    Path | None,
    typer.Option(
        "--funds",
        metavar="DIR",
        help="A folder with funds of your own, else the one that funds_folder names.",
    ),
]
"""The option of every verb that needs a fund; `folder_of_funds` says which folder it means."""
EXAMPLE = "sodertalje-2018"
PART_KINDS = {
    "notice": say("words of the fund"),
    "text": say("a text"),
    "target_group": say("target group"),
    "period": say("time"),
    "costs": say("costs"),
    "targets": say("goals and targets"),
    "list": say("names"),
    "signature": say("signature"),
    "assessment": say("the fund's assessment"),
    "decision": say("the fund's decision"),
    "address": say("address"),
}
WAYS = {
    "application": say("by application"),
    "requisition": say("by requisition"),
}
DOES = {
    "submit": say("submit the application"),
    "request": say("ask for a payment"),
    "part_report": say("part report"),
    "final_report": say("final report"),
    "repay": say("pay back"),
}
AFTER = {
    "decided": (say("{count} days before the decision"), say("{count} days after the decision")),
    "start": (say("{count} days before the start"), say("{count} days after the start")),
    "end": (say("{count} days before the end"), say("{count} days after the end")),
    "paid": (say("{count} days before the payment"), say("{count} days after the payment")),
    "year_end": (
        say("{count} days before the end of the year"),
        say("{count} days after the end of the year"),
    ),
}


def folder_of_funds(desk: Desk, named: Path | None) -> Path | None:
    """The folder that is named, else that of the setting funds_folder, which is meant from where the database lies.

    None where neither names one; a database that is not there yet has no setting.
    """
    if named is not None or not desk.path.is_file():
        return named
    from kfond.db.settings import settings_of

    with desk.reading() as session:
        kept = settings_of(session).funds_folder
    return desk.path.parent / kept if kept else None


def funds(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(metavar="KEY", help="The fund to show.")] = None,
    folder: FundsFolder = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write the fund's own file here, to make another fund of it.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One object a fund, for scripts.")] = False,
) -> None:
    """List the funds that can be applied to, or show one: its form in order, what it pays, what is due when."""
    from kfond.funding.known_funds import fund_of, known_funds

    desk = Desk.of(ctx)
    where = folder_of_funds(desk, folder)
    if output is not None:
        _copy(desk, key, where, output)
        return
    if key is None:
        found = known_funds(where)
        if as_json:
            desk.out_json([_as_json(fund) for fund in found])
        else:
            _list(desk, found)
        return
    fund = fund_of(key, where)
    if as_json:
        desk.out_json(_all_as_json(fund))
    else:
        _show(desk, fund)


def _copy(desk: Desk, key: str | None, folder: Path | None, output: Path) -> None:
    """Writes the file of a fund as it is; what is there already stays untouched."""
    from kfond.funding.known_funds import SUFFIX, fund_of

    if key is None:
        raise usage_refusal(
            say("-o writes the file of one fund, and none is named."),
            say("Write for example: kfond application funds {key} -o {file}", key=EXAMPLE, file=output),
        )
    if output.suffix != SUFFIX:
        raise usage_refusal(
            say("The file of a fund cannot be called “{name}”.", name=output.name),
            say("End the file's name with {suffix}.", suffix=SUFFIX),
        )
    if output.exists():
        raise usage_refusal(
            say("{path} exists; it was not touched.", path=output.absolute()),
            say("Name another file, or move that one away."),
        )
    fund = fund_of(key, folder)
    make_folder(output.parent)
    write_whole(output, fund.text)
    desk.say(say("Wrote {path}.", path=output.absolute()))


def _list(desk: Desk, found: tuple[Fund, ...]) -> None:
    headings = (say("Fund"), say("Title"), say("Owner"), say("Years"), say("Way to the money"))
    desk.table(
        [desk.words(heading) for heading in headings],
        [(fund.key, fund.title, fund.owner, _years(fund), desk.words(WAYS[fund.way])) for fund in found],
    )


def _years(fund: Fund) -> str:
    if fund.years is None:
        return ""
    first, last = fund.years
    return str(first) if first == last else f"{first}–{last}"


def _show(desk: Desk, fund: Fund) -> None:
    desk.out(f"{fund.title}\n{fund.owner} {_years(fund)}".rstrip())
    desk.out(f"\n{fund.about}\n")
    headings = (say("Part"), say("Name in files"), say("What it holds"), say("Demand"))
    desk.table(
        [desk.words(heading) for heading in headings],
        [
            (part.heading, part.key, desk.words(_content(part)), desk.words(_demand(part)))
            for part in fund.parts
        ],
    )
    for line in (*_money(fund), *(_deadline(deadline) for deadline in fund.deadlines)):
        desk.out(desk.words(line))
    desk.out(desk.words(say("Source: {source}", source=fund.source)))


def _content(part: Part) -> Message:
    """What a part holds, with the labels of its fields."""
    if not part.fields:
        return PART_KINDS[part.kind]
    return say("fields: {labels}", labels=tuple(field.label for field in part.fields))


def _demand(part: Part) -> Message:
    """What a part asks of the applicant besides its kind."""
    if part.longest:
        return say_count("at most {count} character", "at most {count} characters", part.longest)
    if part.role:
        return Message(part.role)
    return Message("") if part.is_required or part.text else say("not required")


def _money(fund: Fund) -> Iterator[Message]:
    """What the fund pays and does not pay, a line each."""
    paid = tuple(kind.label for kind in fund.cost_kinds if kind.is_eligible)
    unpaid = (*(kind.label for kind in fund.cost_kinds if not kind.is_eligible), *fund.excluded)
    if paid:
        yield say("Pays: {kinds}", kinds="; ".join(paid))
    if fund.purposes:
        yield say("For: {purposes}", purposes="; ".join(fund.purposes))
    if unpaid:
        yield say("Does not pay: {kinds}", kinds="; ".join(dict.fromkeys(unpaid)))
    if fund.ceiling is not None:
        yield say("At most: {amount}", amount=f"{number(Fraction(fund.ceiling, 100))} kr")
    for rate in fund.flat_rates:
        yield say(
            "Flat rate: {label}, {rate} ({source})",
            label=rate.label,
            rate=_share(rate.rate),
            source=rate.source,
        )
    if fund.co_financing:
        yield say(
            "Co-financing: {rate} ({source})",
            rate=_share(fund.co_financing.smallest),
            source=fund.co_financing.source,
        )
    for key, words in fund.parameters.items():
        yield say("The call says: {words} ({key})", key=key, words=words)


def _share(rate: Fraction | None) -> Message:
    return say("as the call says") if rate is None else Message(percent(rate))


def _deadline(deadline: Deadline) -> Message:
    if deadline.on:
        when = Message("{day}", {"day": deadline.on})
    else:
        before, after = AFTER[deadline.after]
        when = Message((before if deadline.days < 0 else after).text, {"count": abs(deadline.days)})
    does = DOES[deadline.does]
    if deadline.label.casefold() in (does.in_words(language) for language in LANGUAGES):
        shown = say("Last day: {label}: {when}", label=deadline.label, when=when)
    else:
        shown = say("Last day: {label} ({does}): {when}", label=deadline.label, does=does, when=when)
    return say("{text}. {note}", text=shown, note=deadline.note) if deadline.note else shown


def _as_json(fund: Fund) -> dict[str, object]:
    return {
        "key": fund.key,
        "title": fund.title,
        "owner": fund.owner,
        "years": list(fund.years) if fund.years else None,
        "way": fund.way.value,
        "file": fund.file,
    }


def _all_as_json(fund: Fund) -> dict[str, object]:
    """Everything of a fund but the text of its file; amounts in öre, shares as numbers, days in ISO."""
    from dataclasses import asdict

    return {name: _plain(value) for name, value in asdict(fund).items() if name != "text"}


def _plain(value: object) -> object:
    from datetime import date

    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
