"""Adopting a plan: its document, its seats and what scripts get, as one value that can be written again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from kfond.plan.outlines import KEY
from kfond.reports.documents.document import Document
from kfond.reports.publishing.published import Adoption, Published

ADOPTED = "Antagen"
_OF_THE_DAY = ("as_of", "status")
"""What differs from one day to the next without the plan being another."""


def adopt(
    document: Document,
    data: Mapping[str, Any],
    years: tuple[int, int],
    adoption: Adoption,
    before: Published | None,
) -> Published:
    """The plan as the version that the document's front names. Where it plans the same as `before`, that comes out.

    `data`: the plan as scripts get it; its settings and demands are kept with it.
    """
    said = {key: value for key, value in data.items() if key not in _OF_THE_DAY}
    content = hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    if before is not None and before.content == content:
        return before
    return Published(
        key=KEY,
        first_year=years[0],
        year=years[1],
        version=int(document.front.version),
        adoption=adoption,
        front=document.front,
        markdown=document.markdown,
        drawings=document.pictures,
        definitions=document.definitions,
        figures=tuple(document.figures.values()),
        data=json.dumps(data, ensure_ascii=False, indent=1) + "\n",
        content=content,
    )
