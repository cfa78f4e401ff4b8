"""What the row labels of staffing sheets mean, whatever the wording, the dash and the abbreviation."""

import pytest

from kfond.importers.staffing.tables import staff_labels
from kfond.importers.vocabulary import Vocabulary, words_of


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("Antal tjänster", "positions"), ("Antal tj.", "positions"), ("TJÄNSTER:", "positions"),
        ("varav socionomer", "social_work_degree"), ("Antal med socionomexamen", "social_work_degree"),
        ("Ej socionomer", "other_education"), ("Annan utb.", "other_education"),
        ("varav konsulter", "consultants"), ("Inhyrda konsulter", "consultants"),
        ("Antal 0-2 år inom BOU", "band_0_2"), ("0–2 år", "band_0_2"), ("0 — 2 år", "band_0_2"), ("0−2år", "band_0_2"),
        ("under 2 år", "band_0_2"), ("Erfarenhet mindre än två år", "band_0_2"), ("< 2 år", "band_0_2"),
        ("Handläggare 0-2 år", "band_0_2"), ("2–5 år", "band_2_5"), ("mellan två och fem år", "band_2_5"),
        ("> 5 år", "band_over_5"), ("mer än 5 år", "band_over_5"), ("Över fem års erfarenhet", "band_over_5"),
        ("Vakanser", "vacancies"), ("ej tillsatta tjänster", "vacancies"), ("Adm. avlastning", "admin_support"),
        ("Antal årsarbetare", "fte_reported"), ("Antal åa", "fte_reported"),
        ("Antal handläggare", "caseworkers_reported"),
        # what may mean something else means nothing
        ("Antal tjänster exkl. vakanser", None), ("Antal ärenden", None), ("5 år", None), ("Andel socionomer", None),
        ("Antal tjänster 2016", None), ("0-3 år", None), ("Chefer", None), ("Budgeterade tjänster", None),
    ],
)  # fmt: skip
def test_what_a_label_means(label: str, meaning: str | None) -> None:
    assert staff_labels().meaning(label) == meaning


@pytest.mark.parametrize("tables", [("measures", "other_counts"), ("headings",)])
def test_no_wording_means_two_things(tables: tuple[str, ...]) -> None:
    words = words_of("staffing")
    filler = frozenset(words["filler"]) if "measures" in tables else frozenset()
    meanings: dict[str, str] = {}
    for table in tables:
        for meaning, wordings in words[table].items():
            for bare in Vocabulary.of({meaning: wordings}, filler).meanings:
                assert meanings.setdefault(bare, meaning) == meaning, bare
