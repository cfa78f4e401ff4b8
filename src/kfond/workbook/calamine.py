"""python-calamine, with its faults as refusals."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from kfond.workbook.refusals import damaged, encrypted
from kfond.workbook.sheets import Span

Corner = tuple[int, int]
_STANDARD_ERROR = 2


@contextmanager
def refusing(file: str) -> Iterator[None]:
    """Turns what python-calamine raises into a Refusal (exit 3), its panics too.

    A panic of Rust comes as a BaseException of a module that cannot be imported; only its name tells it.
    """
    from python_calamine import CalamineError, PasswordError

    try:
        with _silent():
            yield
    except PasswordError as fault:
        raise encrypted(file) from fault
    except (CalamineError, OSError) as fault:
        raise damaged(file) from fault
    except BaseException as fault:
        if type(fault).__name__ == "PanicException":
            raise damaged(file) from fault
        raise


@contextmanager
def _silent() -> Iterator[None]:
    """Keeps what Rust writes of a panic, many lines of it, from the standard error of the process."""
    try:
        kept = os.dup(_STANDARD_ERROR)
    except OSError:  # the process has none
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STANDARD_ERROR)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, _STANDARD_ERROR)
        os.close(kept)


def spans_of(ranges: list[tuple[Corner, Corner]] | None) -> tuple[Span, ...]:
    """Merged ranges, which python-calamine counts from 0."""
    return tuple(
        Span(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges or ()
    )
