"""Whatever the bytes: a workbook or a refusal, within a time. bench/fuzz_reader.py searches longer."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kfond.errors import Refusal
from kfond.workbook import read_workbook
from samples import KINDS, MESSY, book_parts, document, paragraph, table, zipped

WHOLE = {kind: make(MESSY) for kind, make in KINDS.items()}
PARTS = book_parts(
    "<row r='1'><c r='A1' s='1' t='s'><v>0</v></c><c r='B1'><f>A1+[1]x!B2</f><v>2.5</v></c></row>",
    "<cols><col min='1' max='2' hidden='1'/></cols>{rows}<mergeCells><mergeCell ref='A1:B2'/></mergeCells>",
)
SECONDS = 5
MODEST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def is_answered(content: bytes, folder: Path) -> bool:
    """Whether the bytes give a workbook whose rows can all be walked, or a refusal with a remedy, in time."""
    path = folder / "b"
    path.write_bytes(content or b"x")
    began = time.process_time()
    try:
        for sheet in read_workbook(path).sheets:
            assert all(contents for _, contents in sheet.rows())
    except Refusal as refusal:
        assert all(problem.remedy.text for problem in refusal.problems)
    return time.process_time() - began < SECONDS


@MODEST
@given(
    kind=st.sampled_from(sorted(WHOLE)),
    at=st.floats(0, 1),
    cut=st.integers(0, 40),
    put_in=st.binary(max_size=40),
)
def test_a_stretch_of_a_file_replaced(kind: str, at: float, cut: int, put_in: bytes, tmp_path: Path) -> None:
    whole = WHOLE[kind]
    start = int(at * len(whole))

    assert is_answered(whole[:start] + put_in + whole[start + cut :], tmp_path)


@MODEST
@given(
    name=st.sampled_from(sorted(PARTS)),
    at=st.floats(0, 1),
    cut=st.integers(0, 30),
    put_in=st.one_of(
        st.binary(max_size=20), st.sampled_from(["<c r='A0'>", "<row r='-1'>", "<v>", "'", ">", "</c>"])
    ),
)
def test_a_stretch_of_a_part_of_a_workbook_replaced(
    name: str, at: float, cut: int, put_in: bytes | str, tmp_path: Path
) -> None:
    part = str(PARTS[name]).encode()
    start = int(at * len(part))
    new = put_in if isinstance(put_in, bytes) else put_in.encode()

    assert is_answered(zipped({**PARTS, name: part[:start] + new + part[start + cut :]}), tmp_path)


@MODEST
@given(
    text=st.text(st.characters(codec="utf-8") | st.sampled_from(';,\t"\n\r'), max_size=200),
    code=st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_any_text(text: str, code: str, tmp_path: Path) -> None:
    assert is_answered(text.encode(code, "replace"), tmp_path)


BODY = st.recursive(
    st.sampled_from(
        [paragraph("3"), "<w:tc/>", "<w:tr/>", "<w:vMerge/>", "<w:del>", "<w:gridSpan w:val='-3'/>"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map("".join),
        inner.map(table),
        inner.map(lambda text: f"<w:tc>{text}</w:tc>"),
        inner.map(lambda text: f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{text}</w:sdt>"),
    ),
    max_leaves=12,
)


@MODEST
@given(body=BODY)
def test_any_order_of_the_elements_of_a_document(body: str, tmp_path: Path) -> None:
    assert is_answered(document(body), tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x05\x06" + bytes(18),  # a zip without a part
        b"PK",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"sep=;\n",
        b"sep=;",
        b'"',
        b"\r\r\r",
    ],
)
def test_what_was_found(content: bytes, tmp_path: Path) -> None:
    assert is_answered(content, tmp_path)
