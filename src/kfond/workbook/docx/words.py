"""The words of a document as its reader sees them: what is deleted, hidden or struck through is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kfond.workbook.archive import Attributes
from kfond.workbook.docx.names import is_on, named, said
from kfond.workbook.raised import raised

_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"  # the same thing once more
_BEFORE_A_CHANGE = ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange")
_UNKNOWN_SIGN = "\N{REPLACEMENT CHARACTER}"  # a sign of a font of pictures: no reading, rather than none seen


class Words:
    """Collects the text of one paragraph after the other; paragraphs stand within each other in text boxes."""

    def __init__(self) -> None:
        self.has_changes = False  # tracked: somebody deleted or put in words, and nobody has accepted it yet
        self._paragraphs: list[list[str]] = []
        self._left_out = 0  # how many elements that are not to be read are open
        self._fields: list[bool] = []  # the open fields to fill in: whether each still shows its prompt
        self._is_text = self._is_struck = self._is_hidden = self._is_raised = self._has_struck = False

    @property
    def begin(self) -> Mapping[str, Callable[[Attributes], None]]:
        """What to do where an element begins."""
        return named(
            {
                "r": self._run,
                "t": self._text,
                "tab": lambda _: self._add("\t"),
                "br": lambda _: self._add("\n"),
                "cr": lambda _: self._add("\n"),
                "noBreakHyphen": lambda _: self._add("-"),
                "sym": lambda _: self._add(_UNKNOWN_SIGN),
                "strike": self._strike,
                "dstrike": self._strike,
                "vanish": self._hide,
                "vertAlign": self._raise,
                "sdt": lambda _: self._fields.append(False),
                "showingPlcHdr": self._prompt,
                "ins": self._change,
                "del": self.leave_out_change,
                "moveFrom": self.leave_out_change,
                **dict.fromkeys(_BEFORE_A_CHANGE, self._leave_out),
            }
        ) | {_FALLBACK: self._leave_out}

    @property
    def end(self) -> Mapping[str, Callable[[], None]]:
        """What to do where an element ends."""
        return named(
            {
                "t": self._end_text,
                "sdt": self._end_field,
                **dict.fromkeys(("del", "moveFrom", *_BEFORE_A_CHANGE), self._read_on),
            }
        ) | {_FALLBACK: self._read_on}

    @property
    def is_left_out(self) -> bool:
        """Whether what stands here is not to be read."""
        return self._left_out > 0

    def text(self, signs: str) -> None:
        """Takes text, wherever it stands; only that of an element "t" is kept."""
        if self._is_text:
            self._add(signs)

    def begin_paragraph(self) -> None:
        """A paragraph begins, perhaps within another."""
        self._paragraphs.append([])

    def end_paragraph(self) -> str:
        """The text of the paragraph that ends here."""
        return "".join(self._paragraphs.pop()).strip() if self._paragraphs else ""

    def take_struck(self) -> bool:
        """Whether figures were left out since this was last asked because they are struck through."""
        had, self._has_struck = self._has_struck, False
        return had

    def leave_out_change(self, _: Attributes) -> None:
        """What follows is deleted by a tracked change, or moved away by one."""
        self.has_changes = True
        self._left_out += 1

    def _add(self, signs: str) -> None:
        if self._left_out or self._is_hidden or any(self._fields) or not self._paragraphs:
            return
        if self._is_struck:
            self._has_struck = self._has_struck or any(sign.isdecimal() for sign in signs)
        else:
            self._paragraphs[-1].append(raised(signs) if self._is_raised else signs)

    def _run(self, _: Attributes) -> None:
        self._is_struck = self._is_hidden = self._is_raised = False

    def _text(self, _: Attributes) -> None:
        self._is_text = True

    def _end_text(self) -> None:
        self._is_text = False

    def _strike(self, attributes: Attributes) -> None:
        if not self._left_out:
            self._is_struck = self._is_struck or is_on(attributes)

    def _hide(self, attributes: Attributes) -> None:
        if not self._left_out:
            self._is_hidden = is_on(attributes)

    def _raise(self, attributes: Attributes) -> None:
        if not self._left_out:
            self._is_raised = said(attributes, "val") == "superscript"

    def _prompt(self, attributes: Attributes) -> None:
        if self._fields:
            self._fields[-1] = is_on(attributes)

    def _end_field(self) -> None:
        self._fields.pop()

    def _change(self, _: Attributes) -> None:
        self.has_changes = True

    def _leave_out(self, _: Attributes) -> None:
        self._left_out += 1

    def _read_on(self) -> None:
        self._left_out -= 1
