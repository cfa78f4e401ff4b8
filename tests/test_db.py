"""The database file: its rules are the database's own, and an upgrade or a restore loses nothing."""

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel
from typer.testing import CliRunner, Result

import kfond.db
import kfond.models  # fills the metadata
from kfond.cli import app
from kfond.db import engine_for, reading, writing
from kfond.db.schema import HEAD, REVISIONS, revision_of
from kfond.db.upgrade import upgrade
from kfond.errors import Refusal
from kfond.settings import DESCRIPTIONS


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and nothing of the machine's own settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.delenv("KFOND_DB", raising=False)
    return tmp_path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the members of an association; to be copied, not used."""
    path = tmp_path_factory.mktemp("made") / "kfond.db"
    assert kfond_("--db", path, "init", "--association", "fyrbodal").exit_code == 0
    return path


@pytest.fixture
def database(made: Path, folder: Path) -> Path:
    """kfond.db in the current folder."""
    return Path(shutil.copy(made, folder / "kfond.db"))


def kfond_(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def sql(path: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    with connection:
        rows = connection.execute(statement).fetchall()
    connection.close()
    return rows


def setting(path: Path, key: str) -> object:
    rows = sql(path, f"SELECT value FROM setting WHERE key = '{key}'")
    return rows[0][0] if rows else None


# --- the schema -----------------------------------------------------------------------------------------


def test_the_last_migration_is_the_head_that_the_program_speaks() -> None:
    config = Config()
    config.set_main_option("script_location", "kfond.db:migrations")
    script = ScriptDirectory.from_config(config)
    assert script.get_current_head() == HEAD
    assert tuple(reversed([one.revision for one in script.walk_revisions()])) == REVISIONS


def test_the_migrations_make_the_tables_that_the_models_describe(folder: Path) -> None:
    migrated = folder / "migrated.db"
    upgrade(migrated)
    engine = engine_for(migrated)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []
    engine.dispose()


def test_a_new_database_has_the_tables_that_the_migrations_make(database: Path, folder: Path) -> None:
    upgrade(folder / "migrated.db")

    assert rules_of(database) == rules_of(folder / "migrated.db")


def test_a_question_of_an_older_database_and_those_who_were_asked_are_kept(folder: Path) -> None:
    old = folder / "old.db"
    upgrade(old, "0005")
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("INSERT INTO county VALUES ('14', 'Västra Götaland')")
        connection.execute(
            "INSERT INTO municipality (code, name, county_code) VALUES ('1421', 'Orust', '14')"
        )
        connection.execute(
            "INSERT INTO collection VALUES (1, 'staffing', '2018-03-31', 'BoU', NULL, '2018-02-01')"
        )
        connection.execute("INSERT INTO collection_member VALUES (7, 1, '1421', '2018-03-01')")

    upgrade(old)

    assert sql(old, "SELECT id, kind, area, of_tertial FROM collection") == [(1, "staffing", "BoU", 0)]
    assert sql(old, "SELECT * FROM collection_member") == [(7, 1, "1421", "2018-03-01")]
    assert sql(old, "PRAGMA foreign_key_check") == []


def rules_of(path: Path) -> dict[str, object]:
    """Every table with its columns, indexes, references and checks; the order of the columns does not matter."""
    tables = [str(name) for (name,) in sql(path, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: (
            sorted(row[1:] for row in sql(path, f"PRAGMA table_info({name})")),
            sorted(
                row[1:3] for row in sql(path, f"PRAGMA index_list({name})") if "autoindex" not in str(row[1])
            ),
            sorted(row[2:7] for row in sql(path, f"PRAGMA foreign_key_list({name})")),
            sorted(re.findall(r"CHECK \(.*\)", made_by(path, name))),
        )
        for name in tables
    }


def made_by(path: Path, table: str) -> str:
    return str(sql(path, f"SELECT sql FROM sqlite_master WHERE name = '{table}'")[0][0])


def test_every_table_is_strict(database: Path) -> None:
    tables = sql(database, "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict")
    assert [name for (name,) in tables if not str(name).startswith("sqlite_")] == ["alembic_version"]


def test_text_in_a_column_of_whole_numbers_is_refused(database: Path) -> None:
    with (
        pytest.raises(IntegrityError, match="cannot store TEXT value in INTEGER column"),
        writing(database) as session,
    ):
        session.connection().execute(
            text("INSERT INTO logentry (at, command, summary, batch_id) VALUES ('', '', '', 'x')")
        )


def test_a_reference_to_nothing_is_refused(database: Path) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), writing(database) as session:
        session.connection().execute(
            text("INSERT INTO membership (association_key, municipality_code) VALUES ('fyrbodal', '9999')")
        )


def test_making_a_table_is_taken_back_with_the_transaction(database: Path) -> None:
    engine = engine_for(database)
    with pytest.raises(ZeroDivisionError), Session(engine) as session:
        session.connection().execute(text("CREATE TABLE half_way (id INTEGER)"))
        raise ZeroDivisionError
    engine.dispose()
    assert sql(database, "SELECT name FROM sqlite_master WHERE name = 'half_way'") == []


def test_what_fails_half_way_leaves_no_new_file(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError), writing(folder / "new.db"):
        raise ZeroDivisionError
    assert list(folder.iterdir()) == []


def test_a_reader_and_a_writer_do_not_shut_each_other_out(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kfond.db, "LOCK_WAIT_MS", 10)
    count = text("SELECT count(*) FROM municipality")
    with reading(database) as reader:
        assert reader.connection().execute(count).scalar() == 290
        with reading(database) as another:
            assert another.connection().execute(count).scalar() == 290
    with writing(database, keep=False), reading(database) as reader:
        assert reader.connection().execute(count).scalar() == 290


def test_two_writers_do(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kfond.db, "LOCK_WAIT_MS", 10)
    with writing(database) as first:
        first.connection()
        with pytest.raises(Refusal, match="is in use by another program"), writing(database) as second:
            second.connection()


# --- upgrading ------------------------------------------------------------------------------------------


@pytest.fixture
def newer_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program one schema ahead of the file, with a migration that has nothing to change."""
    monkeypatch.setattr("kfond.db.upgrade.HEAD", "0002-next")
    monkeypatch.setattr("kfond.db.invariants.HEAD", "0002-next")
    monkeypatch.setattr("kfond.db.HEAD", "0002-next")
    monkeypatch.setattr("kfond.db.schema.HEAD", "0002-next")  # last: the others read it when they are loaded


