"""What holds for every command: where the database is, what is said where, how a run ends."""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

import kfond.db
from kfond.cli import VERBS, app, loaded

EXAMPLE = Path(__file__).parents[1] / "examples" / "staffing.xlsx"
READING = ("municipalities", "staffing", "courses", "participations", "review", "settings", "log", "check")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and nothing of the machine's own settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("KFOND_DB", raising=False)
    return tmp_path


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the example imported; to be copied, not used."""
    path = tmp_path_factory.mktemp("filled") / "kfond.db"
    assert kfond_("--db", path, "import", EXAMPLE).exit_code == 0
    return path


@pytest.fixture
def imported(filled: Path, folder: Path) -> Path:
    """kfond.db in the current folder, with the example as batch 1."""
    return Path(shutil.copy(filled, folder / "kfond.db"))


def kfond_(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def sql(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()


def another_sheet(folder: Path) -> Path:
    """The example with one figure otherwise: Bengtsfors has 9 posts, not 7,3."""
    workbook = load_workbook(EXAMPLE)
    workbook["Bilaga 1"]["B4"] = 9
    workbook.save(folder / "again.xlsx")
    return folder / "again.xlsx"


def posts_of_bengtsfors() -> float | None:
    cells = json.loads(kfond_("staffing", "--json").stdout)
    values = [c["value"] for c in cells if (c["municipality"], c["measure"]) == ("Bengtsfors", "positions")]
    return values[0] if values else None


# --- where the database is ------------------------------------------------------------------------------


def test_the_database_is_kfond_db_in_the_current_folder(folder: Path) -> None:
    result = kfond_("init", "--association", "fyrbodal")
    assert result.exit_code == 0
    assert (folder / "kfond.db").is_file()


@pytest.mark.parametrize(
    "words",
    [
        ("--db", "a.db", "init", "--association", "fyrbodal"),
        ("init", "--db", "a.db", "--association", "fyrbodal"),
        ("init", "--association", "fyrbodal", "--db", "a.db"),
    ],
)
def test_db_names_the_file_before_and_after_the_verb(folder: Path, words: tuple[str, ...]) -> None:
    assert kfond_(*words).exit_code == 0
    assert [path.name for path in folder.glob("*.db")] == ["a.db"]


@pytest.mark.parametrize("words", [("settings", "--db", "a.db"), ("settings", "export", "--db", "a.db")])
def test_db_is_taken_by_a_verb_with_verbs_below_it_and_by_those(words: tuple[str, ...]) -> None:
    kfond_("init", "--association", "fyrbodal", "--db", "a.db")
    assert "fyrbodal" in kfond_(*words).stdout


def test_kfond_db_names_the_file_and_the_option_wins(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KFOND_DB", "from-environment.db")
    kfond_("init", "--association", "fyrbodal")
    kfond_("init", "--association", "fyrbodal", "--db", "from-option.db")
    assert sorted(path.name for path in folder.glob("*.db")) == ["from-environment.db", "from-option.db"]


@pytest.mark.parametrize(
    "words",
    [
        *((verb,) for verb in READING),
        ("settings", "export"),
        ("undo",),
        ("db", "info"),
        ("db", "check"),
        ("db", "backup", "copy.db"),
    ],
)
def test_a_verb_that_reads_says_which_file_it_missed(folder: Path, words: tuple[str, ...]) -> None:
    result = kfond_(*words)
    assert result.exit_code == 4
    assert f"There is no database at {folder / 'kfond.db'}." in result.stderr
    assert list(folder.glob("*.db")) == []


def test_a_new_file_is_always_told_of_with_its_full_path(folder: Path) -> None:
    result = kfond_("--quiet", "import", EXAMPLE)
    assert result.stderr == f"Made the database {folder / 'kfond.db'}.\n"


def test_a_name_with_signs_of_an_address_is_a_plain_name(folder: Path) -> None:
    assert kfond_("init", "--association", "fyrbodal", "--db", "år 2018?#%20.db").exit_code == 0
    assert [path.name for path in folder.glob("*.db")] == ["år 2018?#%20.db"]


# --- what is said where ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("import", EXAMPLE),
        ("init", "--association", "fyrbodal"),
        ("settings", "set", "take_up", "0.5"),
        ("settings", "export", "-o", "settings.toml"),
        ("check",),
        ("db", "check"),
        ("db", "backup", "copy.db"),
        ("db", "upgrade"),
        ("undo",),
    ],
)
def test_quiet_is_silent_when_all_is_well(imported: Path, words: tuple[object, ...]) -> None:
    result = kfond_("--quiet", *words)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("verb", READING)
def test_json_is_one_value_on_a_full_and_on_an_empty_database(imported: Path, verb: str) -> None:
    full = json.loads(kfond_(verb, "--json").stdout)
    assert full or verb == "check"
    kfond_("undo")
    assert isinstance(json.loads(kfond_(verb, "--json").stdout), list)


@pytest.mark.parametrize("verb", ["staffing", "courses", "participations"])
def test_an_empty_database_names_the_verb_that_fills_it(verb: str) -> None:
    kfond_("init", "--association", "fyrbodal")
    result = kfond_(verb)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "kfond import FILE" in result.stderr


# --- how a run ends -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("log",), 0),
        (("no-such-verb",), 2),
        (("import",), 2),
        (("--today", "tomorrow", "log"), 2),
        (("log", "--today", "tomorrow"), 2),
        (("init", "--association", "Nowhere"), 2),
        (("import", "no-such-file.xlsx"), 3),
        (("undo", "7"), 3),
        (("settings", "set", "take_up", "much"), 3),
        (("db", "restore", "no-such-file.db"), 3),
        (("db", "backup", "no/such/folder.db"), 2),
    ],
)
def test_exit_codes(imported: Path, words: tuple[str, ...], code: int) -> None:
    result = kfond_(*words)
    assert result.exit_code == code
    assert (result.stderr == "") == (code == 0)


def test_a_fault_of_the_program_is_one_line_and_a_log(
    imported: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_session: object) -> None:
        raise RuntimeError("the drawer is stuck")

    monkeypatch.setattr("kfond.db.log.entries", broken)
    result = kfond_("log")
    logs = list((folder / "state").rglob("faults.log"))
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "A fault in kfond itself: RuntimeError: the drawer is stuck. Nothing was changed. "
        f"The details are in {logs[0]}."
    ]
    assert "Traceback" in logs[0].read_text(encoding="utf-8")


def test_a_locked_database_is_exit_4_for_a_writer_and_readable(
    imported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kfond.db, "LOCK_WAIT_MS", 10)
    other = sqlite3.connect(imported, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writers = [kfond_("undo"), kfond_("settings", "set", "take_up", "0.5"), kfond_("db", "restore", imported)]
    reader = kfond_("staffing")
    other.close()
    assert [writer.exit_code for writer in writers] == [4, 4, 4]
    assert all(f"{imported} is in use by another program." in writer.stderr for writer in writers)
    assert reader.exit_code == 0
    assert kfond_("undo").exit_code == 0


@pytest.mark.parametrize("words", [("log",), ("undo",), ("check",), ("db", "info"), ("db", "upgrade")])
def test_a_database_of_a_newer_program_is_exit_4(imported: Path, words: tuple[str, ...]) -> None:
    sql(imported, "UPDATE alembic_version SET version_num = '9999'")
    before = imported.read_bytes()
    result = kfond_(*words)
    assert result.exit_code == 4
    assert "was written by a newer kfond (schema 9999)" in result.stderr
    assert imported.read_bytes() == before


@pytest.mark.parametrize("words", [("log",), ("undo",), ("check",), ("import", EXAMPLE)])
@pytest.mark.parametrize("content", [b"", b"Bengtsfors;7,3\n" * 500], ids=["empty", "text"])
def test_a_file_that_is_no_database_is_exit_4_and_left_alone(
    folder: Path, content: bytes, words: tuple[object, ...]
) -> None:
    (folder / "kfond.db").write_bytes(content)
    result = kfond_(*words)
    assert result.exit_code == 4
    assert str(folder / "kfond.db") in result.stderr
    assert (folder / "kfond.db").read_bytes() == content


def test_a_damaged_database_is_exit_4(imported: Path) -> None:
    content = imported.read_bytes()
    imported.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    result = kfond_("staffing")
    assert result.exit_code == 4
    assert "is not a readable SQLite database" in result.stderr


def test_a_database_of_another_program_is_exit_4(folder: Path) -> None:
    sql(folder / "kfond.db", "CREATE TABLE alembic_version (version_num TEXT)")
    sql(folder / "kfond.db", "INSERT INTO alembic_version VALUES ('abc')")
    result = kfond_("log")
    assert result.exit_code == 4
    assert "is not a database of kfond" in result.stderr


# --- trying, taking back, doing again -------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", [("import", EXAMPLE), ("init", "--association", "fyrbodal"), ("settings", "set", "take_up", "1")]
)
def test_dry_run_leaves_no_new_file(folder: Path, words: tuple[object, ...]) -> None:
    result = kfond_(*words, "--dry-run")
    assert result.exit_code == 0
    assert "--dry-run" in result.stderr
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ("import", "again.xlsx"),
        ("init", "--association", "kalmar"),
        ("settings", "set", "take_up", "1"),
        ("undo",),
        ("review", "set", "p77", "2", "--note", "telefon"),
        ("review", "accept", "p55"),
        ("db", "restore", "kfond.db"),
        ("db", "upgrade"),
    ],
)
def test_dry_run_keeps_nothing(imported: Path, folder: Path, words: tuple[object, ...]) -> None:
    another_sheet(folder)
    before = sorted(path.name for path in folder.iterdir()), imported.read_bytes()
    assert kfond_(*words, "--dry-run").exit_code == 0
    assert (sorted(path.name for path in folder.iterdir()), imported.read_bytes()) == before


def test_undo_says_what_was_taken_back_and_the_file_can_be_imported_again(imported: Path) -> None:
    taken = kfond_("undo")
    assert taken.stderr == "Took back batch 1: staffing.xlsx (staff, course catalogue, courses held).\n"
    assert posts_of_bengtsfors() is None
    assert kfond_("undo").exit_code == 3
    assert kfond_("import", EXAMPLE).exit_code == 0
    assert posts_of_bengtsfors() == 7.3


def test_the_same_file_twice_changes_nothing(imported: Path) -> None:
    before = imported.read_bytes()
    result = kfond_("import", EXAMPLE)
    assert result.exit_code == 0
    assert "imported before (batch 1); nothing is changed" in result.stderr
    assert imported.read_bytes() == before


def test_of_two_imports_the_first_stands_when_the_second_is_taken_back(imported: Path, folder: Path) -> None:
    kfond_("import", another_sheet(folder))
    assert posts_of_bengtsfors() == 9
    kfond_("undo")
    assert posts_of_bengtsfors() == 7.3
    log = json.loads(kfond_("log", "--json").stdout)
    assert [(entry["command"], entry["batch"], entry["taken_back"]) for entry in log] == [
        ("undo 2", None, False),
        ("import again.xlsx", 2, True),
        ("import staffing.xlsx", 1, False),
    ]


def test_a_named_batch_is_taken_back_and_the_newer_stands(imported: Path, folder: Path) -> None:
    kfond_("import", another_sheet(folder))
    assert kfond_("undo", "1").exit_code == 0
    assert posts_of_bengtsfors() == 9
    assert kfond_("check").exit_code == 0


# --- the verbs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
def test_the_top_help_says_what_the_verb_says_of_itself(verb: str) -> None:
    assert str(loaded(verb).help).splitlines()[0] == VERBS[verb].help


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_what_is_below_it_takes_the_common_options(verb: str) -> None:
    command = loaded(verb)
    for one in (command, *getattr(command, "commands", {}).values()):
        names = [parameter.name for parameter in one.params]
        assert [name for name in names if name in ("db", "quiet", "today")] == ["db", "quiet", "today"]


def test_the_top_help_lists_every_verb() -> None:
    shown = kfond_("--help").stdout
    assert [verb for verb in VERBS if verb not in shown] == []


def test_help_loads_nothing_heavy() -> None:
    heavy = ("sqlmodel", "openpyxl", "jinja2", "alembic", "highspy", "sqlalchemy")
    script = (
        "import sys; from typer.testing import CliRunner; from kfond.cli import app; "
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0; "
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


# --- what is known --------------------------------------------------------------------------------------


def test_courses_show_how_each_frequency_was_understood(imported: Path) -> None:
    lines = json.loads(kfond_("courses", "--json").stdout)
    understood = {line["frequency"]: line["understood"] for line in lines}
    assert len(lines) == 53
    assert {phrase: understood[phrase] for phrase in list(UNDERSTOOD)} == UNDERSTOOD


UNDERSTOOD = {
    "1-1½ år": "every 2–3 terms",
    "Vartannat år": "every 4–5 terms",
    "1-2 ggr/år": "1–2 starts a year",
    "1 gång/år": "1 start a year",
    "Ca 1-2 grupper /termin": "about 1–2 groups a term",
    "Start i Göteborg 12 okt. Sista anmdag 15/9 2017": "starts 2017-10-12, in Göteborg, enrol by 2017-09-15",
    "Nov 2017 därefter vid behov": "starts 2017-11-01 – 2017-11-30, after that when there is a need",
    "Vid behov. Eventuellt i kommun-samarbete": (
        "when there is a need, perhaps some municipalities together"
    ),
    "Vid efterfrågan": "when somebody asks for it",
    "Undersöka behovet först": "the need is to be surveyed first",
    "Lokala utb vid behov": "arranged by each municipality",
    "": "not stated",
}


def test_an_unclear_frequency_says_so() -> None:
    from kfond.catalogue.frequency import read_frequency
    from kfond.commands.courses import understood

    assert understood(read_frequency("lite då och då")).in_words("en") == "not understood"


def test_every_frequency_band_and_relation_has_its_words() -> None:
    from kfond.catalogue.frequency import Kind
    from kfond.catalogue.lines import Band, Relation
    from kfond.commands.courses import BANDS, FREQUENCIES, RELATIONS

    counted = {"interval", "per_year", "groups_per_term", "fixed"}
    assert set(FREQUENCIES) | counted == {kind.value for kind in Kind}
    assert set(BANDS) == {band.value for band in Band}
    assert set(RELATIONS) == {relation.value for relation in Relation}


def test_participations_show_what_they_are_tied_to_and_how_surely(imported: Path) -> None:
    held = {course["course"]: course for course in json.loads(kfond_("participations", "--json").stdout)}
    assert held["Introduktionskurs"]["tie"] is None
    assert held["Introduktionskurs"]["participations"] == {
        "value": 76,
        "source": {"file": "staffing.xlsx", "sheet": "Genomförda kurser", "cell": "E4"},
    }
    assert held["Anknytning och omsorgssvikt"]["times"] is None
    replaced, likely = held["Familjeterapi 1"]["tie"], held["LVU grund"]["tie"]
    assert (replaced["relation"], replaced["likely"]) == ("replaces", False)
    assert (likely["slug"], likely["relation"], likely["likely"]) == ("lvu", "same", True)
