"""What kfond can compute of what an application promises: a file for each family of measures, each by its name."""

from __future__ import annotations

from collections.abc import Mapping

MEASURES: Mapping[str, str] = {}
