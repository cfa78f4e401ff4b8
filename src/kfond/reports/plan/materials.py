"""Films, guides and web courses by band: what anybody can open without a seat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kfond.catalogue.lines import Band
from kfond.catalogue.materials import Material, MaterialKind
from kfond.formatting import number, swedish_key
from kfond.plan.proposal import Plan
from kfond.reports.plan.words import area_name, for_whom, with_capital
from kfond.reports.wording import NOT_KNOWN, UNCLEAR

KINDS: Mapping[MaterialKind, str] = {
    MaterialKind.FILM: "film",
    MaterialKind.GUIDE: "guide",
    MaterialKind.WEB_COURSE: "webbkurs",
}
EVERYBODY = "Alla"


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One piece of material in words; `link` and `study_guide` are addresses or ""."""

    title: str
    for_whom: str
    kind: str
    minutes: str
    link: str
    study_guide: str


def material_rows(plan: Plan) -> list[MaterialRow]:
    """The material of the areas that are planned, by band and then by title; what is for everybody comes last."""
    areas = {line.line.stated.area for line in plan.lines} | {""}
    mine = [each for each in plan.basis.materials if each.area in areas]
    return [_row(each) for each in sorted(mine, key=lambda each: (_place(each), swedish_key(each.title)))]


def _place(material: Material) -> int:
    return len(Band) if material.band is None else list(Band).index(material.band)


def _row(material: Material) -> MaterialRow:
    return MaterialRow(
        title=material.title,
        for_whom=_for_whom(material),
        kind=KINDS[material.kind] if material.kind else UNCLEAR,
        minutes=NOT_KNOWN if material.minutes is None else number(material.minutes),
        link=material.link,
        study_guide=material.study_guide,
    )


def _for_whom(material: Material) -> str:
    """Band and area in words; material for every area names none."""
    if material.band:
        whom = with_capital(for_whom([material.band]))
    else:
        whom = EVERYBODY if material.is_for_all else with_capital(UNCLEAR)
    return f"{whom}, {area_name(material.area)}" if material.area else whom
