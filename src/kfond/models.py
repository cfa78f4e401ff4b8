"""Every table, in the order of the rooms: the schema, to be read in one sitting. No logic.

Dates are ISO text, posts and shares of a post whole hundredths, codes text with their zeros. Table classes
do not validate: the importers do before, the constraints here after. (No `from __future__ import
annotations` here: SQLModel reads the annotations themselves.)
"""

from datetime import date, datetime

from pydantic import ConfigDict
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlmodel import Column, Field, Integer, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
STRICT = {"sqlite_strict": True}


def _belongs_to(target: str, nullable: bool = False) -> Column[int]:
    """A column that goes with its owner: what a batch brought is taken away with the batch."""
    return Column(Integer, ForeignKey(target, ondelete="CASCADE"), nullable=nullable, index=True)


class Table(SQLModel):
    """What every table has: pydantic builds no validator for it, since none is ever used (see above)."""

    # A quarter of the time that this module takes to load.
    model_config = ConfigDict(defer_build=True)  # type: ignore[assignment]


# --- the file itself: what was done, with which settings -------------------------------------------------


class Setting(Table, table=True):
    """A setting that differs from its default."""

    __table_args__ = STRICT
    key: str = Field(primary_key=True)
    value: str


class Batch(Table, table=True):
    """One imported file, as one whole: taken in together, taken back together.

    `sender` is a municipality's code or a name given with the import, "" where nobody can tell; `as_of` the day
    that all of the file speaks of, NULL where its sheets speak of several or of none.
    """

    __table_args__ = STRICT
    id: int | None = Field(default=None, primary_key=True)
    file: str
    sha256: str = Field(index=True)
    kinds: str
    sender: str = Field(default="", sa_column_kwargs={"server_default": ""})
    as_of: date | None = None
    undone_at: datetime | None = None


class LogEntry(Table, table=True):
    """One command that wrote, with what it said."""

    __table_args__ = STRICT
    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    command: str
    summary: str
    batch_id: int | None = Field(default=None, foreign_key="batch.id")


class Cell(Table, table=True):
    """A cell of an imported file, as typed: the passport of every figure."""

    __table_args__ = (UniqueConstraint("batch_id", "sheet", "address"), STRICT)
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(sa_column=_belongs_to("batch.id"))
    sheet: str
    address: str
    verbatim: str


class SheetNote(Table, table=True):
    """A text of a sheet that is no figure but bears on the figures: a reservation or a footnote."""

    __tablename__ = "sheet_note"
    __table_args__ = (CheckConstraint("kind IN ('reservation', 'footnote')", name="kind"), STRICT)
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(sa_column=_belongs_to("batch.id"))
    kind: str
    subject: str
    cell_id: int = Field(sa_column=_belongs_to("cell.id"))


class LeftOut(Table, table=True):
    """What a partial import left out of its batch: where it stands, what is wrong and what to write there."""

    __tablename__ = "left_out"
    __table_args__ = STRICT
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(sa_column=_belongs_to("batch.id"))
    sheet: str
    address: str
    what: str
    remedy: str


class Wording(Table, table=True):
    """What one sender's own word, or one of the sender's cells ("B4"), is to be read as on its sheets."""

    __table_args__ = (UniqueConstraint("sender", "read"), STRICT)
    id: int | None = Field(default=None, primary_key=True)
    sender: str
    read: str
    means: str


