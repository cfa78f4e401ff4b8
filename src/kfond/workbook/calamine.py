"""python-calamine, with its faults as refusals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kfond.workbook.refusals import damaged, encrypted
from kfond.workbook.sheets import Span

Corner = tuple[int, int]


@contextmanager
def refusing(file: str) -> Iterator[None]:
    """Turns what python-calamine raises into a Refusal (exit 3), its panics too.

    A panic of Rust comes as a BaseException of a module that cannot be imported; only its name tells it.
    """
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as fault:
        raise encrypted(file) from fault
    except (CalamineError, OSError) as fault:
        raise damaged(file) from fault
    except BaseException as fault:
        if type(fault).__name__ == "PanicException":
            raise damaged(file) from fault
        raise


def spans_of(ranges: list[tuple[Corner, Corner]] | None) -> tuple[Span, ...]:
    """Merged ranges, which python-calamine counts from 0."""
    return tuple(
        Span(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges or ()
    )