@pytest.mark.parametrize("words", [("log",), ("settings", "set", "take_up", "0.5"), ("db", "upgrade")])
def test_an_older_schema_is_copied_before_it_is_upgraded(
    database: Path, folder: Path, newer_program: None, words: tuple[str, ...]
) -> None:
    before = setting(database, "take_up")
    assert kfond_(*words).exit_code == 0
    copy = folder / "kfond.before-0002-next.db"
    assert (revision_of(copy), setting(copy, "take_up")) == (HEAD, before)


def test_an_earlier_copy_is_not_overwritten(database: Path, folder: Path, newer_program: None) -> None:
    (folder / "kfond.before-0002-next.db").write_bytes(b"the first copy")
    kfond_("db", "upgrade")
    assert (folder / "kfond.before-0002-next.db").read_bytes() == b"the first copy"
    assert (folder / "kfond.before-0002-next-2.db").is_file()


@pytest.mark.parametrize(
    "words", [("check",), ("db", "info"), ("db", "check"), ("db", "upgrade", "--dry-run")]
)
def test_what_only_looks_does_not_upgrade(
    database: Path, folder: Path, newer_program: None, words: tuple[str, ...]
) -> None:
    result = kfond_(*words)
    assert result.exit_code == (5 if words == ("check",) else 0)
    assert list(folder.iterdir()) == [database]


