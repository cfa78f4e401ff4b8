"""How often a group meets, where the name of its course says so: “Yrkeshandledning 10 ggr a 3 tim”."""

from __future__ import annotations

import re

TIMES = re.compile(r"\b(\d{1,2})\s*(?:ggr|gånger|träffar|tillfällen)\b", re.IGNORECASE)


def meetings_of(name: str) -> int:
    """How many times a group of the course meets; 1 where its name does not say."""
    found = TIMES.search(name)
    return max(1, int(found[1])) if found else 1
