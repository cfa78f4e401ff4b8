"""The sheets that only the plan asks for: what is read of them, and what is a problem with its cell."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kfond.cli import app
from kfond.db import reading
from kfond.importers.links import fault_of_link
from kfond.lists.actions import current_rows
from workbooks import write_workbook
from written_lists import read_list

NEEDS = ["Kommun", "Kurs", "Termin", "Önskade platser", "Minst så många"]
MOVEMENTS = ["Kommun", "Område", "Period", "Slutat", "Nyanställda"]
RELEASES = ["Kommun", "Kurs", "Termin", "Kursstart", "Återlämnade platser", "Återlämnade den"]
BREAKS = ["Kommun", "Lov", "När"]
MATERIAL = ["Område", "Titel", "Slag", "Länk", "Studieguide"]
LIMITS = ["Kommun", "År", "Egen budget", "Avtalad andel"]
FILM = "https://www.example.org/film"


@pytest.mark.parametrize(
    ("kind", "rows", "read"),
    [
        (
            "needs",
            [NEEDS, ["Orust", "LVU", "VT2019", 4, 2], ["Tanum", "LVU", "mars 2019", 0, ""]],
            [
                "LVU | Orust | 2019-01-01–2019-06-30 | seats=4 fewest=2",
                "LVU | Tanum | 2019-01-01–2019-06-30 | seats=0",
            ],
        ),
        (
            "needs",  # the term stands in the title alone
            [["Önskade platser våren 2019"], ["Kommun", "Utbildning", "Antal platser"], ["Orust", "LVU", "ca 4"]],
            ["LVU | Orust | 2019-01-01–2019-06-30 | seats=4 (approximate)"],
        ),
        (
            "movements",
            [
                ["Avgångar inom BoU HT2018"],
                ["Kommun", "Band", "Avgångar", "varav egen begäran", "varav pension", "Nyanställningar"],
                ["Orust", "0-2 år", 3, 2, 0, "ca 2"],
                ["Orust", "alla", "vet ej", "", "", 0],
            ],
            [
                " | Orust | 2018-07-01–2018-12-31 | "
                "band=band_0_2 leavers=3 own_request=2 pensions=0 hires=2 (approximate)",
                " | Orust | 2018-07-01–2018-12-31 | band=all leavers=? (missing) hires=0",
            ],
        ),
        (
            "prices",
            [
                ["Kurs", "Gäller år", "Pris per grupp", "Pris per kursdag", "Lånas från", "Avgift"],
                ["LVU", 2019, "12 000 kr", 8500.5, "Orust", "2.500:-"],
                ["BBIC", "", "gratis", "", "", ""],
            ],
            [
                "LVU | Orust | 2019-01-01–2019-12-31 | per_group=12000 per_day=8500.5 charged=2500",
                "BBIC |  | – | per_group=? (unclear)",
            ],
        ),
        (
            "trainers",
            [["Utbildare", "Kurs", "Termin", "Högst antal grupper"], ["högskola", "LVU", "", 2]],
            ["högskola |  | – | course='LVU' groups=2"],
        ),
        (
            "commitments",
            [["Kommun", "Paket", "År", "Antal paket", "Pris per paket"], ["Orust", "LVU", 2019, 3, 8500]],
            ["LVU | Orust | 2019-01-01–2019-12-31 | packages=3 price=8500"],
        ),
        (
            "releases",
            [RELEASES, ["Orust", "LVU", "VT2019", date(2019, 3, 12), 2, "2019-02-20"]],
            ["LVU | Orust | 2019-01-01–2019-06-30 | start='2019-03-12' seats=2 given_back='2019-02-20'"],
        ),
        (
            "limits",
            [LIMITS, ["Orust", "2019", "150 tkr", "7,5 %"], ["Tanum", 2019, "-", 33]],
            [
                " | Orust | 2019-01-01–2019-12-31 | budget=150000 percent=0.075",
                " | Tanum | 2019-01-01–2019-12-31 | budget=? (missing) percent=? (unclear)",
            ],
        ),
        (
            "breaks",
            [BREAKS, ["", "Jullov", "2018-12-20 till 2019-01-08"], ["Orust", "Sportlov", "v. 7 2019"]],
            ["Jullov |  | 2018-12-20–2019-01-08 | ", "Sportlov | Orust | 2019-02-11–2019-02-17 | "],
        ),
        (
            "material",
            [MATERIAL, ["BoU", "Att lyssna", "Film", FILM, ""], ["", "Sekretess", "webbutbildning", FILM + "2", FILM]],
            [
                f"Att lyssna |  | – | kind=film link='{FILM}'",
                f"Sekretess |  | – | kind=web_course link='{FILM}2' study_guide='{FILM}'",
            ],
        ),
    ],
)  # fmt: skip
def test_a_sheet_is_told_by_its_headings_and_read(
    kind: str, rows: list[list[object]], read: list[str]
) -> None:
    found = read_list(kind, rows)
    assert (found.problems, found.rows) == ([], read)


OPEN = "Write an address that begins with https:// and that everybody can open, or take the row away."
DISK = f"The link “G:\\…” leads to a disk or a network where only some can open it; it is not kept. {OPEN}"


@pytest.mark.parametrize(
    ("kind", "rows", "problems"),
    [
        (
            "needs",
            [NEEDS, ["Orust", "LVU", "", 4, ""], ["Tanum", "", "VT2019", 1, ""], ["Vara", "LVU", "VT2019", "", ""]],
            [
                "C2: The row has nothing below “Termin”. Write it there. Terminen: VT eller HT och året.",
                "B3: The row has nothing below “Kurs”. Write it there. Kursens namn, som det står i kurskatalogen.",
                "D4: The row has nothing below “Önskade platser”. Write it there. "
                "Hur många platser kommunen vill ha den terminen.",
            ],
        ),
        (
            "needs",
            [NEEDS, ["Orust", "LVU", "2019", 4, ""], ["Orsut", "LVU", "VT2019", 4, ""]],
            [
                "C2: “2019” is no term. Write VT or HT and the year, such as VT2019.",
                "A3: “Orsut” is no Swedish municipality. Did you mean Orust? Write the name or the four-digit code.",
            ],
        ),
        (
            "needs",
            [NEEDS, ["Orust", "LVU", "VT2019", 4, ""], ["Orust", "lvu", "2019-02-01", 5, ""]],
            [
                "B3: The row speaks of the same thing as the row of B2. "
                "Take one of them away, or write what tells them apart (round, unit, period)."
            ],
        ),
        (
            "movements",
            [MOVEMENTS, ["Orust", "skolan", "VT2018", 1, 1], ["Orust", "BoU", "", 1, 1]],
            [
                "B2: “skolan” is no known area. Write one of: BoU, EKB, missbruk.",
                "C3: The row has nothing below “Period”. Write it there. "
                "Terminen eller året då de slutade och började.",
            ],
        ),
        (
            "limits",
            [LIMITS, ["Orust", "2018–2019", 1, ""], ["Orust", "HT2018 till VT2019", 1, ""]],
            [
                "B2: “2018–2019” is not one year. Write a year such as 2019, and a row for each year.",
                "B3: “HT2018 till VT2019” is not one year. Write a year such as 2019, and a row for each year.",
            ],
        ),
        (
            "releases",
            [RELEASES, ["Orust", "LVU", "VT2019", "v. 11", 2, "feb 2019"], ["Orust", "LVU", "VT2019", "", 2, ""]],
            [
                "D2: “v. 11” is no day. Write year, month and day, such as 2019-02-11.",
                "F2: “feb 2019” is no day. Write year, month and day, such as 2019-02-11.",
                "D3: The row has nothing below “Kursstart”. Write it there. "
                "Den första kursdagen för gruppen där platserna var.",
                "F3: The row has nothing below “Återlämnade den”. Write it there. "
                "Dagen då platserna lämnades tillbaka.",
            ],
        ),
        (
            "breaks",
            [
                BREAKS,
                ["", "Lov", "vecka 7"],
                ["", "Lov", "2019-02-15 till 2019-02-11"],
            ],
            [
                "C2: “vecka 7” is no day, term or year. Write a day (2017-03-14), a term (VT2017) or a year (2017).",
                "C3: “2019-02-15 till 2019-02-11” is no day, term or year. Write a day (2017-03-14), a term (VT2017) "
                "or a year (2017).",
            ],
        ),
        (
            "material",
            [MATERIAL, ["BoU", "A", "film", r"G:\Anna Ek\film.mp4", FILM], ["BoU", "B", "film", FILM, "filmen"]],
            [
                f"D2: {DISK}",
                "E3: That is no address of a page; it is not kept. "
                "Write the whole address, such as https://www.example.org/film, or leave the cell empty.",
            ],
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_cell_by_cell(
    kind: str, rows: list[list[object]], problems: list[str]
) -> None:
    assert read_list(kind, rows).problems == [f"list.xlsx, Blad1!{problem}" for problem in problems]


@pytest.mark.parametrize("seats", [-4, "-4", "några", "LVU"])
def test_seats_that_are_no_number_are_kept_as_written_and_to_be_reviewed(seats: object) -> None:
    assert read_list("needs", [NEEDS, ["Orust", "LVU", "VT2019", seats, ""]]).rows == [
        "LVU | Orust | 2019-01-01–2019-06-30 | seats=? (unclear)"
    ]


@pytest.mark.parametrize(
    "link",
    [
        FILM,
        "http://example.org",
        "HTTPS://EXAMPLE.ORG:8443/a%20b?x=å&y=1#t=30s",
        "https://åmål.example.org/film",
        "https://[2606:2800:220:1:248:1893:25c8:1946]/film",
    ],
)
def test_a_public_address_is_a_link(link: str) -> None:
    assert fault_of_link(link, is_required=True) is None


@pytest.mark.parametrize(
    ("link", "what"),
    [
        ("file:///C:/film.mp4", "a disk or a network"),
        (r"C:\Users\x\film.mp4", "a disk or a network"),
        ("G:/Gemensam/film.mp4", "a disk or a network"),
        ("g:\\film.mp4", "a disk or a network"),
        (r"\\server\film.mp4", "a disk or a network"),
        ("//server/film", "a disk or a network"),
        ("/home/x/film.mp4", "a disk or a network"),
        ("~/film.mp4", "a disk or a network"),
        ("smb://server/film", "a disk or a network"),
        ("http://intranet/film", "a network of somebody's own"),
        ("http://localhost:8080/", "a network of somebody's own"),
        ("https://film.kommunen.lan/1", "a network of somebody's own"),
        ("https://192.168.1.4/film", "a network of somebody's own"),
        ("https://[::1]/film", "a network of somebody's own"),
        ("https://127.1/film", "a network of somebody's own"),
        ("https://film.lan./1", "a network of somebody's own"),
        ("www.example.org/film", "no address of a page"),
        ("ftp://example.org/film", "no address of a page"),
        ("javascript:alert(1)", "no address of a page"),
        ("mailto:nagon@example.org", "no address of a page"),
        ("https://nagon:ord@example.org/film", "no address of a page"),
        ("https://", "no address of a page"),
        ("https://[::1/film", "no address of a page"),
        ("https://example.org/min film", "no address of a page"),
        ("Filmen om lyssnande", "no address of a page"),
    ],
)
def test_what_only_some_can_open_is_no_link_and_is_never_repeated_whole(link: str, what: str) -> None:
    fault = fault_of_link(link, is_required=True)
    assert fault is not None
    assert what in fault[0].in_words("en")
    assert link not in fault[0].in_words("en")


def test_a_path_that_a_partial_import_leaves_out_stands_nowhere_in_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [MATERIAL, ["BoU", "A", "film", r"G:\Anna Ek\a.mp4", ""], ["BoU", "B", "film", FILM, ""]]
    write_workbook(Path("material.xlsx"), Blad1=rows)

    done = CliRunner().invoke(app, ["import", "material.xlsx", "--partial"])

    assert (done.exit_code, "Anna" in done.output) == (3, False)
    with reading(Path("kfond.db")) as session:
        assert [row.name for row in current_rows(session, "material")] == ["B"]
    assert b"Anna Ek" not in Path("kfond.db").read_bytes()


def test_the_area_of_leavers_may_be_given_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [["Avgångar VT2018"], ["Kommun", "Slutat", "Nyanställda"], ["Orust", 3, 2]]
    write_workbook(Path("leavers.xlsx"), Blad1=rows)

    assert CliRunner().invoke(app, ["import", "leavers.xlsx"]).exit_code == 3
    assert CliRunner().invoke(app, ["import", "leavers.xlsx", "--area", "BoU"]).exit_code == 0

    with reading(Path("kfond.db")) as session:
        assert [(row.area, row.municipality) for row in current_rows(session, "movements")] == [
            ("BoU", "Orust")
        ]