def test_an_upgrade_that_fails_leaves_the_file_and_says_where_the_copy_is(
    database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kfond.db.REVISIONS", ("a-lost-migration", *REVISIONS))
    sql(database, "UPDATE alembic_version SET version_num = 'a-lost-migration'")
    before = database.read_bytes()
    result = kfond_("log")
    assert result.exit_code == 4
    assert f"Upgrading {database} failed" in result.stderr
    assert f"The file as it was lies in {folder / f'kfond.before-{HEAD}.db'}." in result.stderr
    assert database.read_bytes() == before


# --- copies ---------------------------------------------------------------------------------------------


def test_a_backup_can_be_restored_and_the_present_file_is_kept(database: Path, folder: Path) -> None:
    kfond_("settings", "set", "take_up", "0.5")
    kfond_("db", "backup", "monday.db")
    kfond_("settings", "set", "take_up", "0.9")
    result = kfond_("db", "restore", "monday.db")
    assert result.exit_code == 0
    assert str(folder / "kfond.before-restore.db") in result.stderr
    assert setting(database, "take_up") == "0.5"
    assert setting(folder / "kfond.before-restore.db", "take_up") == "0.9"
    log = json.loads(kfond_("log", "--json").stdout)
    assert [entry["command"] for entry in log[:2]] == ["db restore monday.db", "settings set take_up 0.5"]


def test_restoring_twice_keeps_both_files_that_were_there(database: Path, folder: Path) -> None:
    kfond_("db", "backup", "monday.db")
    kfond_("settings", "set", "take_up", "0.9")
    kfond_("db", "restore", "monday.db")
    kfond_("db", "restore", "kfond.before-restore.db")
    assert setting(database, "take_up") == "0.9"
    copies = json.loads(kfond_("db", "info", "--json").stdout)["copies"]
    assert [Path(copy).name for copy in copies] == ["kfond.before-restore-2.db", "kfond.before-restore.db"]


def test_a_damaged_file_gives_way_to_a_copy_and_is_kept(database: Path, folder: Path) -> None:
    kfond_("db", "backup", "monday.db")
    database.write_bytes(b"no database any more")
    assert kfond_("db", "restore", "monday.db").exit_code == 0
    assert setting(database, "association") == "fyrbodal"
    assert (folder / "kfond.before-restore.db").read_bytes() == b"no database any more"


def test_a_file_restored_where_none_was_is_told_of_under_quiet(database: Path, folder: Path) -> None:
    result = kfond_("--quiet", "--db", "new.db", "db", "restore", database)
    assert (result.exit_code, result.stderr) == (0, f"{folder / 'new.db'} is again as in kfond.db.\n")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is not a database of kfond"),
        (b"Bengtsfors;7,3\n" * 100, "is not a readable database"),
        (None, "There is no such file"),
    ],
)
def test_what_is_no_database_of_kfond_is_not_restored(
    database: Path, folder: Path, content: bytes | None, reason: str
) -> None:
    if content is not None:
        (folder / "copy.db").write_bytes(content)
    before = database.read_bytes()
    result = kfond_("db", "restore", "copy.db")
    assert result.exit_code == 3
    assert reason in result.stderr
    assert database.read_bytes() == before


def test_a_newer_and_a_broken_copy_are_not_restored(database: Path, folder: Path) -> None:
    newer, broken = (Path(shutil.copy(database, folder / name)) for name in ("newer.db", "broken.db"))
    sql(newer, "UPDATE alembic_version SET version_num = '9999'")
    sql(broken, "DELETE FROM municipality WHERE code = '1421'")
    assert "written by a newer kfond (schema 9999)" in kfond_("db", "restore", newer).stderr
    assert "The file is damaged: membership" in kfond_("db", "restore", broken).stderr


