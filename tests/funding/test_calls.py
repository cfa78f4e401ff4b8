"""A fund of one's own: what may be entered on a call, and that no year is ever granted beyond its frame."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import settings as told
from hypothesis import strategies as st
from money_samples import fund

from kfond.errors import Refusal
from kfond.formatting import NO_BREAK_SPACE
from kfond.funding.application import TargetGroup
from kfond.funding.call_rules import assessed, decided, most_to_grant, opened, received
from kfond.funding.calls import Advice, Assessment, Call, Incoming, Outcome, Word, deciders
from kfond.funding.fund import Fund, Part, PartKind, Rounding, Way

TODAY = date(2021, 6, 1)
CHIEF, STAFF = "stadsdirektören", "HR-direktören"


def with_deciders(*roles: str, **other: object) -> Fund:
    """The sample fund, on whose form these roles sign the decision."""
    signing = tuple(Part(f"sign-{role}", PartKind.SIGNATURE, "Underskrift", role=role) for role in roles)
    applicant = Part("sokande", PartKind.SIGNATURE, "Underskrift", role="kontorschef")
    decision = Part("beslut", PartKind.DECISION, "Beslut", role=" och ".join(roles))
    return fund(parts=(applicant, decision, *signing), **other)


def call(*applied: int | None, frame: int = 100_000, of: Fund | None = None) -> Call:
    """A call of spring 2021 with a frame of so many kronor and an application of each amount (kronor)."""
    made = Call(
        key="var-2021",
        fund=of or with_deciders(CHIEF),
        frames=MappingProxyType({2021: frame * 100}),
        opens=date(2021, 2, 1),
        closes=date(2021, 3, 31),
    )
    for number, kronor in enumerate(applied):
        made = received(made, incoming(f"Enhet {number}", kronor), TODAY)
    return made


def incoming(applicant: str, kronor: int | None = 50_000, **other: object) -> Incoming:
    came = Incoming(
        number=0,
        applicant=applicant,
        title="Handledning",
        applied=None if kronor is None else kronor * 100,
        start=None,
        end=None,
        groups=(),
        received_on=date(2021, 3, 15),
    )
    return replace(came, **other)  # type: ignore[arg-type]


def word(number: int, kronor: int, by: str = CHIEF, on: str = "2021-05-21", **other: object) -> Word:
    return Word(number, 2021, kronor * 100, by, date.fromisoformat(on), **other)  # type: ignore[arg-type]


def refusals(action: object, *arguments: object) -> str:
    """Everything that a refusal says, in Swedish."""
    with pytest.raises(Refusal) as caught:
        action(*arguments)  # type: ignore[operator]
    return "\n".join(problem.in_words("sv") for problem in caught.value.problems).replace(NO_BREAK_SPACE, " ")


# --- who decides ------------------------------------------------------------------------------------------


def test_those_decide_who_sign_after_the_decision_else_its_own_role() -> None:
    assert deciders(with_deciders(CHIEF, STAFF)) == (CHIEF, STAFF)
    alone = Part("beslut", PartKind.DECISION, "Beslut", role="kommundirektören")
    assert deciders(fund(parts=(alone,))) == ("kommundirektören",)
    assert deciders(fund()) == ()


def test_a_decision_holds_when_all_have_decided_alike_and_its_money_is_held_until_then() -> None:
    made = call(60_000, 60_000, of=with_deciders(CHIEF, STAFF))
    made = decided(made, word(1, 60_000), TODAY)
    year = made.of_year(2021)
    assert (year.granted, year.left, year.begun) == (0, 10_000_000, 6_000_000)
    assert made.outcome(made.incoming[0]) is Outcome.WAITS
    assert "kvar är 100 000 kronor, och 60 000 av dem hålls" in refusals(
        decided, made, word(2, 60_000), TODAY
    )
    assert "stadsdirektören har beslutat 60 000 kronor" in refusals(
        decided, made, word(1, 50_000, STAFF, why="x"), TODAY
    )

    made = decided(made, word(1, 60_000, "hr-Direktören"), TODAY)
    year = made.of_year(2021)
    assert (year.granted, year.left, year.begun) == (6_000_000, 4_000_000, 0)
    assert made.outcome(made.incoming[0]) is Outcome.GRANTED


def test_a_decision_anew_takes_the_place_of_the_old_one_when_all_have_decided() -> None:
    made = call(60_000, of=with_deciders(CHIEF, STAFF))
    for role in (CHIEF, STAFF):
        made = decided(made, word(1, 60_000, role), TODAY)
    assert "--anew" in refusals(decided, made, word(1, 50_000), TODAY)
    made = decided(made, word(1, 50_000, why="räknefel", is_anew=True), TODAY)
    assert (made.granted_to(1), made.of_year(2021).begun) == (6_000_000, 0)
    made = decided(made, word(1, 50_000, STAFF), TODAY)
    assert made.granted_to(1) == 5_000_000
    assert made.outcome(made.incoming[0]) is Outcome.PART


# --- what is refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (
            word(1, 101_000, why="x"),
            "101 000 kronor ryms inte i ramen för 2021: kvar är 100 000 kronor. Bevilja",
        ),
        (word(1, 101_000, why="x"), "Bevilja högst 100 000 kronor"),
        (word(1, 81_000, on="2021-03-31"), "2021-03-31 är inte efter sista ansökningsdagen, 2021-03-31."),
        (word(1, 81_000, on="2021-06-02"), "2021-06-02 har inte varit än. Skriv"),
        (word(1, 81_000, on="2021-03-01"), "2021-03-01 är före den dag då ansökan 1 kom. Skriv"),
        (word(1, 81_000, "kontorschef"), "kontorschef beslutar inte om den här fonden."),
        (word(1, 81_000, ""), "Det framgår inte vem som har gjort det."),
        (word(1, 80_600), "80 600 kronor är inte avrundat som fonden avrundar. Skriv 81 000."),
        (word(1, 60_000), "60 000 kronor är mindre än de 80 600 som är sökta."),
        (word(1, 82_000), "82 000 kronor är mer än de 80 600 som är sökta."),
        (word(1, 0), "Ett avslag behöver ett skäl."),
        (replace(word(1, 81_000), year=2020), "2020 är inget år i utlysningen."),
        (word(2, 81_000), "Det finns ingen ansökan 2 i utlysningen."),
        (word(1, 81_000, why="19121212-1212"), "personnummer"),
    ],
)
def test_a_decision_is_refused_with_what_is_allowed(of: Word, said: str) -> None:
    assert said in refusals(decided, call(80_600), of, TODAY)


def test_the_rounding_of_the_fund_needs_no_reason() -> None:
    made = decided(call(80_600), word(1, 81_000), TODAY)
    assert made.outcome(made.incoming[0]) is Outcome.GRANTED


def test_the_most_to_grant_is_told_in_the_steps_of_the_fund() -> None:
    assert most_to_grant(call(50_000, frame=80_600), 1, 2021) == 8_000_000


@pytest.mark.parametrize(
    ("came", "said"),
    [
        (incoming("Enhet 0"), "Samma ansökan har redan kommit: den har nummer 1."),
        (incoming("Enhet 9", received_on=date(2021, 1, 31)), "före utlysningens första dag"),
        (incoming("Enhet 9", received_on=date(2021, 4, 1)), "2021-04-01 är efter sista ansökningsdagen"),
        (incoming("Enhet 9", late_reason="posten"), "Den är i tid"),
        (incoming("Enhet 9", 0), "Den söker 0 kronor."),
    ],
)
def test_an_application_is_not_taken_in(came: Incoming, said: str) -> None:
    assert said in refusals(received, call(50_000), came, TODAY)


def test_the_same_file_is_taken_in_once_and_a_late_one_with_its_reason() -> None:
    filed = incoming("Enhet 9", content="+++", sha256="abc")
    made = received(call(), filed, TODAY)
    assert "nummer 1" in refusals(received, made, filed, TODAY)
    late = incoming("Enhet 10", received_on=date(2021, 4, 2), late_reason="posten")
    assert received(made, late, TODAY).incoming[-1].number == 2


def test_a_call_keeps_to_the_years_and_the_frame_of_its_fund() -> None:
    of = with_deciders(CHIEF, frame=MappingProxyType({2021: 15_000_000}))
    first = opened(call(of=of), ())
    second = replace(first, key="host-2021")
    assert "andra utlysningar har 100 000 av dem. Skriv en ram på högst 50 000 kronor." in refusals(
        opened, second, (first,)
    )
    wrong = replace(
        first,
        fund=with_deciders(CHIEF, way=Way.REQUISITION),
        frames={2031: 1},
        closes=date(2021, 1, 1),
    )
    said = refusals(opened, wrong, (first,))
    assert said.count("\n") == 3, "the key, the way, the days, the year: all at once"


# --- side by side -----------------------------------------------------------------------------------------


def test_cost_per_person_is_not_known_where_a_group_has_no_number() -> None:
    direct = TargetGroup("direct", "handläggare", 4)
    one = incoming("Enhet", 10_000, groups=(direct, TargetGroup("indirect", "chefer", 30)))
    assert one.cost_per_person == Fraction(250_000)
    unknown = replace(one, groups=(direct, TargetGroup("direct", "chefer", None)))
    assert (unknown.reached("direct"), unknown.cost_per_person) == (None, None)


def test_assessments_stand_side_by_side_and_the_latest_of_a_role_counts() -> None:
    made = call(50_000)
    for role, advice, kronor in (
        ("HR", Advice.GRANT, 50_000),
        ("ekonomi", Advice.PART, 20_000),
        ("hr", Advice.REFUSE, 0),
    ):
        made = assessed(made, Assessment(1, advice, kronor * 100, role, date(2021, 4, 1), "ett skäl"), TODAY)
    found = [(each.by, each.advice) for each in made.assessments_of(1)]
    assert found == [("hr", Advice.REFUSE), ("ekonomi", Advice.PART)]


@pytest.mark.parametrize(
    ("advice", "kronor", "why", "said"),
    [
        (Advice.PART, 50_000, "x", "50 000 kronor är inte mindre än de 50 000 som är sökta."),
        (Advice.PART, 0, "x", "Det framgår inte hur mycket som föreslås."),
        (Advice.REFUSE, 1, "x", "Ett avslag har inget belopp."),
        (Advice.GRANT, 50_000, "", "Bedömningen har inget skäl."),
    ],
)
def test_an_assessment_is_refused(advice: Advice, kronor: int, why: str, said: str) -> None:
    assessment = Assessment(1, advice, kronor * 100, "HR", date(2021, 4, 1), why)
    assert said in refusals(assessed, call(50_000), assessment, TODAY)


# --- whatever is decided in whatever order ------------------------------------------------------------------

FRAMES = {2020: 9_050_000, 2021: 20_000_000}


@st.composite
def words(draw: st.DrawFn) -> list[Word]:
    """What one or several say on an application: often words that may be taken, often some that may not."""
    number, year = draw(st.integers(1, 4)), draw(st.sampled_from([2019, 2020, 2021, 2021]))
    amounts = st.sampled_from([0, 4_000_000, 5_000_000, 8_100_000, 12_000_000])
    amount = draw(st.one_of(amounts, amounts, st.integers(0, 25_000_000)))
    is_anew, why = draw(st.booleans()), draw(st.sampled_from(["", "ett skäl", "ett skäl"]))
    roles = draw(
        st.sampled_from([(CHIEF,), (STAFF.upper(),), (CHIEF, STAFF), (STAFF, CHIEF), ("kontorschef",)])
    )
    return [
        Word(number, year, amount, role, date(2021, 5, 21), why, is_anew and at == 0)
        for at, role in enumerate(roles)
    ]


@told(max_examples=80)
@given(
    st.lists(words(), max_size=20),
    st.sampled_from([Rounding.NONE, Rounding.KRONA_DOWN, Rounding.THOUSAND_UP]),
    st.sampled_from([(CHIEF,), (CHIEF, STAFF)]),
)
def test_no_sequence_of_decisions_exceeds_a_frame_and_left_is_frame_minus_granted(
    wished: list[list[Word]], rounding: Rounding, roles: tuple[str, ...]
) -> None:
    made = call(50_000, 80_600, 120_000, None, of=with_deciders(*roles, rounding=rounding))
    made = replace(made, frames=FRAMES)
    last: dict[tuple[int, int], int] = {}
    for each in (word for together in wished for word in together):
        before = made
        try:
            made = decided(made, each, TODAY)
        except Refusal as refusal:
            assert refusal.problems
            assert made == before
        holds = made.standing(each.number, each.year).held if each.year in FRAMES else None
        if holds:
            last[each.number, each.year] = holds.amount
        for year, frame in FRAMES.items():
            of_year = made.of_year(year)
            granted = sum(amount for (_, of), amount in last.items() if of == year)
            assert of_year.granted == granted <= frame
            assert of_year.left == frame - granted
            assert 0 <= of_year.begun <= of_year.left
            for number in range(1, 5):
                assert most_to_grant(made, number, year) >= 0