class Verdict(Table, table=True):
    """What a human said of a doubtful cell. It holds for the same text in the same place of a later sheet.

    The place is what the cell speaks of, not where it stands: kind of sheet, municipality, unit, area, row
    ("" where the kind has one row a unit), day (0001-01-01 where the row has none) and measure. `verbatim` is
    the cell's text, and below it what is written beside the cell. `decision` is 'set' (a figure, in
    hundredths) or 'accept' (as it was read); `text` is the answer in words: the key of a choice, else as given.
    """

    __table_args__ = (
        UniqueConstraint(
            "kind", "municipality_code", "unit", "area", "definition", "name", "day", "measure", "verbatim"
        ),
        CheckConstraint("decision IN ('set', 'accept')", name="decision"),
        CheckConstraint(
            "quality IN ('exact', 'approximate', 'range', 'at_least', 'at_most', 'missing')", name="quality"
        ),
        CheckConstraint("answer IN ('yes', 'no') OR answer IS NULL", name="answer"),
        CheckConstraint("low <= high OR low IS NULL OR high IS NULL", name="interval"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    municipality_code: str
    unit: str
    area: str
    definition: str
    name: str
    day: date
    measure: str
    verbatim: str
    decision: str
    quality: str
    value: int | None
    low: int | None
    high: int | None
    answer: str | None
    text: str
    by: str
    at: datetime
    why: str


class Collection(Table, table=True):
    """A question put to municipalities: which sheet, for which day, to be answered by when.

    `of_tertial`: it is about the tertial that ends on that day, and not about the year or another time.
    """

    __table_args__ = (UniqueConstraint("kind", "as_of", "area", "of_tertial"), STRICT)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    as_of: date
    area: str
    of_tertial: bool = False
    deadline: date | None
    made_at: datetime


class CollectionMember(Table, table=True):
    """A municipality that was asked, or the organisation itself (no code), and when it was last reminded."""

    __tablename__ = "collection_member"
    __table_args__ = (UniqueConstraint("collection_id", "municipality_code"), STRICT)
    id: int | None = Field(default=None, primary_key=True)
    collection_id: int = Field(sa_column=_belongs_to("collection.id"))
    municipality_code: str | None = Field(default=None, foreign_key="municipality.code")
    reminded_at: datetime | None = None


# --- registry --------------------------------------------------------------------------------------------


class County(Table, table=True):
    """A county (län)."""

    __table_args__ = STRICT
    code: str = Field(primary_key=True)
    name: str


class Municipality(Table, table=True):
    """A municipality (kommun); the code is text of four digits."""

    __table_args__ = (CheckConstraint("length(code) = 4", name="code"), STRICT)
    code: str = Field(primary_key=True)
    name: str = Field(unique=True)
    county_code: str = Field(foreign_key="county.code")
    valid_from: date | None = None
    valid_to: date | None = None


class MunicipalityAlias(Table, table=True):
    """Another spelling that is certain to mean one municipality."""

    __tablename__ = "municipality_alias"
    __table_args__ = STRICT
    alias: str = Field(primary_key=True)
    municipality_code: str = Field(foreign_key="municipality.code")


class Association(Table, table=True):
    """An association (kommunalförbund, region) that municipalities do things together through."""

    __table_args__ = STRICT
    key: str = Field(primary_key=True)
    name: str = Field(unique=True)


class Membership(Table, table=True):
    """A municipality's membership of an association, from and to a day where known."""

    __table_args__ = STRICT
    id: int | None = Field(default=None, primary_key=True)
    association_key: str = Field(foreign_key="association.key", index=True)
    municipality_code: str = Field(foreign_key="municipality.code")
    valid_from: date | None = None
    valid_to: date | None = None


# --- lists: what municipalities send row by row -----------------------------------------------------------


class ListRow(Table, table=True):
    """A row of a list (participations, placements, workload ...), and what it speaks of.

    `name` is the course, model, indicator, form or region that the row is about; `first_day` and `last_day`
    bound its period and are the same for a single day; `person` is a keyed pseudonym, never a name.
    """

    __tablename__ = "list_row"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="period"), STRICT)
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(sa_column=_belongs_to("batch.id"))
    kind: str = Field(index=True)
    municipality_code: str | None = Field(foreign_key="municipality.code")
    unit: str
    area: str
    name: str
    first_day: date | None
    last_day: date | None
    person: str | None
    cell_id: int = Field(sa_column=_belongs_to("cell.id"))


