"""A line that is no TOML, mended so that the rest of the file can be read; that it is none is told all the same."""

from __future__ import annotations

import json
import re

_KEY = re.compile(r"""[ \t]*(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*=[ \t]*""")
_OPENS = ("[", "{", '"""', "'''")
"""What begins a value of several lines, or a table: what such a line does to those after it is not known."""


def mended(text: str, number: int, is_twice: bool) -> str | None:
    """The text with its line of that number made TOML, or left empty where it has no key or states one again
    (`is_twice`); None where that would change what other lines mean. The lines keep their numbers."""
    lines = text.split("\n")
    line = lines[number - 1]
    found = _KEY.match(line)
    value = line[found.end() :] if found else line.partition("=")[2].strip()
    if line.lstrip().startswith("[") or value.startswith(_OPENS) or "=" not in line:
        return None
    if found is None or is_twice:
        lines[number - 1] = ""
    else:
        bare = value if value[:1] in ("'", '"') else value.partition("#")[0]
        lines[number - 1] = found.group() + json.dumps(bare.strip().strip("\"'"), ensure_ascii=False)
    return "\n".join(lines)
