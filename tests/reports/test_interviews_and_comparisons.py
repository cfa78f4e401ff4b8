"""Interviews counted by municipality, and other regions' programmes as they are stated."""

from __future__ import annotations

from kfond.lists.rows import Row
from kfond.reports.annual.section import Part
from kfond.reports.annual.sections import COMPARISONS, INTERVIEWS
from reports.written_material import material, row


def interviews(*rows: Row) -> Part:
    part = INTERVIEWS.build(material(2018, {"interviews": rows}, members=("Ale", "Orust", "Tanum")))
    assert part
    return part


def test_municipalities_are_counted_and_not_units() -> None:
    part = interviews(
        row("interviews", "Ale", "2018", unit="1", introduction="Ja", themes="LVU; våld"),
        row("interviews", "Ale", "2018", unit="2", introduction="Nej", themes="LVU"),
        row("interviews", "Orust", "2018", introduction="Ja, men gammal", themes="lvu"),
        row("interviews", "Tanum", "2018", introduction="?"),
        row("interviews", "Tanum", "2016", introduction="Ja", themes="BBIC"),  # an older round
    )
    values = {finding.figure.id: finding.figure.value for finding in part.findings}
    assert values == {
        "interviews.2018.municipalities": 3,
        "interviews.2018.introduction.yes": 1,
        "interviews.2018.introduction.no": 0,
        "interviews.2018.introduction.mixed": 1,
        "interviews.2018.theme.lvu": 2,
        "interviews.2018.theme.vald": 1,
    }
    assert [tuple(map(str, cells)) for cells in part.tables["interviews"].rows] == [
        ("Finns introduktionsplan?", "1", "0", "1", "1"),
    ]
    assert part.words["told"] == (
        "**[1](figure:interviews.2018.introduction.yes) av 2 kommuner har en introduktionsplan** enligt "
        "intervjuerna 2018. Mest önskas ”LVU”, av [2 kommuner](figure:interviews.2018.theme.lvu)."
    )


def programme(region: str, name: str, **cells: str) -> Row:
    return row("comparisons", "", "", name=region, programme=name, **cells)


def test_a_price_in_words_stays_words() -> None:
    part = COMPARISONS.build(
        material(
            2018,
            {
                "comparisons": [
                    programme("Åkern", "Steg 1", price="5500", population="312500"),
                    programme("Ängen", "Trygg", price="ingår i medlemsavgiften"),
                    programme("Berget", "Start", price="2900"),
                ]
            },
        )
    )
    assert part
    prices = {str(cells[0]): str(cells[3]) for cells in part.tables["comparisons"].rows}
    assert prices == {"Berget": "2\u00a0900", "Åkern": "5\u00a0500", "Ängen": "”ingår i medlemsavgiften”"}
    assert "de 2 som anger ett belopp kostar från [2\u00a0900\u00a0kr](figure:" in part.words["told"]


def test_one_programme_is_told_in_the_singular() -> None:
    part = COMPARISONS.build(material(2018, {"comparisons": [programme("Berget", "Start", price="2900")]}))
    assert part
    assert "utbildning i [1](figure:comparisons.regions) annan region är känd" in part.words["told"]
