"""Staffing sheets of many layouts, row by row so that they can be seen. All are made up: no municipality sent them.

Each is written to a file and read without a mapping; what comes out stands in golden/layouts, one file a layout.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.comments import Comment

from workbooks import Rows, write_workbook


@dataclass(frozen=True)
class Layout:
    """The sheets of a file by name, what is merged, hidden and pinned on ("Blad1!B4"), and the file's name."""

    sheets: Mapping[str, Rows]
    file: str = "personal.xlsx"
    merged: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    comments: Mapping[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        path = write_workbook(folder / self.file, **self.sheets)
        workbook = load_workbook(path)
        for area in self.merged:
            sheet, cells = area.split("!")
            workbook[sheet].merge_cells(cells)
        for name in self.hidden:
            workbook[name].sheet_state = "hidden"
        for cell, text in self.comments.items():
            sheet, address = cell.split("!")
            workbook[sheet][address].comment = Comment(text, "")
        workbook.save(path)
        return path


LAYOUTS: Mapping[str, Layout] = {
    "units_below_a_merged_municipality": Layout(
        {
            "Blad1": [
                ["Personal inom BoU mars 2017"],
                ["", "Uddevalla", "", "Tanum"],
                ["", "Enhet 1", "Enhet 2", ""],
                ["Antal tjänster", 19, 28, 8],
                ["Antal 0-2 år", 7, "ca 5", 1],
                ["Antal 2-5 år", 6, 18, 4],
                ["Antal >5 år", 4, 5, "?"],
            ]
        },
        merged=("Blad1!B2:C2", "Blad1!D2:D3"),
    ),
    "named_units_and_nothing_merged": Layout(
        {
            "Blad1": [
                ["Personalläge barn och unga, 31 mars 2017"],
                [],
                ["", "Uddevalla", "", "Orust", "Tanum", ""],
                ["", "Mottag", "Utredning", "", "Norra", "Södra"],
                ["Antal tj", 6, "12,5", 3, 4, 5],
                ["varav socionomer", 6, 11, "2+1", 3, 5],
                ["Vakanser", 0, "1-2", "Nej", 1, "vet ej"],
            ]
        },
    ),
    "last_year_beside_this_year": Layout(
        {
            "Blad1": [
                ["Personal inom BoU, mars 2017"],
                [],
                ["", "Orust", "", "Tanum", ""],
                ["", 2016, 2017, 2016, 2017],
                ["Antal tjänster", 4, 3, 7, "6,5 +förstärkn=8"],
                ["Under 2 år", 1, 0, 2, 1],
                ["Mellan 2 och 5 år", 1, 1, 3, 4],
                ["Mer än 5 år", 2, 2, 2, 3],
            ]
        },
        merged=("Blad1!B3:C3", "Blad1!D3:E3"),
    ),
    "days_in_the_headings": Layout(
        {
            "Blad1": [
                ["Bemanning BoU"],
                ["", date(2017, 3, 31), "förra året", date(2017, 3, 31), "förra året"],
                ["", "Lysekil", "Lysekil", "Sotenäs", "Sotenäs"],
                ["Antal handläggartjänster", 8, 7, 6, 6],
                ["Antal socionomer", 3, 3, 2, "1?"],
                ["Annan utbildning", 5, 4, 4, 5],
                ["Konsulter", "2–3", "nej", 0, 0],
            ]
        },
    ),
    "comments_beside_the_figures": Layout(
        {
            "Blad1": [
                ["Personal inom BoU mars 2017"],
                ["", "Orust", "Kommentar", "Tanum", "Kommentar"],
                ["Antal tjänster", 3, "varav 1 förste", 8, ""],
                ["Antal 0-2 år", 1, "osäkert", 1, "en av dem slutar i maj"],
                ["Antal 2-5 år", 1, "", 4, "föräldraledig"],
                ["Vakanta tjänster", "", "inte klart än", 0, "-"],
            ]
        },
    ),
    "one_sheet_for_each_municipality": Layout(
        {
            "Orust": [
                ["Personal BoU per 2017-03-31"],
                ["Uppgift", "Antal", "Kommentar"],
                ["Antal tjänster", 3, ""],
                ["0-2 år", 1, ""],
                ["2-5 år", 2, "prel."],
            ],
            "Tanum": [
                ["Personal BoU per 2017-03-31"],
                ["Uppgift", "Antal", "Kommentar"],
                ["Antal tjänster", 8, "inkl. chef"],
                ["0-2 år", 1, ""],
                ["2-5 år", 4, ""],
            ],
            "Sotenäs": [
                ["Personal BoU per 2017-03-31"],
                ["Antal tjänster", 6],
                ["0-2 år", 1],
                ["2-5 år", 3],
            ],
        },
        hidden=("Sotenäs",),
    ),
    "a_form_with_fields_above": Layout(
        {
            "Blankett": [
                ["Svar om personal inom barn och unga"],
                ["Kommun:", "Lysekil"],
                ["Ifylld av:", "enhetschefen"],
                ["Datum:", date(2017, 3, 31)],
                [],
                ["Fråga", 2016, 2017],
                ["Antal tjänster", 7, 8],
                ["Antal socionomer", 3, 3],
                ["Vakanser", 1, "nej"],
            ]
        },
        file="svar 3.xlsx",
    ),
    "the_file_is_named_for_its_municipality": Layout(
        {
            "Blad1": [
                ["Personal BoU"],
                ["", "Mottagningsenheten", "Utredningsenheten", "Summa"],
                ["Antal tjänster", 5, "10,5", "15,5"],
                ["0–2 år", 2, 3, 5],
                ["2–5 år", 2, 4, 7],
                ["> 5 år", 1, 3, 4],
            ]
        },
        file="personal_vänersborg_2017-03-31.xlsx",
    ),
    "municipalities_and_units_down_the_side": Layout(
        {
            "Blad1": [
                ["Personal inom BoU mars 2017"],
                ["Kommun", "Enhet", "Antal tjänster", "Socionomer", "Annan utb", "Vakanser", "Kommentar"],
                ["Uddevalla", "1", 19, 16, 3, 2, ""],
                ["", "2", 28, 24, 4, 0, "två är tjänstlediga"],
                ["Orust", "", 3, 2, 1, "Nej", ""],
                ["Tanum", "", 8, 4, 4, "?", "ca-siffror"],
                ["Summa", "", 58, 46, 13, 2, ""],
                [],
                ["* Gäller bara myndighetsutövning"],
            ]
        },
    ),
    "a_block_for_each_municipality": Layout(
        {
            "Alla svar": [
                ["Personal inom BoU mars 2017"],
                [],
                ["Orust"],
                ["", 2016, 2017],
                ["Antal tjänster", 4, 3],
                ["Antal 0-2 år", 1, 1],
                ["Antal 2-5 år", 1, 2],
                ["* inkl. familjehem"],
                [],
                ["Tanum"],
                ["", 2016, 2017],
                ["Antal tjänster", 7, 8],
                ["Antal 0-2 år", 2, 1],
                ["Antal 2-5 år", 3, 4],
            ]
        },
    ),
    "measures_in_two_blocks_with_sums": Layout(
        {
            "Blad1": [
                ["", "", "Personal inom BoU mars 2017"],
                [],
                ["", "", "", "Orust", "", "Tanum", "Totalt"],
                ["", "", "Antal tjänster", 3, "", 8, 11],
                ["", "", "Antal socionomer", 2, "", 4, 6],
                ["", "", "Annan utb", 1, "", 4, 7],
                [],
                ["", "", "Erfarenhet", "Orust", "", "Tanum", "Totalt"],
                ["", "", "0-2 år", 1, "", 1, 2],
                ["", "", "2-5 år", 1, "", 4, 5],
                ["", "", "mer än 5 år", 1, "", 3, 4],
                ["", "", "Summa", 3, "", 9, 11],
            ]
        },
    ),
    "full_time_equivalents": Layout(
        {
            "Blad1": [
                ["Personal inom BoU mars 2017"],
                ["", "Orust", "Tanum"],
                ["Antal åa", "2,8", "7,25"],
                ["varav socionomer", 2, "4,5"],
                ["Handläggare 0–2 år", 1, 1],
                ["Handläggare 2–5 år", 1, 4],
                ["Handläggare >5 år", 1, 3],
                ["Andel socionomer", "71 %", "62 %"],
            ]
        },
    ),
    "pinned_comments_and_merged_figures": Layout(
        {
            "Blad1": [
                ["Personal inom BoU mars 2017"],
                ["", "Uddevalla 1", "Uddevalla 2", "Orust"],
                ["Antal tjänster", 19, 28, 3],
                ["Antal 0-2 år", 7, 5, date(2017, 3, 2)],
                ["Antal 2-5 år", 6, 18, 1],
                ["Vakanser", 2, "", 0],
            ]
        },
        merged=("Blad1!B6:C6",),
        comments={
            "Blad1!B3": "2 är konsulter",
            "Blad1!C3": "Gruppen:\nosäker uppgift",
            "Blad1!D2": "Inkl EKB",
            "Blad1!A3": "utan chefer",
        },
    ),
    "words_that_refer_to_other_cells": Layout(
        {
            "Blad1": [
                ["Personal inom BoU mars 2017"],
                ["", "Orust", "Tanum", "Sotenäs", "Lysekil"],
                ["Antal tjänster", 3, 8, 6, "ca 8"],
                ["Antal socionomer", "Alla", 5, "Alla utom konsulterna", "alla"],
                ["Annan utb", 0, "resten", "hälften", 0],
                ["Konsulter", 0, "Nej", 2, 0],
                ["Vakanser", "Inga", 0, 0, 0],
            ]
        },
    ),
    "codes_and_names": Layout(
        {
            "Blad1": [
                ["Bemanning BoU mars 2017"],
                ["Kommunkod", 1421, 181, 1435],
                ["Kommun", "Orust", "", "Tanum EKB"],
                ["Antal tjänster", 3, 40, 2],
                ["0-2 år", 1, 12, 1],
                ["2-5 år", 1, 15, 1],
            ]
        },
    ),
    "years_below_each_measure": Layout(
        {
            "Blad1": [
                ["Personal inom BoU mars 2017"],
                ["Kommun", "Antal tjänster", "", "0-2 år", "", "Vakanser", "", "Kommentar"],
                ["", 2016, 2017, 2016, 2017, 2016, 2017, ""],
                ["Orust", 4, 3, 1, 1, "nej", "1?", ""],
                ["Tanum*", 7, 8, 2, 1, 0, "2-3", "prel. siffror"],
                ["* Inkl EKB"],
            ]
        },
        merged=("Blad1!B2:C2", "Blad1!D2:E2", "Blad1!F2:G2"),
    ),
    "blocks_of_other_days_and_areas": Layout(
        {
            "Orust": [
                ["Barn och unga, mars 2017"],
                ["", "Antal"],
                ["Antal tjänster", "4,5"],
                ["Under två år", 1],
                ["Två till fem år", 2],
                ["Fler än fem år", 1],
                [],
                ["Barn och unga, mars 2016"],
                ["", "Antal"],
                ["Antal tjänster", 4],
                ["Under två år", 2],
                ["Två till fem år", 1],
                ["Fler än fem år", 1],
                [],
                ["Ensamkommande, mars 2017"],
                ["", "Antal"],
                ["Antal tjänster", 2],
                ["Under två år", 1],
                ["Två till fem år", 1],
                ["Fler än fem år", "-"],
            ]
        },
    ),
    "a_row_of_comments_and_a_footnote_with_a_day": Layout(
        {
            "Blad1": [
                ["Personal inom BoU mars 2017"],
                ["", "Orust", "Tanum", "Sotenäs*"],
                ["Antal barn i kommunen", 2900, 2300, 1400],
                ["Antal tjänster", 3, 8, 6],
                ["Antal socionomer", "2,5", 4, 2],
                ["Annan utb", "½", 4, "fyra"],
                ["Kommentar", "", "Osäkra siffror", ""],
                [],
                ["* Siffror från 2016-12-31"],
            ]
        },
    ),
}
