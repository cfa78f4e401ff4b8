"""The funder's own Word form: each answer at its place, read back; what has no place is told."""

from __future__ import annotations

import pytest
from docx.oxml.ns import nsdecls
from forms import control, form_of, words_in

from kfond.errors import Refusal
from kfond.reports.funding.answers import Answer
from kfond.reports.writers.docx.filling import fill

BACKGROUND = Answer("bakgrund", "Bakgrund", "Första stycket.\nAndra stycket.")
TITLE = Answer("titel", "Projektets titel", "MAFI")


def test_an_answer_goes_below_its_heading_and_its_hint() -> None:
    form = form_of(["Bakgrund", "Syfte"], {"Bakgrund": "Beskriv bakgrund"}, [], [])
    filled = fill(form, "blankett.docx", [BACKGROUND])
    assert words_in(filled.content) == "Bakgrund (Beskriv bakgrund) Första stycket. Andra stycket. Syfte"


@pytest.mark.parametrize("name", ["titel", "Projektets titel"])
def test_an_answer_goes_into_the_control_of_its_key_or_label_and_its_placeholder_goes(name: str) -> None:
    form = form_of(["Bakgrund"], {}, [control(name, "")], [])
    filled = fill(form, "blankett.docx", [TITLE])
    assert words_in(filled.content) == "Bakgrund MAFI"


def test_an_answer_goes_beside_its_label_in_a_table() -> None:
    filled = fill(form_of([], {}, [], ["Projektets titel", "Dnr"]), "blankett.docx", [TITLE])
    assert words_in(filled.content) == "Projektets titel: MAFI Dnr:"


def test_a_control_within_a_line_keeps_its_line() -> None:
    inline = control("titel", "", "<w:r><w:t>Klicka</w:t></w:r>")
    paragraph = f"<w:p {nsdecls('w')}><w:r><w:t>Titel</w:t></w:r>{inline}</w:p>"
    filled = fill(form_of([], {}, [paragraph], []), "blankett.docx", [TITLE])
    assert words_in(filled.content) == "Titel MAFI"


@pytest.mark.parametrize(("answer", "sign"), [("ja", "☒"), ("nej", "☐")])
def test_a_check_box_is_ticked_or_not(answer: str, sign: str) -> None:
    box = control(
        "godkand",
        "",
        "<w:p><w:r><w:t>☐</w:t></w:r></w:p>",
        "<w14:checkbox><w14:checked w14:val='0'/></w14:checkbox>",
    )
    filled = fill(form_of([], {}, [box], []), "blankett.docx", [Answer("godkand", "Godkänd", answer)])
    assert words_in(filled.content) == sign


def test_of_a_list_to_choose_from_only_its_answers_are_taken() -> None:
    choices = "<w:dropDownList><w:listItem w:displayText='Genomförande' w:value='g'/></w:dropDownList>"
    form = form_of([], {}, [control("fas", "", kind=choices)], [])
    assert (
        words_in(fill(form, "b.docx", [Answer("fas", "Projektfas", "Genomförande")]).content)
        == "Genomförande"
    )
    with pytest.raises(Refusal) as told:
        fill(form, "b.docx", [Answer("fas", "Projektfas", "Annat")])
    assert "none of the answers to choose from: Genomförande" in told.value.problems[0].in_words("en")


def test_every_answer_without_a_place_is_told_at_once_with_the_labels_that_there_are() -> None:
    with pytest.raises(Refusal) as told:
        fill(form_of(["Mål"], {}, [], []), "blankett.docx", [TITLE, BACKGROUND])
    assert [problem.what.in_words("en") for problem in told.value.problems] == [
        "The form has no place for “Projektets titel”.",
        "The form has no place for “Bakgrund”.",
    ]
    remedy = told.value.problems[0].remedy.in_words("en")
    assert remedy == "Name a content control “titel” in it; its labels are Mål."


def test_a_room_that_is_filled_already_is_no_place() -> None:
    once = fill(form_of([], {}, [], ["Projektets titel"]), "blankett.docx", [TITLE]).content
    with pytest.raises(Refusal):
        fill(once, "blankett.docx", [TITLE])


def test_what_is_no_word_document_is_told() -> None:
    with pytest.raises(Refusal) as told:
        fill(b"PDF", "blankett.pdf", [TITLE])
    assert "no Word document" in told.value.problems[0].in_words("en")
