"""Only the room of placements reads its tables and its lists: what others tell has been through its protection."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import kfond

SOURCE = Path(kfond.__file__).parent
TABLES = {"PlacementRow", "HomeRow", "ReferralRow", "FrozenTally", "RowsDecision"}
TABLES_IN_SQL = ("placement_row", "home_row", "referral_row", "frozen_tally", "rows_decision")
LISTS = {"placements", "homes", "referrals", "closing_interviews", "placement_costs"}
ASKED_BY = {"current_rows", "holding_values", "rows", "rows_of", "rows_until", "rows_of_year"}
"""What gives rows of a kind of list: of the database, and of the material of a report."""
OF_COSTS = {"reports/annual/placement_costs.py"}
"""What adds up kronor of whole municipalities, and hides them where the room hides the care days."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def tables_named(tree: ast.Module) -> set[str]:
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {each.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    in_sql = {
        table for text in texts if isinstance(text, str) for table in TABLES_IN_SQL if table in text.split()
    }
    return names & TABLES | in_sql


def lists_asked_for(tree: ast.Module) -> set[str]:
    return {
        argument.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for asked in [
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        ]
        if asked in ASKED_BY
        for argument in node.args
        if isinstance(argument, ast.Constant) and argument.value in LISTS
    }


def test_only_the_room_names_its_tables() -> None:
    naming = {name for name, tree in modules() if tables_named(tree)}
    outside = {name for name in naming if not name.startswith(("placements/", "db/")) and name != "models.py"}
    assert outside == set()
    assert "placements/keeping.py" in naming


def test_only_the_room_asks_for_its_lists() -> None:
    asking = {name for name, tree in modules() if lists_asked_for(tree)}
    assert {name for name in asking if not name.startswith("placements/")} <= OF_COSTS
    assert "placements/actions.py" in asking


def test_the_walls_see_what_goes_around_them() -> None:
    assert tables_named(ast.parse("from kfond.models import HomeRow")) == {"HomeRow"}
    assert tables_named(ast.parse("run('SELECT * FROM placement_row')")) == {"placement_row"}
    assert lists_asked_for(ast.parse("material.rows('placements')")) == {"placements"}
