"""The plan as a document: the same proposal in the words and tables of a reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kfond.catalogue.lines import Band, Met, NeedText
from kfond.formatting import count_of, date_long, interval, join_and, number, swedish_key
from kfond.periods import Term
from kfond.plan.need import State
from kfond.plan.proposal import LinePlan, MunicipalSeats, NotPlanned, Plan, Reason, Round
from kfond.reports.render import render
from kfond.staffing.boxes import Box

LANGUAGE = "sv"
BAND_NAMES: Mapping[Band, str] = {
    Band.NEW: "0–2 år",
    Band.SOME_YEARS: "3–5 år",
    Band.EXPERIENCED: "mer än 5 år",
    Band.SUPERVISORS: "första linjens arbetsledare",
    Band.CASEWORKERS: "handläggare och behandlare",
}
BY_EXPERIENCE = (Band.NEW, Band.SOME_YEARS, Band.EXPERIENCED)
AREA_NAMES: Mapping[str, str] = {
    "BoU": "barn och unga (BoU)",
    "EKB": "ensamkommande barn (EKB)",
    "missbruk": "missbruk",
}
NOT_KNOWN = "uppgift saknas"
OPEN = "öppna"


def plan_document(plan: Plan, templates_dir: Path | None = None) -> str:
    """The plan as Markdown, in Swedish."""
    return render("plan.md.j2", _context(plan), templates_dir)


def band_names(bands: Iterable[Band]) -> str:
    """Bands as a reader says them: "0–2 år och 3–5 år"."""
    return join_and([BAND_NAMES[band] for band in bands])


def for_whom(bands: Iterable[Band]) -> str:
    """Bands as the people in them: "0–2 och 3–5 års erfarenhet samt första linjens arbetsledare"."""
    found = list(bands)
    years = [BAND_NAMES[band].removesuffix(" år") for band in found if band in BY_EXPERIENCE]
    roles = [BAND_NAMES[band] for band in found if band not in BY_EXPERIENCE]
    return " samt ".join([f"{join_and(years)} års erfarenhet", *roles] if years else roles)


def people(bands: Iterable[Band]) -> str:
    """The same in a sentence: "medarbetare med 0–2 års erfarenhet"."""
    words = for_whom(bands)
    return f"medarbetare med {words}" if "erfarenhet" in words else words


def area_name(area: str) -> str:
    """An area as a reader says it; one that we have no words for keeps its own."""
    return AREA_NAMES.get(area, area)


def in_swedish(reason: Reason) -> str:
    """A reason as a Swedish sentence."""
    return reason.text.in_words(LANGUAGE)


def _context(plan: Plan) -> dict[str, object]:
    years = (
        f"{plan.first_year}–{plan.last_year}" if plan.last_year > plan.first_year else str(plan.first_year)
    )
    areas = list(dict.fromkeys(line.line.stated.area for line in plan.lines))
    return {
        "years": years,
        "association": plan.association,
        "as_of": date_long(plan.as_of),
        "summary": _summary(plan, years),
        "key_figures": _key_figures(plan),
        "terms": [_term_row(plan, term) for term in plan.terms],
        "first_page": [(term.label, _first_page(plan, term)) for term in plan.terms],
        "areas": [
            (area, [_band_section(plan, area, band) for band in _bands_of(plan, area)]) for area in areas
        ],
        "coverage": _coverage_rows(plan),
        "term_labels": [term.label for term in plan.terms],
        "municipalities": [_municipality(plan, code, name) for code, name in _members(plan)],
        "open_rounds": [_open_round(found) for found in plan.rounds if found.groups and found.seats is None],
        "not_planned": [_not_planned(found) for found in plan.not_planned],
        "needs": [_need_table(plan, area, band) for area, _ in plan.staff for band in _bands_of(plan, area)],
        "reasons": _reasons(plan),
        "assumptions": [in_swedish(assumption) for assumption in plan.assumptions],
        "answered": plan.answered,
        "with_figures": plan.with_figures,
        "asked": plan.asked,
    }


def _own(plan: Plan) -> list[Round]:
    """The rounds that the association runs itself."""
    return [found for found in plan.rounds if found.groups is not None]


def _summary(plan: Plan, years: str) -> list[str]:
    own = _own(plan)
    open_starts = sum(found.seats is None for found in own)
    sentences = [_starts(plan, own, years)]
    if own:
        sentences.append(f"Kurserna är till för {_audience(own)}.")
    if _seats(own):
        sentences.append(
            f"{_capital(count_of(_seats(own), 'plats'))} fördelas mellan {_of_municipalities(plan)} efter behovet i "
            "personaluppgifterna."
        )
    if open_starts:
        sentences.append(
            f"Till {count_of(open_starts, 'kursstart')} är platserna öppna för anmälan, eftersom det saknas "
            "personaluppgifter för dem som kurserna är till för."
        )
    return sentences + _others(plan)


def _starts(plan: Plan, own: Sequence[Round], years: str) -> str:
    if not own:
        return f"Förslaget har ingen kursstart under {years}."
    per_term = [f"{number(sum(f.term == term for f in own))} {_in_words(term)}" for term in plan.terms]
    return (
        f"Förslaget omfattar {count_of(len(own), 'kursstart')} av {_courses(_different(own))} under {years}: "
        f"{join_and(per_term)}."
    )


def _others(plan: Plan) -> list[str]:
    """The sentence about what the association does not run: courses of others, and courses not planned."""
    dated = _different([found for found in plan.rounds if found.groups is None])
    parts = [f"{_courses(dated)} ordnas av andra på fast datum"] if dated else []
    if plan.not_planned:
        parts.append(f"{_courses(len(plan.not_planned))} planeras inte; skälen står längre fram")
    return [f"{_capital(', och '.join(parts))}."] if parts else []


def _different(rounds: Iterable[Round]) -> int:
    """How many courses the rounds are of."""
    return len({(found.area, found.course.slug) for found in rounds})


def _key_figures(plan: Plan) -> list[tuple[str, str]]:
    own = _own(plan)
    return [
        ("Kursstarter", number(len(own))),
        ("Fördelade platser", number(_seats(own))),
        ("Kommuner med personaluppgifter", f"{number(plan.with_figures)} av {number(plan.asked)}"),
    ]


def _term_row(plan: Plan, term: Term) -> tuple[str, str, str, str, str]:
    own = [found for found in plan.rounds_of(term) if found.groups is not None]
    return (
        term.label,
        number(len(own)),
        number(sum(found.groups or 0 for found in own)),
        number(_seats(own)),
        number(sum(found.seats is None for found in own)),
    )


def _first_page(plan: Plan, term: Term) -> list[tuple[str, str]]:
    """The courses of a term, by area, in one line each."""
    rounds = plan.rounds_of(term)
    areas = dict.fromkeys(found.area for found in rounds)
    return [
        (area, join_and(sorted((_named(found) for found in rounds if found.area == area), key=swedish_key)))
        for area in areas
    ]


def _named(found: Round) -> str:
    return f"{found.course.name} (ordnas av andra)" if found.groups is None else found.course.name


def _bands_of(plan: Plan, area: str) -> list[Band]:
    mine = {line.line.stated.band for line in plan.lines if line.line.stated.area == area}
    return [band for band in Band if band in mine]


def _band_section(plan: Plan, area: str, band: Band) -> dict[str, object]:
    def texts(met: Met) -> list[str]:
        return [need.text for need in plan.needs if _is_of(need, area, band) and need.met is met]

    lines = [line for line in plan.lines if line.line.stated.area == area and line.line.stated.band is band]
    return {
        "area": area_name(area),
        "shared": _shared(lines, band),
        "name": _capital(for_whom([band])),
        "people": people([band]),
        "local": texts(Met.LOCAL),
        "joint": texts(Met.JOINT),
        "rows": [_line_row(line) for line in lines],
    }


def _shared(lines: Sequence[LinePlan], band: Band) -> list[tuple[str, str]]:
    """The courses whose rounds are for other bands too, with those bands: their seats count once."""
    return [
        (line.line.stated.course, for_whom(other for other in line.rounds[0].bands if other is not band))
        for line in lines
        if line.rounds and len(line.rounds[0].bands) > 1
    ]


def _is_of(need: NeedText, area: str, band: Band) -> bool:
    return need.area == area and need.band is band


def _line_row(plan: LinePlan) -> tuple[str, str, str, str, str, str]:
    stated = plan.line.stated
    rounds = plan.rounds
    return (
        stated.course,
        "lokalt" if stated.met is Met.LOCAL else "gemensamt",
        stated.frequency or NOT_KNOWN,
        join_and([found.term.label for found in rounds]) if rounds else _short(plan.not_planned),
        " + ".join(_groups(found) for found in rounds) if rounds else "inga",
        " + ".join(_seats_of(found) for found in rounds) if rounds else "inga",
    )


SHORT_REASONS = {
    "before_plan": "start före planen",
    "later": "senare",
    "on_demand": "vid behov",
    "on_request": "vid efterfrågan",
    "pilot": "avvaktar beslut",
    "survey_first": "behovet undersöks",
    "local": "ordnas lokalt",
    "unspecified": "frekvens saknas",
    "unclear": "frekvensen oklar",
    "too_few": "för få",
    "no_need": "inget behov",
}


def _short(not_planned: NotPlanned | None) -> str:
    return SHORT_REASONS[not_planned.reason.code] if not_planned else NOT_KNOWN


def _groups(found: Round) -> str:
    return "ordnas av andra" if found.groups is None else number(found.groups)


def _seats_of(found: Round) -> str:
    if found.groups is None:
        return "söks hos anordnaren"
    if found.seats is None:
        return OPEN
    return f"{number(found.seats)} och öppna" if found.state is State.PARTLY else number(found.seats)


def _coverage_rows(plan: Plan) -> list[list[str]]:
    rows = []
    for covered in plan.coverage:
        per_term = [
            sum(
                share.seats or 0
                for found in plan.rounds_of(term)
                for share in found.shares
                if share.need.code == covered.code
            )
            for term in plan.terms
        ]
        need = NOT_KNOWN if covered.need is None else number(covered.need)
        rows.append(
            [covered.municipality, need, *(number(seats) for seats in per_term), number(covered.seats)]
        )
    return rows


def _members(plan: Plan) -> list[tuple[str, str]]:
    return [(covered.code, covered.municipality) for covered in plan.coverage]


def _municipality(plan: Plan, code: str, name: str) -> dict[str, object]:
    rows = []
    for found in plan.rounds:
        for share in found.shares:
            if share.need.code == code and share.seats is not None and (share.seats or share.queued):
                rows.append(_seat_row(found, share))
    seats = sum(covered.seats for covered in plan.coverage if covered.code == code)
    return {"name": name, "seats": count_of(seats, "plats"), "rows": rows}


def _seat_row(found: Round, share: MunicipalSeats) -> tuple[str, ...]:
    return (
        found.course.name,
        for_whom(found.bands),
        found.term.label,
        number(share.before, 1) if share.before is not None else NOT_KNOWN,
        number(share.seats or 0),
        number(share.queued),
        share.reason.in_words(LANGUAGE),
    )


def _open_round(found: Round) -> tuple[str, str, str, str]:
    return (found.course.name, found.area, for_whom(found.bands), found.term.label)


def _not_planned(found: NotPlanned) -> tuple[str, str, str, str]:
    return (found.course.name, found.area, for_whom(found.bands), in_swedish(found.reason))


def _need_table(plan: Plan, area: str, band: Band) -> dict[str, object] | None:
    """The persons of a band in each municipality, with the cells; None for a band without figures."""
    by_municipality = next(needs for of_area, needs in plan.staff if of_area == area)
    rows = [
        (need.municipality, *_box_words(part.box), _cells(part.box))
        for need in by_municipality
        for part in need.bands
        if part.band is band
    ]
    if not rows:
        return None
    courses = sorted(
        {line.line.course.name for line in plan.lines if _asks(line, area, band)}, key=swedish_key
    )
    return {"area": area_name(area), "people": people([band]), "courses": join_and(courses), "rows": rows}


def _asks(line: LinePlan, area: str, band: Band) -> bool:
    own = any(found.groups is not None for found in line.rounds)
    return line.line.stated.area == area and line.line.stated.band is band and own


def _box_words(box: Box) -> tuple[str, str]:
    best = NOT_KNOWN if box.best is None else number(box.best, 1)
    if box.low == box.best == box.high:
        return best, "säkert"
    return best, interval(box.low, box.high, 1)


def _cells(box: Box) -> str:
    """Where the figure stands. The words of a cell are shown only where they gave no figure."""
    cells = {
        f"{source.place.sheet}!{source.place.cell}": f" ”{source.verbatim or 'tom'}”"
        if box.is_bounded
        else ""
        for source in box.sources
    }
    return "; ".join(f"{address}{words}" for address, words in cells.items())


def _reasons(plan: Plan) -> list[dict[str, object]]:
    """Each planned course once, with its rounds and the reasons that they share."""
    found: dict[tuple[str, str, str], list[Round]] = {}
    for planned in plan.rounds:
        key = (planned.area, planned.course.slug, "dated" if planned.groups is None else "own")
        found.setdefault(key, []).append(planned)
    return [
        {
            "name": rounds[0].course.name,
            "area": rounds[0].area,
            "bands": for_whom(rounds[0].bands),
            "terms": join_and([planned.term.label for planned in rounds]),
            "reasons": list(dict.fromkeys(in_swedish(r) for planned in rounds for r in planned.reasons)),
        }
        for (_, _, _), rounds in sorted(
            found.items(), key=lambda item: (item[0][0], swedish_key(item[1][0].course.name))
        )
    ]


def _audience(rounds: Sequence[Round]) -> str:
    parts = []
    for area in dict.fromkeys(found.area for found in rounds):
        bands = {band for found in rounds if found.area == area for band in found.bands}
        parts.append(f"{people(band for band in Band if band in bands)} inom {area_name(area)}")
    return ", och för ".join(parts)


def _of_municipalities(plan: Plan) -> str:
    return count_of(sum(covered.seats > 0 for covered in plan.coverage), "kommun")


def _seats(rounds: Iterable[Round]) -> int:
    return sum(found.seats or 0 for found in rounds)


def _courses(count: int) -> str:
    return count_of(count, "kurs")


def _in_words(term: Term) -> str:
    return f"{'våren' if term.half == 1 else 'hösten'} {term.year}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
