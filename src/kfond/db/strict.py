"""Column types that SQLite's STRICT tables accept: everything is TEXT, INTEGER or REAL there.

Imported for its effect wherever tables are made; other databases keep their own types.
"""

from typing import Any

from sqlalchemy import Boolean, Date, DateTime, String
from sqlalchemy.ext.compiler import compiles


def _text(_type: object, _compiler: object, **_: Any) -> str:
    return "TEXT"


def _integer(_type: object, _compiler: object, **_: Any) -> str:
    return "INTEGER"


for _kind in (String, Date, DateTime):
    compiles(_kind, "sqlite")(_text)
compiles(Boolean, "sqlite")(_integer)