def test_a_backup_does_not_overwrite_a_file_of_another_kind(database: Path, folder: Path) -> None:
    (folder / "staffing.xlsx").write_bytes(b"somebody's work")
    assert kfond_("db", "backup", "staffing.xlsx").exit_code == 2
    assert (folder / "staffing.xlsx").read_bytes() == b"somebody's work"
    assert kfond_("db", "backup", "monday.db").exit_code == 0
    assert kfond_("db", "backup", "monday.db").exit_code == 0


def test_info_describes_the_file(database: Path) -> None:
    assert json.loads(kfond_("db", "info", "--json").stdout) == {
        "path": str(database),
        "bytes": database.stat().st_size,
        "schema": HEAD,
        "batches": 0,
        "batches_taken_back": 0,
        "copies": [],
        "key": {"path": f"{database}.key", "state": "not_needed"},
    }
    assert kfond_("db", "info").stdout.splitlines()[0] == str(database)


# --- settings -------------------------------------------------------------------------------------------


def settings_now() -> dict[str, object]:
    return {row["key"]: row["value"] for row in json.loads(kfond_("settings", "--json").stdout)}


def test_every_setting_is_shown_with_its_default_and_whose_it_is(database: Path) -> None:
    rows = json.loads(kfond_("settings", "--json").stdout)
    assert [row["key"] for row in rows] == list(DESCRIPTIONS)
    assert next(row for row in rows if row["key"] == "smallest_group") == {
        "key": "smallest_group",
        "value": 12,
        "default": 12,
        "what": "Smallest group where the catalogue states none.",
        "whose_default": "our default",
    }


def test_a_setting_is_changed_once_and_logged_once(database: Path) -> None:
    first, second = (kfond_("settings", "set", "take_up", "0,5") for _ in range(2))
    assert first.stderr == "Settings changed: take_up “0.6” → “0.5”.\n"
    assert second.stderr == "The settings are so already; nothing is changed.\n"
    assert settings_now()["take_up"] == 0.5
    commands = [entry["command"] for entry in json.loads(kfond_("log", "--json").stdout)]
    assert commands == ["settings set take_up 0,5", "init fyrbodal"]


def test_exported_settings_can_be_imported_elsewhere(database: Path) -> None:
    kfond_("settings", "set", "smallest_group", "9")
    exported = kfond_("settings", "export")
    assert (
        "# Smallest group where the catalogue states none.\n# Default: 12 (our default).\nsmallest_group = 9"
        in (exported.stdout)
    )
    kfond_("settings", "export", "-o", "settings.toml")
    assert kfond_("--db", "new.db", "settings", "import", "settings.toml").exit_code == 0
    assert kfond_("--db", "new.db", "settings", "export").stdout == exported.stdout


def test_every_wrong_setting_is_told_at_once_and_nothing_is_changed(database: Path, folder: Path) -> None:
    before = settings_now()
    (folder / "wrong.toml").write_text(
        'smallest_group = 9\nlargest_group = "many"\nlanguage = "de"\ntake_upp = 0.5\n'
        'association = "nowhere"\nbase_seats = true\n[take_up]\nvalue = 1\n',
        encoding="utf-8",
    )
    result = kfond_("settings", "import", "wrong.toml")
    assert result.exit_code == 3
    said = result.stderr.splitlines()
    assert len(said) == 6
    for key in ("largest_group", "language", "take_upp", "association", "base_seats", "take_up "):
        assert any(key in line for line in said)
    assert settings_now() == before


@pytest.mark.parametrize("content", [b"take_up 0.5", b"\xff\xfe\x00"])
def test_a_file_that_is_no_toml_is_exit_3(database: Path, folder: Path, content: bytes) -> None:
    (folder / "settings.toml").write_bytes(content)
    result = kfond_("settings", "import", "settings.toml")
    assert result.exit_code == 3
    assert result.stderr.startswith("settings.toml: The file is no TOML: ")