class ListValue(Table, table=True):
    """One value of a list row: a figure in hundredths with its quality, or a text, or both."""

    __tablename__ = "list_value"
    __table_args__ = (
        UniqueConstraint("row_id", "field"),
        CheckConstraint(
            "quality IN ('exact', 'approximate', 'range', 'at_least', 'at_most', 'missing', 'unclear')",
            name="quality",
        ),
        CheckConstraint("answer IN ('yes', 'no') OR answer IS NULL", name="answer"),
        CheckConstraint("low <= high OR low IS NULL OR high IS NULL", name="interval"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    row_id: int = Field(sa_column=_belongs_to("list_row.id"))
    field: str
    quality: str
    value: int | None
    low: int | None
    high: int | None
    answer: str | None
    text: str
    note: str
    review: bool
    cell_id: int = Field(sa_column=_belongs_to("cell.id"))


# --- staffing --------------------------------------------------------------------------------------------


class StaffReturn(Table, table=True):
    """What one unit of a municipality answered about its staff as of one day, under one definition."""

    __tablename__ = "staff_return"
    __table_args__ = (
        UniqueConstraint("batch_id", "municipality_code", "unit", "area", "as_of", "definition"),
        CheckConstraint("source_kind IN ('interview', 'return', 'report')", name="source_kind"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(sa_column=_belongs_to("batch.id"))
    municipality_code: str = Field(foreign_key="municipality.code", index=True)
    unit: str
    area: str
    as_of: date
    source_kind: str
    definition: str
    includes: str
    note: str
    cell_id: int = Field(sa_column=_belongs_to("cell.id"))


class StaffFigure(Table, table=True):
    """One measure of a return; hundredths. The middle of a range is computed, never stored."""

    __tablename__ = "staff_figure"
    __table_args__ = (
        UniqueConstraint("return_id", "measure"),
        CheckConstraint(
            "quality IN ('exact', 'approximate', 'range', 'at_least', 'at_most', 'missing', 'unclear')",
            name="quality",
        ),
        CheckConstraint("answer IN ('yes', 'no') OR answer IS NULL", name="answer"),
        CheckConstraint("low <= high OR low IS NULL OR high IS NULL", name="interval"),
        CheckConstraint("value IS NOT NULL OR quality NOT IN ('exact', 'approximate')", name="value"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    return_id: int = Field(sa_column=_belongs_to("staff_return.id"))
    measure: str
    quality: str
    value: int | None
    low: int | None
    high: int | None
    answer: str | None
    note: str
    review: bool
    cell_id: int = Field(sa_column=_belongs_to("cell.id"))


class Person(Table, table=True):
    """One row of a list of staff: a person by a keyed pseudonym, or a vacant post. No name, no number, no free text.

    `row` is where it stands on `sheet` of the batch's file; `pseudonym` is NULL for a vacant post and where the
    row does not say who it is. `since_first` and `since_last` bound the day on which the experience within the
    area began, `since_first` NULL where it may be any day before; both NULL where nothing readable is stated.
    `years` is experience as stated for `as_of`, NULL where the day of employment was used instead. `rate` is the
    share of a post, NULL where not known. `years` and `rate` in hundredths.
    """

    __table_args__ = (
        CheckConstraint("rate >= 0", name="rate"),
        CheckConstraint("since_first <= since_last", name="since"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(sa_column=_belongs_to("batch.id"))
    sheet: str
    row: int
    municipality_code: str = Field(foreign_key="municipality.code")
    unit: str
    area: str
    as_of: date
    pseudonym: str | None
    role: str
    education: str
    employment: str
    since_first: date | None
    since_last: date | None
    years: int | None
    rate: int | None


class PersonColumn(Table, table=True):
    """Which column of a list of persons or placements held a field, by the cell of its heading: the passport of what is
    counted."""

    __tablename__ = "person_column"
    __table_args__ = (UniqueConstraint("batch_id", "sheet", "field"), STRICT)
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(sa_column=_belongs_to("batch.id"))
    sheet: str
    field: str
    cell_id: int = Field(sa_column=_belongs_to("cell.id"))


class PseudonymKey(Table, table=True):
    """The fingerprint of the key that this database's pseudonyms are made with; the key itself lies elsewhere."""

    __tablename__ = "pseudonym_key"
    __table_args__ = STRICT
    fingerprint: str = Field(primary_key=True)


# --- catalogue -------------------------------------------------------------------------------------------


class Course(Table, table=True):
    """A course: one identity, whatever it is called on which sheet."""

    __table_args__ = STRICT
    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    name: str


class PlanLine(Table, table=True):
    """A line of the catalogue: a course for a band of an area, with how often it should run."""

    __tablename__ = "plan_line"
    __table_args__ = (
        CheckConstraint("met IN ('local', 'joint')", name="met"),
        CheckConstraint("smallest <= largest OR smallest IS NULL OR largest IS NULL", name="group_size"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(sa_column=_belongs_to("batch.id"))
    as_of: date
    course_id: int = Field(foreign_key="course.id", index=True)
    area: str
    band: str
    met: str
    need: str
    name: str
    frequency: str
    entered: str
    last_start: str | None
    smallest: int | None
    largest: int | None
    days: int | None
    note: str
    prerequisites: str = Field(default="", sa_column_kwargs={"server_default": ""})
    cell_id: int = Field(sa_column=_belongs_to("cell.id"))
    frequency_cell_id: int | None = Field(sa_column=_belongs_to("cell.id", nullable=True))


class CourseName(Table, table=True):
    """Another name that a catalogue line ties to its course, how, and whether that is stated or only likely."""

    __tablename__ = "course_name"
    __table_args__ = (
        CheckConstraint("relation IN ('same', 'replaces', 'deepens')", name="relation"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    line_id: int = Field(sa_column=_belongs_to("plan_line.id"))
    name: str
    relation: str
    likely: bool
    cell_id: int = Field(sa_column=_belongs_to("cell.id"))


class NeedLine(Table, table=True):
    """A need for competence that the catalogue names for a band, met locally or jointly, without a course."""

    __tablename__ = "need_line"
    __table_args__ = (CheckConstraint("met IN ('local', 'joint')", name="met"), STRICT)
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(sa_column=_belongs_to("batch.id"))
    as_of: date
    area: str
    band: str
    met: str
    text: str
    cell_id: int = Field(sa_column=_belongs_to("cell.id"))


class HeldCourse(Table, table=True):
    """A course as held over a period of whole years; what the source leaves out stays NULL."""

    __tablename__ = "held_course"
    __table_args__ = (CheckConstraint("first_year <= last_year", name="period"), STRICT)
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(sa_column=_belongs_to("batch.id"))
    name: str
    area: str
    first_year: int
    last_year: int
    format: str
    days: int | None
    times: int | None
    times_cell_id: int | None = Field(sa_column=_belongs_to("cell.id", nullable=True))
    participations: int | None
    participations_cell_id: int | None = Field(sa_column=_belongs_to("cell.id", nullable=True))
    reached: int | None
    reached_cell_id: int | None = Field(sa_column=_belongs_to("cell.id", nullable=True))
    planned: str
    deepens: str
    deepens_likely: bool
    status: str
    cell_id: int = Field(sa_column=_belongs_to("cell.id"))


class StatedTotal(Table, table=True):
    """A total that a sheet states for a period; checked against its parts, never added to them."""

    __tablename__ = "stated_total"
    __table_args__ = STRICT
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(sa_column=_belongs_to("batch.id"))
    area: str
    first_year: int
    last_year: int
    participations: int
    cell_id: int = Field(sa_column=_belongs_to("cell.id"))


# --- placements and foster homes: read by placements/ alone ------------------------------------------------


class RowsDecision(Table, table=True):
    """A decision that rows about single placements are kept from a day on, or no longer, and its case number."""

    __tablename__ = "rows_decision"
    __table_args__ = STRICT
    id: int | None = Field(default=None, primary_key=True)
    is_on: bool
    decision: str
    decided_on: date
    at: datetime


class PlacementRow(Table, table=True):
    """One placement under pseudonyms. No name, no birth date, no legal ground, no free text.

    `row` is where it stands on `sheet` of the batch's file. `number`, `child` and `home` are keyed pseudonyms, the
    last two NULL where the row does not say. Days are half-open: `end_day` is the first without the placement, NULL
    while it goes on. The list tells of every placement of the municipality that was under way on any day from
    `known_from` to `known_to`.
    """

    __tablename__ = "placement_row"
    __table_args__ = (
        CheckConstraint("start_day <= end_day OR end_day IS NULL", name="days"),
        CheckConstraint("known_from <= known_to", name="known"),
        CheckConstraint("(end_day IS NULL) = (ending IS NULL)", name="ending"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(sa_column=_belongs_to("batch.id"))
    sheet: str
    row: int
    municipality_code: str = Field(foreign_key="municipality.code")
    kind: str
    number: str
    child: str | None
    home: str | None
    start_day: date
    planned_end: date | None
    end_day: date | None
    ending: str | None
    age_group: str | None
    had_training: bool | None
    known_from: date
    known_to: date


class HomeRow(Table, table=True):
    """One foster home under a pseudonym, with the day of each step of its way; NULL where it has not come so far."""

    __tablename__ = "home_row"
    __table_args__ = (CheckConstraint("known_from <= known_to", name="known"), STRICT)
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(sa_column=_belongs_to("batch.id"))
    sheet: str
    row: int
    home: str
    kind: str
    interest: date | None
    assessment: date | None
    assessed: date | None
    trained: date | None
    banked: date | None
    placed: date | None
    left_on: date | None
    way_out: str | None
    is_mentor: bool
    mentored_from: date | None
    contracted_from: date | None
    contracted_to: date | None
    known_from: date
    known_to: date


class ReferralRow(Table, table=True):
    """One time that a municipality asked for a home: when, and when it was matched or closed without one."""

    __tablename__ = "referral_row"
    __table_args__ = (
        CheckConstraint("matched IS NULL OR closed IS NULL", name="outcome"),
        CheckConstraint("known_from <= known_to", name="known"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(sa_column=_belongs_to("batch.id"))
    sheet: str
    row: int
    municipality_code: str = Field(foreign_key="municipality.code")
    kind: str
    number: str
    asked: date
    matched: date | None
    closed: date | None
    known_from: date
    known_to: date


class FrozenTally(Table, table=True):
    """A number that was counted from rows before they were disposed of: what the statistics are made of since then.

    `subject` tells placements, homes and referrals apart; `municipality_code` and `kind` are "" for all of them;
    `number` NULL is not known. `sources` are the headings that it was counted below, as JSON.
    """

    __tablename__ = "frozen_tally"
    __table_args__ = (
        UniqueConstraint("subject", "first_day", "last_day", "municipality_code", "kind", "measure"),
        CheckConstraint("first_day <= last_day", name="span"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    subject: str
    first_day: date
    last_day: date
    municipality_code: str
    kind: str
    measure: str
    number: int | None
    sources: str


# --- funding ---------------------------------------------------------------------------------------------


class FundingApplication(Table, table=True):
    """An application: which fund, in which folder. `rules` is the fund's file as it was when the application began.

    Of those with one key, one at most stands: the others were taken back.
    """

    __tablename__ = "funding_application"
    __table_args__ = STRICT
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(index=True)
    fund: str
    title: str
    folder: str
    rules: str
    entry_id: int = Field(foreign_key="logentry.id")
    undone_at: datetime | None = None


class FundingStep(Table, table=True):
    """A step in the life of an application: state, day, role, and the application's file as it was then.

    `document` is the SHA-256 of the document that was written out, "" where none was.
    """

    __tablename__ = "funding_step"
    __table_args__ = STRICT
    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(sa_column=_belongs_to("funding_application.id"))
    state: str
    on_day: date
    by: str
    note: str
    is_back: bool
    document: str
    content: str
    entry_id: int = Field(foreign_key="logentry.id")
    undone_at: datetime | None = None


class FundingEntry(Table, table=True):
    """An entry on the money of an application, in öre; what was used of it are the shares of costs.

    `line` is "" for the whole; `payment` the number of the planned payment. What is in kind has whole hundredths
    of hours and öre an hour.
    """

    __tablename__ = "funding_entry"
    __table_args__ = (
        CheckConstraint("(hours IS NULL) = (rate IS NULL)", name="in_kind"),
        CheckConstraint("(kind = 'moved') = (to_line <> '')", name="moved"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(sa_column=_belongs_to("funding_application.id"))
    kind: str
    on_day: date
    year: int
    amount: int
    line: str
    to_line: str
    payment: int | None
    hours: int | None
    rate: int | None
    by: str
    note: str
    entry_id: int = Field(foreign_key="logentry.id")
    undone_at: datetime | None = None


class FundingCost(Table, table=True):
    """A cost that was paid, in öre, by its voucher; its shares sum to it. `own_key` tells it from others."""

    __tablename__ = "funding_cost"
    __table_args__ = STRICT
    id: int | None = Field(default=None, primary_key=True)
    own_key: str
    item: str
    on_day: date
    year: int
    amount: int
    note: str
    entry_id: int = Field(foreign_key="logentry.id")
    undone_at: datetime | None = None


class FundingShare(Table, table=True):
    """What one source bears of a cost, in öre: an application (then with the budget line), or another by its name."""

    __tablename__ = "funding_share"
    __table_args__ = (
        CheckConstraint("(application_id IS NULL) = (source <> '')", name="source"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    cost_id: int = Field(sa_column=_belongs_to("funding_cost.id"))
    application_id: int | None = Field(
        sa_column=_belongs_to("funding_application.id", nullable=True), default=None
    )
    source: str
    line: str
    amount: int


class FundingCondition(Table, table=True):
    """What must be met, before a payment where one is named. Stated anew when it is met: the last one holds."""

    __tablename__ = "funding_condition"
    __table_args__ = STRICT
    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(sa_column=_belongs_to("funding_application.id"))
    key: str
    text: str
    due: date | None
    payment: int | None
    met_on: date | None
    evidence: str
    entry_id: int = Field(foreign_key="logentry.id")
    undone_at: datetime | None = None


class FundingOutcome(Table, table=True):
    """What came of a target, stated by hand with its evidence; `value` is exact, as text ("46.5", "2/3")."""

    __tablename__ = "funding_outcome"
    __table_args__ = STRICT
    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(sa_column=_belongs_to("funding_application.id"))
    target: str
    on_day: date
    value: str | None
    reached: bool | None
    women: str | None
    men: str | None
    evidence: str
    explanation: str
    entry_id: int = Field(foreign_key="logentry.id")
    undone_at: datetime | None = None


class FundingCall(Table, table=True):
    """A call of a fund that one runs oneself; `rules` is the fund's file as it was when the call was made."""

    __tablename__ = "funding_call"
    __table_args__ = (CheckConstraint("opens_on <= closes_on", name="days"), STRICT)
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(index=True)
    fund: str
    rules: str
    opens_on: date
    closes_on: date
    entry_id: int = Field(foreign_key="logentry.id")
    undone_at: datetime | None = None


class FundingFrame(Table, table=True):
    """What a call may grant for a year, in öre."""

    __tablename__ = "funding_frame"
    __table_args__ = (
        UniqueConstraint("call_id", "year"),
        CheckConstraint("amount > 0", name="amount"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    call_id: int = Field(sa_column=_belongs_to("funding_call.id"))
    year: int
    amount: int


class FundingIncoming(Table, table=True):
    """An application that has come to a call, numbered as it came. `content` is its file, `sha256` its fingerprint;
    both are "" for one on paper, of which only what was stated by hand is known. `late_reason` is "" for one in time.
    """

    __tablename__ = "funding_incoming"
    __table_args__ = (CheckConstraint("(content = '') = (sha256 = '')", name="content"), STRICT)
    id: int | None = Field(default=None, primary_key=True)
    call_id: int = Field(sa_column=_belongs_to("funding_call.id"))
    number: int
    applicant: str
    title: str
    applied: int | None
    starts_on: date | None
    ends_on: date | None
    persons: int | None
    received_on: date
    file: str
    sha256: str
    content: str
    late_reason: str
    entry_id: int = Field(foreign_key="logentry.id")
    undone_at: datetime | None = None


class FundingAssessment(Table, table=True):
    """What a role proposes for an application of a call: `advice` grant, part or refuse, and an amount in öre."""

    __tablename__ = "funding_assessment"
    __table_args__ = STRICT
    id: int | None = Field(default=None, primary_key=True)
    incoming_id: int = Field(sa_column=_belongs_to("funding_incoming.id"))
    advice: str
    amount: int
    by: str
    on_day: date
    why: str
    entry_id: int = Field(foreign_key="logentry.id")
    undone_at: datetime | None = None


class FundingDecision(Table, table=True):
    """What one decider has decided on an application of a call, for a year: öre, 0 where it is refused.

    It holds when every decider of the fund has decided alike; `is_anew` begins a decision that replaces an earlier.
    """

    __tablename__ = "funding_decision"
    __table_args__ = (CheckConstraint("amount >= 0", name="amount"), STRICT)
    id: int | None = Field(default=None, primary_key=True)
    incoming_id: int = Field(sa_column=_belongs_to("funding_incoming.id"))
    year: int
    amount: int
    by: str
    on_day: date
    why: str
    is_anew: bool
    entry_id: int = Field(foreign_key="logentry.id")
    undone_at: datetime | None = None


# --- reports ---------------------------------------------------------------------------------------------


class PublishedReport(Table, table=True):
    """A report whose figures were fixed: what it takes to write the same document again, and which settings held.

    `key` is that of the kind of report. `adopted_by` is "" where nobody is named. `definitions`, `drawings`,
    `settings` and `data` are JSON, `data` the report as it is given to scripts. `content` is the SHA-256 of the
    document without its front and without corrections: two versions that say the same have the same one.
    """

    __tablename__ = "published_report"
    __table_args__ = (
        UniqueConstraint("key", "first_year", "year", "version"),
        CheckConstraint("first_year <= year", name="years"),
        CheckConstraint("version >= 1", name="version"),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str
    first_year: int
    year: int
    version: int
    title: str
    organisation: str
    case_number: str
    status: str
    adopted_on: date
    adopted_by: str
    made_on: date
    fingerprint: str
    settings: str
    markdown: str
    drawings: str
    definitions: str
    data: str
    content: str
    entry_id: int = Field(foreign_key="logentry.id")
    undone_at: datetime | None = None


class PublishedFigure(Table, table=True):
    """A figure as it was fixed; its numbers are exact, as text ("46.5", "2/3"), and so are its cells, as JSON."""

    __tablename__ = "published_figure"
    __table_args__ = (
        UniqueConstraint("report_id", "figure"),
        CheckConstraint(
            "suppressed = 0 OR (value IS NULL AND low IS NULL AND high IS NULL)", name="suppressed"
        ),
        STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(sa_column=_belongs_to("published_report.id"))
    position: int
    figure: str
    label: str
    value: str | None
    low: str | None
    high: str | None
    unit: str
    definition: str
    asked: int | None
    answered: int | None
    with_figures: int | None
    sensitive: bool
    suppressed: bool
    sources: str
