"""SQLite as kfond speaks it, with column types that STRICT tables accept: TEXT, INTEGER or REAL.

Imported for its effect wherever tables are made; other databases keep their own types.
"""

from typing import Any

from sqlalchemy import Boolean, Date, DateTime, String
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.ext.compiler import compiles

COMPILED: dict[Any, Any] = {}
"""The statements that this process has put into SQL; a folder of sheets is a session for each."""


class Dialect(SQLiteDialect_pysqlite):
    """SQLite, the same for every file, so that what was compiled for one serves the next."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


registry.register("sqlite.kfond", __name__, Dialect.__name__)


def _text(_type: object, _compiler: object, **_: Any) -> str:
    return "TEXT"


def _integer(_type: object, _compiler: object, **_: Any) -> str:
    return "INTEGER"


for _kind in (String, Date, DateTime):
    compiles(_kind, "sqlite")(_text)
compiles(Boolean, "sqlite")(_integer)
