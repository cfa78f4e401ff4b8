"""A terminal to show a command on."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

import pytest


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is written to stdout as on a terminal of 80 columns; it stands in the list afterwards, without bold type."""
    main, end = os.openpty()
    seen: list[bytes] = []

    def read() -> None:
        with suppress(OSError):  # the end of a terminal
            while part := os.read(main, 10_000):
                seen.append(part)

    reader = Thread(target=read)
    shown: list[str] = []
    reader.start()
    with monkeypatch.context() as patch, os.fdopen(end, "w", encoding="utf-8") as stdout:
        patch.setattr(sys, "stdout", stdout)
        patch.setenv("COLUMNS", "80")
        yield shown
    reader.join()
    os.close(main)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", b"".join(seen).decode())
    shown += plain.replace("\N{NO-BREAK SPACE}", " ").splitlines()
