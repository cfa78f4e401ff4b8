"""Documents as PDF: what those read who listen to them, what an archive asks for, and that nothing is lost."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import page
import pikepdf
import pypdf
import pytest

from kfond.errors import ExitCode, Refusal
from kfond.reports.documents.document import Document, Drawing, Front
from kfond.reports.writers.images import as_png
from kfond.reports.writers.pdf import as_pdf, shortened
from sample_document import DRAWING, HOSTILE, sample

FRONT = Front("Prov", organisation="Övningsförbundet", day=date(2018, 2, 1))
STANDARDS = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


@cache
def sample_pdf() -> bytes:
    return as_pdf(sample())


def pdf_of(markdown: str, **pictures: Drawing) -> bytes:
    return as_pdf(Document(FRONT, markdown, pictures))


def broken_rules(pdf: bytes) -> list[str]:
    reports = [page.validate_pdf_bytes(pdf, profile=profile) for profile in STANDARDS]
    return [failure.message for report in reports for failure in report.failures]


def text_of(pdf: bytes) -> str:
    """The text of all pages, in one line, without the places where a long word may be divided."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(it.extract_text() for it in pages).replace("\N{ZERO WIDTH SPACE}", "").split())


def table(columns: int, rows: int, cell: str = "1 234,5", head: str = "Kolumn") -> str:
    lines = [[f"Kommun {row}", *[cell] * (columns - 1)] for row in range(rows)]
    heads = ["Kommun", *(f"{head} {at}" for at in range(1, columns))]
    marks = [":---", *["---:"] * (columns - 1)]
    return "Tabell: Prov, antal\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in (heads, marks, *lines))


