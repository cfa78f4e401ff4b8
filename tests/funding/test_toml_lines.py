"""The line of each key of a TOML file, whichever way it is written."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kfond.funding.toml_lines import Path, lines_of

MIXED = '''\
# a note with [brackets] and key = value
title = "a # that is no note"

about = """
[[parts]]
key = "no key" \\
"""
other = \'\'\'it's
two lines\'\'\'
"quoted key".dotted . deep = 1
list = [ # note
  1,
  { a = "}", b = [ "]",
      2 ] },
]
[[parts]]
key = 1
[[parts.fields]]
key = 2
[[parts.fields]]
key = 3
[[ parts ]]
[[parts.fields]]
key = 4
[a.b]
c = 2018-01-01
'''


def test_each_way_of_writing_is_found_on_its_line() -> None:
    lines = lines_of(MIXED)
    assert lines == {
        (): 1,
        ("title",): 2,
        ("about",): 4,
        ("other",): 8,
        ("quoted key",): 10,
        ("quoted key", "dotted"): 10,
        ("quoted key", "dotted", "deep"): 10,
        ("list",): 11,
        ("list", 0): 12,
        ("list", 1): 13,
        ("list", 1, "a"): 13,
        ("list", 1, "b"): 13,
        ("list", 1, "b", 0): 13,
        ("list", 1, "b", 1): 14,
        ("parts",): 16,
        ("parts", 0): 16,
        ("parts", 0, "key"): 17,
        ("parts", 0, "fields"): 18,
        ("parts", 0, "fields", 0): 18,
        ("parts", 0, "fields", 0, "key"): 19,
        ("parts", 0, "fields", 1): 20,
        ("parts", 0, "fields", 1, "key"): 21,
        ("parts", 1): 22,
        ("parts", 1, "fields"): 23,
        ("parts", 1, "fields", 0): 23,
        ("parts", 1, "fields", 0, "key"): 24,
        ("a",): 25,
        ("a", "b"): 25,
        ("a", "b", "c"): 26,
    }


def ways_in(value: Any, way: Path = ()) -> set[Path]:
    """The way to each key, table and element that tomllib reads."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {way}.union(*(ways_in(each, (*way, name)) for name, each in inside))


STRINGS = ['"x"', "'''\n'''", '"""\n"""']
TOKENS = [
    "a",
    "b",
    '"a"',
    "'b'",
    ".",
    "=",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ",",
    "1",
    " ",
    "\n",
    "# n",
    *STRINGS,
]
LINES = [
    "a = 1",
    'b."a" = [1, {a = 2}]',
    "[a]",
    "[a.b]",
    "[[c]]",
    "[[c.d]]",
    "[c.e]",
    "x = '''\n'''",
    "# n",
    "d = {}",
]


@given(
    st.one_of(st.lists(st.sampled_from(TOKENS)).map("".join), st.lists(st.sampled_from(LINES)).map("\n".join))
)
def test_whatever_is_toml_has_a_line_for_each_key(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = lines_of(text)
    assert ways_in(data) == set(lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
