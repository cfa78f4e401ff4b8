"""What an application asks for next: the fund's last days, conditions, targets; and when each is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from forms import application
from money_samples import fund

from kfond.funding.application import Application
from kfond.funding.application_file import read_application
from kfond.funding.call_due import due_of_call
from kfond.funding.calls import Advice, Assessment, Call, Incoming, Word
from kfond.funding.due import Due, day_of, due_of
from kfond.funding.fund import Deadline, Fund, Part, PartKind
from kfond.funding.known_funds import fund_of
from kfond.funding.ledger import Condition, Payment
from kfond.funding.life import State, Step
from kfond.funding.repayments import Repayment

MAFI = read_application(application("mafi"), "mafi", fund_of("sodertalje-2018"))
"""From 1 August to 31 December 2021."""
DECIDED = ("draft", "signed", "submitted", "granted")
RUNNING = (*DECIDED, "running")


def steps(*states: str) -> tuple[Step, ...]:
    """Steps to these states, a day each from 1 May 2021 on."""
    return tuple(
        Step(State(state), date(2021, 5, day), "kontorschef", "", False, "", "")
        for day, state in enumerate(states, 1)
    )


def deadline(does: str, on: str = "", after: str = "", days: int = 0, note: str = "") -> Deadline:
    return Deadline("dag", "Dagen", date.fromisoformat(on) if on else None, after, days, does, note)


def told(
    of: Fund,
    *states: str,
    application: Application = MAFI,
    settled: tuple[str, ...] = (),
    conditions: tuple[Condition, ...] = (),
    paid: str = "",
) -> list[tuple[str, str, str]]:
    """Each thing to do: its key, its last day and its command; targets are left out."""
    paid_on = date.fromisoformat(paid) if paid else None
    found = due_of("mafi", of, application, steps(*states), conditions, settled, paid_on)
    return [(due.key, due.on.isoformat(), due.command) for due in found if "/target/" not in due.key]  # fmt: skip


@pytest.mark.parametrize(
    ("after", "days", "day"),
    [
        ("start", -30, "2021-07-02"),
        ("end", 60, "2022-03-01"),
        ("year_end", 36, "2022-02-05"),
        ("decided", 14, "2021-05-18"),
        ("paid", 10, "2021-09-13"),
    ],
)
def test_a_day_is_counted_from_what_it_runs_from(after: str, days: int, day: str) -> None:
    counted = deadline("final_report", after=after, days=days)
    paid = date(2021, 9, 3)
    assert day_of(counted, MAFI, steps(*DECIDED), paid) == date.fromisoformat(day)


@pytest.mark.parametrize("after", ["decided", "paid"])
def test_before_what_it_runs_from_has_come_there_is_no_day(after: str) -> None:
    assert day_of(deadline("final_report", after=after, days=14), MAFI, steps("draft", "refused")) is None


@pytest.mark.parametrize(
    ("does", "command", "told_before", "told_after", "settled_by"),
    [
        ("submit", "kfond application check mafi", True, False, "submitted"),
        ("part_report", "kfond application report mafi", False, True, "part-reported"),
        ("final_report", "kfond application report mafi --final", False, True, "final-reported"),
        ("repay", "kfond fund repay mafi", False, True, "repaid"),
        ("request", "kfond fund request mafi", False, True, ""),
    ],
)
def test_a_deadline_is_told_when_its_turn_has_come_until_it_is_done(
    does: str, command: str, told_before: bool, told_after: bool, settled_by: str
) -> None:
    of = fund(deadlines=(deadline(does, on="2021-10-01"),))
    thing = [("mafi/dag", "2021-10-01", command)]
    assert told(of, "draft") == (thing if told_before else [])
    assert told(of, *RUNNING) == (thing if told_after else [])
    if settled_by:
        assert told(of, *RUNNING, settled_by) == []
    else:
        assert told(of, *RUNNING, settled=("request",)) == []


def test_the_note_of_a_deadline_goes_with_it() -> None:
    of = fund(deadlines=(deadline("submit", on="2021-04-01", note="Dagen är förra årets"),))
    (due,) = due_of("mafi", of, MAFI, steps("draft"))
    assert (due.note, due.what.in_words("sv")) == ("Dagen är förra årets", "mafi: Dagen")


@pytest.mark.parametrize("end", ["refused", "closed", "repaid"])
def test_what_has_ended_asks_for_nothing(end: str) -> None:
    of = fund(deadlines=(deadline("submit", on="2021-04-01"), deadline("repay", on="2021-04-01")))
    waiting = Condition("intyg", "Intyg lämnat", date(2021, 9, 1), None, None, "")
    assert due_of("mafi", of, MAFI, steps("draft", end), (waiting,)) == ()


def test_a_condition_is_told_until_it_is_met() -> None:
    waiting = Condition("intyg", "Intyg lämnat", date(2021, 9, 1), 2, None, "")
    met = Condition("plan", "Plan lämnad", date(2021, 8, 1), None, date(2021, 7, 1), "planen")
    someday = Condition("logg", "Loggbok förs", None, None, None, "")
    assert told(fund(), *RUNNING, conditions=(waiting, met, someday)) == [
        ("mafi/condition/intyg", "2021-09-01", "kfond fund met mafi intyg")
    ]


@pytest.mark.parametrize(("states", "count"), [(DECIDED, 6), (RUNNING, 6), ((*RUNNING, "final-reported"), 0)])
def test_targets_are_told_from_the_grant_on(states: tuple[str, ...], count: int) -> None:
    found = [due for due in due_of("mafi", fund(), MAFI, steps(*states)) if "/target/" in due.key]
    assert len(found) == count
    assert {due.on for due in found} <= {date(2022, 12, 31)}


def test_a_target_whose_outcome_is_stated_is_done() -> None:
    found = due_of("mafi", fund(), MAFI, steps(*RUNNING), settled=("praktik", "enkat"))
    assert [due.key.rpartition("/")[2] for due in found if "/target/" in due.key] == [
        "hme", "omsattning", "sammanbrott", "sjukfranvaro"
    ]  # fmt: skip


def test_a_planned_payment_is_told_until_it_has_come() -> None:
    came = Payment(1, date(2021, 9, 1), 2021, "", 4_000_000, 4_000_000, ())
    waited_for = Payment(2, date(2021, 10, 1), 2021, "", 4_100_000, 1_000_000, ())
    found = due_of("mafi", fund(), MAFI, steps(*DECIDED), payments=(came, waited_for))
    told_of = [(due.key, due.on) for due in found if "/payment/" in due.key]
    assert told_of == [("mafi/payment/2", date(2021, 10, 1))]


def test_the_earliest_day_comes_first() -> None:
    of = fund(deadlines=(deadline("final_report", on="2022-03-01"), deadline("repay", on="2021-10-01")))
    found: tuple[Due, ...] = due_of("mafi", of, MAFI, steps(*RUNNING))
    assert [due.on for due in found] == sorted(due.on for due in found)


def test_money_to_go_back_is_told_with_its_day_even_when_all_else_has_ended() -> None:
    of = fund(deadlines=(deadline("repay", after="end", days=60, note="Se beslutet"),))
    back = (Repayment(40_000, date(2021, 11, 1)), Repayment(1_250, None))
    for states in (RUNNING, (*RUNNING, "final-reported", "closed")):
        found = due_of("mafi", of, MAFI, steps(*states), repayments=back)
        told_of = [(due.key, due.on, due.note, due.command) for due in found if "/target/" not in due.key]
        assert told_of == [
            ("mafi/repayment/1", date(2021, 11, 1), "", "kfond fund repay mafi 400"),
            ("mafi/repayment/unused", date(2022, 3, 1), "Se beslutet", "kfond fund repay mafi 12.50"),
        ]


def test_unused_money_without_a_day_of_the_fund_comes_last() -> None:
    of = fund(deadlines=(deadline("final_report", on="2022-06-01"),))
    found = due_of("mafi", of, MAFI, steps(*RUNNING), repayments=(Repayment(40_000, None),))
    assert [due.on for due in found][-2:] == [date(2022, 12, 31), None]


CALL = Call(
    "var-2021",
    fund(
        parts=(
            Part("b", PartKind.ASSESSMENT, "Bedömning", role="HR"),
            Part("d", PartKind.DECISION, "Beslut", role="chefen"),
        )
    ),
    {2021: 10_000_000},
    date(2021, 2, 1),
    date(2021, 3, 31),
)
"""A call in spring 2021."""
BEFORE, AFTER = date(2021, 3, 31), date(2021, 4, 1)


def of_call(call: Call, today: date, has_minutes: bool = False) -> list[tuple[str, str, str]]:
    return [
        (due.key.rpartition("/")[2], due.on.isoformat() if due.on else "", due.what.in_words("en"))
        for due in due_of_call(call, today, has_minutes)
    ]


def test_a_call_asks_for_applications_then_for_assessments_decisions_and_minutes() -> None:
    closes = ("closes", "2021-03-31", "call var-2021: last day for applications")
    came = tuple(
        Incoming(number, "Enheten", "Kurs", 50_000, None, None, (), date(2021, 3, 1)) for number in (1, 2)
    )
    call = replace(CALL, incoming=came)
    both = ("assess", "", "call var-2021: 2 applications are not assessed")
    assert of_call(CALL, BEFORE) == [closes]
    assert of_call(CALL, AFTER) == []
    assert of_call(call, BEFORE) == [closes, both]
    assert of_call(call, AFTER) == [both, ("decide", "", "call var-2021: 2 applications are not decided")]

    call = replace(call, assessments=(Assessment(1, Advice.GRANT, 50_000, "HR", AFTER, "bra"),))
    assert of_call(call, AFTER)[0] == ("assess", "", "call var-2021: 1 application is not assessed")
    call = call.with_word(Word(2, 2021, 0, "chefen", AFTER, "för dyrt"))  # decided without an assessment
    assert of_call(call, AFTER) == [("decide", "", "call var-2021: 1 application is not decided")]
    (due,) = due_of_call(call, AFTER, False)
    assert due.command == "kfond call decide var-2021 1"
    call = call.with_word(Word(1, 2021, 50_000, "chefen", AFTER))
    assert of_call(call, AFTER) == [("minutes", "", "call var-2021: minutes of the decisions")]
    assert of_call(call, AFTER, has_minutes=True) == []


def test_an_application_that_waits_for_the_other_decider_is_not_decided() -> None:
    two = tuple(
        Part(f"s{role}", PartKind.SIGNATURE, "Underskrift", role=role) for role in ("chefen", "ekonomen")
    )
    came = Incoming(1, "Enheten", "Kurs", 50_000, None, None, (), date(2021, 3, 1))
    call = replace(CALL, fund=fund(parts=(CALL.fund.parts[1], *two)), incoming=(came,))
    call = call.with_word(Word(1, 2021, 50_000, "chefen", AFTER))
    assert [key for key, *_ in of_call(call, AFTER)] == ["decide"]  # and its form has no assessment
