"""The account of an application: where its money stands, and what of it somebody must look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from kfond.funding.budget import Promised
from kfond.funding.costs import Cost
from kfond.funding.entry_rules import Ledger
from kfond.funding.fund import Fund
from kfond.funding.ledger import WHOLE, Amounts, Condition, EntryKind, Standing, kronor
from kfond.funding.repayments import repayments_of
from kfond.messages import Message, say


@dataclass(frozen=True, slots=True)
class Account:
    """An application with its money. `state` is what it is called where it stands, `costs` those that it bears a
    share of; `lines` tells what each budget line is for, by key."""

    key: str
    title: str
    fund: Fund
    state: Message
    ledger: Ledger
    standing: Standing
    costs: tuple[Cost, ...]

    @property
    def items(self) -> dict[str, str]:
        """What each budget line is for, by its key."""
        return {line.key: line.item for line in reversed(self.ledger.ground.lines)}


@dataclass(frozen=True, slots=True)
class Deviation:
    """A line whose use differs from its budget by more than the fund allows: by how much of the budget (None where
    the line has none), and how that is explained, "" where nobody has."""

    line: str
    budget: int
    used: int
    by: Fraction | None
    explanation: str


def account_of(
    key: str, title: str, fund: Fund, state: Message, ledger: Ledger, costs: Iterable[Cost]
) -> Account:
    """The account, with the costs of which it bears a share."""
    own = tuple(cost for cost in costs if any(share.bearer.application == key for share in cost.shares))
    return Account(key, title, fund, state, ledger, ledger.standing, own)


def deviations_of(account: Account) -> tuple[Deviation, ...]:
    """The lines that were used otherwise than the fund allows without an explanation, in their order.

    A use above the budget counts at once, one below it only when the time that is paid for has passed. Where the
    fund allows no deviation that anybody knows, or nobody has divided the grant, there is none to tell of.
    """
    allowed, standing = account.fund.deviation, account.standing
    found = []
    for line, budget in standing.budgets.items():
        if line == WHOLE or budget is None or allowed is None or standing.decided_on is None:
            continue
        used = standing.by_line[line].used
        is_below = used < budget
        if abs(used - budget) > allowed * budget and (account.ledger.ground.is_over or not is_below):
            by = Fraction(used - budget, budget) if budget else None
            found.append(Deviation(line, budget, used, by, standing.explanations.get(line, "")))
    return tuple(found)


def flags_of(account: Account) -> tuple[Message, ...]:
    """What somebody must look at, each in a sentence that a document may hold: no commands and no keys."""
    return (
        *_of_lines(account),
        *_of_use(account),
        *_of_payments(account),
        *_of_co_financing(account),
    )


def commands_for(account: Account) -> Iterator[str]:
    """What to run about the flags that a command answers, for the screen."""
    for each in deviations_of(account):
        if not each.explanation:
            yield _explaining(account, each)
    for condition in _late_conditions(account):
        yield f"kfond fund met {account.key} {condition.key} --evidence …"


def to_repay(account: Account) -> Iterator[Message]:
    """What the fund wants back, and what is left over when the time that is paid for has passed."""
    for each in repayments_of(account.ledger.ground, account.ledger.entries, account.standing):
        if each.by is None:
            yield say("{amount} kronor are paid and not used: to be repaid.", amount=kronor(each.amount))
        else:
            yield say(
                "The fund wants {amount} kronor back by {day}.",
                amount=kronor(each.amount),
                day=each.by.isoformat(),
            )


def overuse_of(account: Account) -> Iterator[Message]:
    """What a cost has made too much: of a line without an explanation, of the grant, of what was paid and kept."""
    for each in deviations_of(account):
        if each.used > each.budget and not each.explanation:
            yield _to_explain(account, each)
    if account.fund.deviation is None:
        yield from _above_their_budgets(account)
    yield from _above_the_grant(account.standing.total)


def _above_their_budgets(account: Account) -> Iterator[Message]:
    """The lines above their budgets, where nobody knows by how much the fund lets them differ."""
    for line, budget in account.standing.budgets.items():
        used = account.standing.by_line[line].used if line != WHOLE else 0
        if budget is not None and used > budget and line not in account.standing.explanations:
            yield say(
                "Line {line}: {used} kronor used of {budget}.",
                line=line,
                used=kronor(used),
                budget=kronor(budget),
            )


def _to_explain(account: Account, deviation: Deviation) -> Message:
    return say(
        "Line {line}: {used} kronor used of {budget}, more than the fund allows it to differ; explain it: {command}.",
        line=deviation.line,
        used=kronor(deviation.used),
        budget=kronor(deviation.budget),
        command=_explaining(account, deviation),
    )


def _explaining(account: Account, deviation: Deviation) -> str:
    """The command that says why a line differs."""
    return f"kfond fund explain {account.key} {deviation.line} --why …"


def _above_the_grant(total: Amounts) -> Iterator[Message]:
    if total.unused is not None and total.unused < 0:
        yield say("{more} kronor more are used than granted.", more=kronor(-total.unused))
    elif total.repaid and total.in_hand < 0 and not total.left:
        yield say(
            "{used} kronor are used and {repaid} repaid, together {more} more than the {paid} that were paid.",
            used=kronor(total.used),
            repaid=kronor(total.repaid),
            more=kronor(-total.in_hand),
            paid=kronor(total.paid),
        )


def _of_lines(account: Account) -> Iterator[Message]:
    for each in deviations_of(account):
        if each.explanation:
            continue
        yield say(
            "{line}: {used} kronor used of {budget}, more than the fund allows it to differ; it is not explained.",
            line=account.items.get(each.line) or each.line,
            used=kronor(each.used),
            budget=kronor(each.budget),
        )
    if None in account.standing.budgets.values() and account.standing.total.granted:
        yield say("Nobody has divided what was granted among the budget lines.")


def _of_use(account: Account) -> Iterator[Message]:
    decided = account.standing.decided_on
    yield from _above_the_grant(account.standing.total)
    yield from to_repay(account)
    early = [
        entry
        for entry in account.ledger.entries
        if entry.kind is EntryKind.USED and entry.amount and decided and entry.on < decided
    ]
    if early:
        yield say(
            "{amount} kronor were used before the decision; see whether the fund pays for that.",
            amount=kronor(sum(entry.amount for entry in early)),
        )


def _of_payments(account: Account) -> Iterator[Message]:
    today = account.ledger.ground.today
    for condition in _late_conditions(account):
        yield say(
            "The condition “{condition}” was to be met by {day}.",
            condition=condition.text or condition.key,
            day=str(condition.due),
        )
    for payment in account.standing.payments:
        if payment.outstanding and payment.on < today:
            yield say(
                "Payment {number} was to come on {day}; {amount} kronor of it have not.",
                number=payment.number,
                day=payment.on.isoformat(),
                amount=kronor(payment.outstanding),
            )


def _late_conditions(account: Account) -> tuple[Condition, ...]:
    today = account.ledger.ground.today
    return tuple(
        each for each in account.standing.conditions if each.met_on is None and each.due and each.due < today
    )


def _of_co_financing(account: Account) -> Iterator[Message]:
    """Co-financing below what was promised, and below what the fund asks for of all that the project has cost; told
    when its time is over."""
    shared = account.fund.co_financing
    total = account.standing.total
    if account.ledger.ground.is_over:
        yield from _of_promises(total, account.ledger.ground.promised)
    borne = total.in_money + total.in_kind
    whole = borne + total.used
    if not shared or shared.smallest is None or not account.ledger.ground.is_over or not whole:
        return
    if borne < shared.smallest * whole:
        yield say(
            "{borne} kronor of {whole} are co-financed; the fund asks for {least}.",
            borne=kronor(borne),
            whole=kronor(whole),
            least=kronor(-int(-shared.smallest * whole // 1)),
        )


def _of_promises(total: Amounts, promised: Promised) -> Iterator[Message]:
    if promised.in_money is not None and total.in_money < promised.in_money:
        yield say(
            "Others have borne {borne} kronor in money; {promised} were promised.",
            borne=kronor(total.in_money),
            promised=kronor(promised.in_money),
        )
    if promised.in_kind is not None and total.in_kind < promised.in_kind:
        yield say(
            "Others have borne {borne} kronor in hours; {promised} were promised.",
            borne=kronor(total.in_kind),
            promised=kronor(promised.in_kind),
        )
