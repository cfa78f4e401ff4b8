"""The money of applications in the formats asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kfond.commands.desk import Desk

if TYPE_CHECKING:
    from kfond.funding.accounts import Account
    from kfond.reports.documents.document import Front


@dataclass(frozen=True, slots=True)
class Paper:
    """What is to be written: the accounts, of one year or of all, in which formats and with which looks."""

    accounts: Sequence[Account]
    year: int | None
    front: Front
    formats: Sequence[str]
    style: Path | None

    def contents(self, desk: Desk) -> dict[str, str | bytes]:
        """The document by its suffix."""
        from kfond.commands.fund_json import account_as_json
        from kfond.commands.papers import written
        from kfond.reports.funding.money import as_document

        made: dict[str, str | bytes] = {}
        papers = [suffix for suffix in self.formats if suffix != ".json"]
        document = as_document(self.accounts, self.year, self.front) if papers else None
        for suffix in self.formats:
            if suffix == ".json":
                told = [account_as_json(account, desk, self.year) for account in self.accounts]
                made[suffix] = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
            elif document:
                made[suffix] = written(document, suffix, self.style)
        return made