def structure(pdf: bytes) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure that a screen reader follows, in its order."""

    def below(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
        if isinstance(element, pikepdf.Array):
            for child in element:
                yield from below(child)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            yield from below(element.get("/K", pikepdf.Array()))

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        yield from below(opened.Root.StructTreeRoot.K)


def kinds_in(pdf: bytes) -> list[str]:
    return [str(element.S) for element in structure(pdf)]


DOCUMENTS = {
    "only a title": "# Tom",
    "300 rows": "# Stor\n\n" + table(5, 300),
    "12 columns": "# Bred\n\n## Avsnitt\n\nText.\n\n" + table(12, 20) + "\n\n## Nästa\n\nText.",
    "40 columns": "# Bredare\n\n" + table(40, 3),
    "cells taller than a page": "# Hög\n\n" + table(4, 2, "Mycket att säga om saken. " * 300),
    "long words": f"# {'å' * 200}\n\n## {'b' * 300}\n\n{'x' * 500} `{'y' * 300}`\n\n" + table(4, 3, "z" * 90),
    "deep lists": "# Djup\n\n" + "\n".join("  " * depth + f"- nivå {depth}" for depth in range(8)),
    "boxes in boxes": "# Rutor\n\n> Först\n>\n> > 1. inre\n>\n> " + table(3, 2).replace("\n", "\n> "),
    "all levels": "# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5\n\n###### 6",
    "signs without a font": '# Tecken 😀 漢 \ue000\n\n漢 é̷ ✓ → ½ \\\\ "漢" \u202eåäö \ufdd0',
    "odd ids": "# Id\n\n[1](figure:a) [2](figure:b) [3](entry:a) [4](entry:a) [5](figure:) [6](entry:)",
    "code and rules": "# Kod\n\n```\nrad 1\n  rad 2\n```\n\n---\n\n<b>inte fet</b>",
    "markup": "# " + HOSTILE.replace("*", r"\*"),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_is_fit_for_screen_readers_and_archives(name: str) -> None:
    assert broken_rules(pdf_of(DOCUMENTS[name])) == []


def test_the_sample_is_fit_for_screen_readers_and_archives() -> None:
    assert broken_rules(sample_pdf()) == []


def test_without_a_day_it_is_not_dated_with_one_made_up() -> None:
    pdf = as_pdf(replace(sample(), front=replace(sample().front, day=None)))
    assert page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert pypdf.PdfReader(io.BytesIO(pdf)).metadata.creation_date is None  # type: ignore[union-attr]


def test_it_says_what_it_is() -> None:
    with pikepdf.open(io.BytesIO(sample_pdf())) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == "Årsrapport 2017, å ä ö"
        assert str(pdf.docinfo["/Author"]) == "Övningsförbundet"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20180201")
        assert "Dnr ÖF 2018/12" in str(pdf.docinfo["/Keywords"])


def test_headings_are_bookmarks() -> None:
    with pikepdf.open(io.BytesIO(sample_pdf())) as pdf, pdf.open_outline() as outline:
        titles = [(part.title, [below.title for below in part.children]) for part in outline.root]
    assert titles == [
        ("Personalläget", ["Fientlig text"]),
        ("Deltagartillfällen", []),
        ("Definitioner och källor", []),
    ]


def test_a_table_has_a_caption_and_headers_of_columns_and_rows() -> None:
    scopes = [
        str(element.A[0].Scope)
        for element in structure(pdf_of("# Prov\n\n" + table(3, 2)))
        if element.S == "/TH"
    ]
    assert scopes == ["/Column", "/Column", "/Column", "/Row", "/Row"]
    kinds = kinds_in(sample_pdf())
    assert kinds.count("/Table") == kinds.count("/Caption") == 2
    assert kinds.count("/TH") == (4 + 4) + (2 + 2)


def test_a_picture_says_what_it_shows() -> None:
    told = [str(element.Alt) for element in structure(sample_pdf()) if element.S == "/Figure"]
    assert told == ["Liggande staplar: LVU 603 deltagartillfällen, BBIC 400."]


def test_fonts_are_ours_and_within_the_file() -> None:
    names = set()
    with pikepdf.open(io.BytesIO(sample_pdf())) as pdf:
        for font in (
            it for it in pdf.objects if isinstance(it, pikepdf.Dictionary) and it.get("/Type") == "/Font"
        ):
            if "/DescendantFonts" in font:
                assert "/ToUnicode" in font
                names.add(str(font.BaseFont).partition("+")[2].split("-Identity")[0])
                descriptor = font.DescendantFonts[0].FontDescriptor
                assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
    assert names == {"IBMPlexSans", "IBMPlexSans-Italic", "IBMPlexSans-SmBld", "DejaVuSansMono"}


def test_its_text_holds_every_figure_and_every_letter() -> None:
    text = text_of(sample_pdf())
    for figure in (
        "45,5",
        "1 003",
        "1 234,5",
        "ca 4,5",
        "5–6",
        "−2,5",
        "67 %",
        "603",
        "LVU, 603",
        "uppgift saknas",
    ):
        assert figure in text.replace("\N{NO-BREAK SPACE}", " ")
    for said in (
        "Utkast",
        "Dnr ÖF 2018/12",
        "Version 2",
        "Underlag 3f2a90c1d4e5",
        "1 februari 2018",
        "1 (2)",
    ):
        assert said in text
    assert "½ å ä ö É" in text_of(pdf_of("# Prov\n\n½ å ä ö É"))


def test_dates_and_names_in_narrow_columns_can_be_searched_for() -> None:
    heads = "Dag|Händelse|Gäller|Belopp|Av|Skäl"
    row = (
        "2021-05-10|förslag|2021-08-01 – 2021-12-31|80600|HR-avdelningen|avrundning uppåt till hela tusental"
    )
    marks = "|".join(["---"] * 6)
    pages = pypdf.PdfReader(io.BytesIO(pdf_of(f"# Prov\n\nTabell: Prov\n\n{heads}\n{marks}\n{row}"))).pages
    text = pages[0].extract_text()
    assert all(word in text for word in ("2021-05-10", "2021-08-01", "2021-12-31", "HR-avdelningen"))


def test_a_fingerprint_can_be_copied_out_of_a_text() -> None:
    mark = "d860291b5dd800a6" * 4
    pages = pypdf.PdfReader(
        io.BytesIO(pdf_of(f"# Prov\n\nFilens kontrollsumma är `{mark}` (SHA-256)."))
    ).pages
    assert mark in pages[0].extract_text()


def test_what_the_head_says_is_not_said_again() -> None:
    text = text_of(as_pdf(Document(FRONT, "# Prov\n\nÖvningsförbundet · hela området · 1 februari 2018")))
    assert text.count("Övningsförbundet") == text.count("1 februari 2018") == 1
    assert "hela området" in text


def test_a_figure_leads_to_its_entry() -> None:
    inner, outer = [], []
    with pikepdf.open(io.BytesIO(sample_pdf())) as pdf:
        for note in (note for sheet in pdf.pages for note in sheet.get("/Annots", [])):
            if "/Dest" in note:
                inner.append(note.Dest)
            else:
                outer.append(str(note.A.URI))
        assert len(inner) == 3  # two in the summary, one in the table
        assert all(place[0] == pdf.pages[-1].obj for place in inner)
    assert outer == ["https://example.org/sida"]


def test_markup_comes_out_as_text() -> None:
    assert '<script>alert(1)</script> #read("x") $x$ *fet* _kursiv_ [länk](y) | & \\n' in text_of(
        sample_pdf()
    )
    hostile = as_pdf(
        Document(Front('#read("/etc/passwd") $x$', HOSTILE, HOSTILE, HOSTILE, day=FRONT.day), "# T")
    )
    assert text_of(hostile).count("<script>alert(1)</script>") == 3
    assert '#read("/etc/passwd") $x$' in text_of(hostile)


def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    program = (
        "import hashlib, sample_document; from kfond.reports.writers.pdf import as_pdf;"
        "print(hashlib.sha256(as_pdf(sample_document.sample())).hexdigest())"
    )
    paths = os.pathsep.join(str(Path(part).resolve()) for part in sys.path if part)
    elsewhere = {
        **os.environ,
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONPATH": paths,
        "PYTHONHASHSEED": "7",
    }
    answer = subprocess.run(
        [sys.executable, "-c", program],
        env=elsewhere,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == hashlib.sha256(as_pdf(sample())).hexdigest()


def sizes(pdf: bytes) -> list[str]:
    boxes = (it.mediabox for it in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return ["turned" if box.width > box.height else "upright" for box in boxes]


def test_a_table_of_twelve_columns_turns_its_page_and_takes_its_heading_along() -> None:
    pdf = pdf_of(
        f"# Bred\n\n## Före\n\nText.\n\n## Tabellen\n\nDen visar det.\n\n{table(12, 5)}\n\n## Efter\n\nText."
    )
    assert sizes(pdf) == ["upright", "turned", "upright"]
    turned = pypdf.PdfReader(io.BytesIO(pdf)).pages[1].extract_text()
    assert "Tabellen" in turned and "Den visar det." in turned and "Efter" not in turned


def test_a_table_of_nine_columns_stays_upright() -> None:
    assert sizes(pdf_of("# Lagom\n\n" + table(9, 5, "12,5", "År"))) == ["upright"]


@pytest.mark.parametrize("lines", range(27, 32))
def test_no_heading_stands_at_the_foot_with_one_item_alone(lines: int) -> None:
    items = "\n".join(f"- punkt {at}" for at in range(1, 14))
    texts = "\n\n".join(["En rad."] * lines)
    pages = pypdf.PdfReader(io.BytesIO(pdf_of(f"# Prov\n\n{texts}\n\n## Aktörer\n\n{items}"))).pages
    assert len(pages) == 2
    (of_heading,) = (words for it in pages if "Aktörer" in (words := it.extract_text()))
    assert "punkt 2" in of_heading


def test_the_head_of_a_long_table_stands_on_each_page() -> None:
    pages = pypdf.PdfReader(io.BytesIO(pdf_of("# Stor\n\n" + table(3, 120)))).pages
    assert len(pages) >= 3
    assert all("Kolumn 1" in it.extract_text() for it in pages)


@pytest.mark.parametrize("lines", range(24, 28))
def test_no_long_table_begins_with_a_row_or_two_at_the_foot_of_a_page(lines: int) -> None:
    text = "\n\n".join(["Rad."] * lines)
    pages = pypdf.PdfReader(io.BytesIO(pdf_of(f"# Fot\n\n{text}\n\n## Tabellen\n\n{table(3, 60)}"))).pages

    began = next(page.extract_text() for page in pages if "Tabellen" in page.extract_text())
    assert "Kommun 2\n" in began or "Kommun 2 " in began


def test_a_long_document_has_a_list_of_contents_and_a_short_one_none() -> None:
    chapter = "\n\n## Kapitel {at}\n\n" + "\n\n".join(["Text. " * 200] * 5)
    long = "# Lång" + "".join(chapter.format(at=at) for at in range(14))
    assert "Innehåll" in text_of(pdf_of(long))
    assert "Innehåll" not in text_of(pdf_of("# Kort" + chapter.format(at=1)))


def test_pictures_that_cannot_be_shown_are_named_all_at_once() -> None:
    with pytest.raises(Refusal) as refused:
        pdf_of("# Prov\n\n![](picture:courses)\n\n![En bild](picture:wheel)\n", courses=DRAWING)
    assert refused.value.code is ExitCode.DATA
    assert [problem.what.in_words("sv") for problem in refused.value.problems] == [
        "Ingenting beskriver bilden ”courses” för den som inte ser den.",
        "Dokumentet har ingen bild ”wheel”.",
    ]


def test_a_drawing_that_is_broken_is_named() -> None:
    with pytest.raises(Refusal) as refused:
        pdf_of("# Prov\n\n![En bild](picture:wheel)\n", wheel=replace(DRAWING, wide="<svg"))
    assert refused.value.problems[0].what.in_words("sv") == "Bilden ”wheel” går inte att rita."


def test_a_heading_that_skips_a_level_is_named() -> None:
    with pytest.raises(Refusal, match="Hopp"):
        pdf_of("# Prov\n\n### Hopp\n")


@pytest.mark.parametrize("wide", [640, 1280])
def test_a_drawing_as_an_image_is_as_wide_as_asked(wide: int) -> None:
    png = as_png(DRAWING.wide, wide)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == wide
    assert png == as_png(DRAWING.wide, wide)


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(Refusal):
        as_png("<svg")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Årsrapport 2017", "Årsrapport 2017"),
        ("ord " * 30, "ord " * 19 + "ord …"),
        ("o" * 100, "o" * 80 + " …"),
    ],
)
def test_a_title_has_room_at_the_foot(title: str, shown: str) -> None:
    assert shortened(title) == shown
