"""Whatever is entered in whatever order, the sums hold, and what is refused changes nothing."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import settings as told
from hypothesis import strategies as st
from money_samples import MAFI, ground, lines

from kfond.errors import Refusal
from kfond.funding.amounts import worth_of_hours
from kfond.funding.entry_rules import Ledger
from kfond.funding.ledger import Amounts, Entry, EntryKind, Standing
from kfond.funding.leeway import payable
from kfond.funding.repayments import repayments_of, wanted_back

AMOUNTS = (100, 50_000, 1_000_000, 3_000_000, 7_000_000, -100, -50_000, -1_000_000)
YEARS, LINES = (0, 2020, 2021), ("", *MAFI)
BIG = ground(lines=(*lines(MAFI, 2020), *lines(MAFI, 2021)), submitted=date(2019, 1, 1))
GRANTS = (
    Entry(EntryKind.GRANTED, date(2019, 6, 1), 2020, 6_000_000),
    Entry(EntryKind.GRANTED, date(2019, 6, 1), 0, 2_000_000, line="teoridag"),
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry of any kind: often one that may be made, often one that may not."""
    kind = draw(st.sampled_from(EntryKind))
    hours = draw(st.sampled_from([None, 100, 4_025])) if kind is EntryKind.CO_FINANCED else None
    amount = draw(st.sampled_from(AMOUNTS) | st.integers(-2_000_000, 3_000_000))
    moves = kind is EntryKind.MOVED
    return Entry(
        kind=kind,
        on=date(2019, 6, 1) + timedelta(days=draw(st.integers(0, 700))),
        year=draw(st.sampled_from(YEARS)),
        amount=worth_of_hours(hours, 345_50) if hours else amount,
        line=draw(st.just("") | st.sampled_from(LINES)),
        to_line=draw(st.sampled_from(LINES[1:])) if moves else "",
        payment=draw(st.sampled_from([None, 1, 2, 3]))
        if kind in (EntryKind.PLANNED, EntryKind.PAID)
        else None,
        hours=hours,
        rate=345_50 if hours else None,
        note=draw(st.sampled_from(["ett skäl", "ett skäl", ""])),
    )


def summed(parts: list[Amounts], field: str) -> int:
    return sum(getattr(part, field) or 0 for part in parts)


def check(standing: Standing, accepted: list[Entry]) -> None:
    """The sums, worked out once more from the entries themselves."""

    def of(*kinds: EntryKind) -> int:
        return sum(entry.amount for entry in accepted if entry.kind in kinds)

    total = standing.total
    outstanding = sum(payment.outstanding for payment in standing.payments)
    assert (total.granted or 0) == of(EntryKind.GRANTED) >= 0
    assert (total.paid, total.planned) == (of(EntryKind.PAID), outstanding)
    assert total.in_money + total.in_kind == of(EntryKind.CO_FINANCED)
    assert total.moved == 0
    if total.granted is not None:
        assert total.left == of(EntryKind.GRANTED) - of(EntryKind.PAID) - outstanding
        assert total.left >= 0 and total.requested <= total.granted
    for amount in (
        total.paid,
        total.planned,
        total.used,
        total.requested,
        total.reclaimed,
        total.repaid,
        total.in_money,
    ):
        assert amount >= 0
    assert total.repaid <= total.paid
    back = wanted_back(accepted)
    assert 0 <= back <= min(total.paid - total.repaid, total.reclaimed)
    assert back == sum(each.amount for each in repayments_of(BIG, tuple(accepted), standing) if each.by)
    for parts in (standing.by_year, standing.by_line):
        for field in Amounts.__slots__:
            assert summed(list(parts.values()), field) == (getattr(total, field) or 0), field
    known = list(standing.budgets.values())
    if None not in known and total.granted is not None:
        assert sum(filter(None, known)) == total.granted
    for cell in standing.cells.values():
        assert min(cell.granted or 0, cell.paid, cell.requested, cell.used) >= 0
    undivided = standing.by_year.get(0, Amounts())
    drawn_beyond = (
        each.paid + each.planned - (each.granted or 0) for year, each in standing.by_year.items() if year
    )
    assert sum(max(0, beyond) for beyond in drawn_beyond) <= (undivided.granted or 0)
    assert all(payable(standing, year, line) >= 0 for year in YEARS for line in LINES)


@told(max_examples=60)
@given(st.booleans(), st.lists(entries(), min_size=20, max_size=40))
def test_no_sequence_of_entries_breaks_the_sums(is_decided: bool, wished: list[Entry]) -> None:
    accepted = list(GRANTS) if is_decided else []
    ledger = Ledger(BIG, tuple(accepted))
    for entry in wished:
        before = ledger.standing
        try:
            ledger = ledger.with_entry(entry)
        except Refusal as refusal:
            assert refusal.problems
            assert ledger.standing == before
        else:
            accepted.append(entry)
            check(ledger.standing, accepted)
