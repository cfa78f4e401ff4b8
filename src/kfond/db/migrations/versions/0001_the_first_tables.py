"""The first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "association",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=("pk_association")),
        sa.UniqueConstraint("name", name=("uq_association_name")),
        sqlite_strict=True,
    )
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("kinds", sa.String(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=("pk_batch")),
        sqlite_strict=True,
    )
    op.create_index("ix_batch_sha256", "batch", ["sha256"], unique=False)

    op.create_table(
        "county",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=("pk_county")),
        sqlite_strict=True,
    )
    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_course")),
        sa.UniqueConstraint("slug", name=("uq_course_slug")),
        sqlite_strict=True,
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=("pk_setting")),
        sqlite_strict=True,
    )
    op.create_table(
        "cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("verbatim", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=("fk_cell_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_cell")),
        sa.UniqueConstraint("batch_id", "sheet", "address", name=("uq_cell_batch_id_sheet_address")),
        sqlite_strict=True,
    )
    op.create_index("ix_cell_batch_id", "cell", ["batch_id"], unique=False)

    op.create_table(
        "logentry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=("fk_logentry_batch_id_batch")),
        sa.PrimaryKeyConstraint("id", name=("pk_logentry")),
        sqlite_strict=True,
    )
    op.create_table(
        "municipality",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("length(code) = 4", name=("ck_municipality_code")),
        sa.ForeignKeyConstraint(
            ["county_code"], ["county.code"], name=("fk_municipality_county_code_county")
        ),
        sa.PrimaryKeyConstraint("code", name=("pk_municipality")),
        sa.UniqueConstraint("name", name=("uq_municipality_name")),
        sqlite_strict=True,
    )
    op.create_table(
        "held_course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("times", sa.Integer(), nullable=True),
        sa.Column("times_cell_id", sa.Integer(), nullable=True),
        sa.Column("participations", sa.Integer(), nullable=True),
        sa.Column("participations_cell_id", sa.Integer(), nullable=True),
        sa.Column("reached", sa.Integer(), nullable=True),
        sa.Column("reached_cell_id", sa.Integer(), nullable=True),
        sa.Column("planned", sa.String(), nullable=False),
        sa.Column("deepens", sa.String(), nullable=False),
        sa.Column("deepens_likely", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_year <= last_year", name=("ck_held_course_period")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=("fk_held_course_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["cell.id"], name=("fk_held_course_cell_id_cell"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participations_cell_id"],
            ["cell.id"],
            name=("fk_held_course_participations_cell_id_cell"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reached_cell_id"], ["cell.id"], name=("fk_held_course_reached_cell_id_cell"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["times_cell_id"], ["cell.id"], name=("fk_held_course_times_cell_id_cell"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_held_course")),
        sqlite_strict=True,
    )
    op.create_index("ix_held_course_batch_id", "held_course", ["batch_id"], unique=False)
    op.create_index("ix_held_course_cell_id", "held_course", ["cell_id"], unique=False)
    op.create_index(
        "ix_held_course_participations_cell_id", "held_course", ["participations_cell_id"], unique=False
    )
    op.create_index("ix_held_course_reached_cell_id", "held_course", ["reached_cell_id"], unique=False)
    op.create_index("ix_held_course_times_cell_id", "held_course", ["times_cell_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("association_key", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["association_key"], ["association.key"], name=("fk_membership_association_key_association")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=("fk_membership_municipality_code_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_membership")),
        sqlite_strict=True,
    )
    op.create_index("ix_membership_association_key", "membership", ["association_key"], unique=False)

    op.create_table(
        "municipality_alias",
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=("fk_municipality_alias_municipality_code_municipality"),
        ),
        sa.PrimaryKeyConstraint("alias", name=("pk_municipality_alias")),
        sqlite_strict=True,
    )
    op.create_table(
        "need_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("met", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("met IN ('local', 'joint')", name=("ck_need_line_met")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=("fk_need_line_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["cell.id"], name=("fk_need_line_cell_id_cell"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_need_line")),
        sqlite_strict=True,
    )
    op.create_index("ix_need_line_batch_id", "need_line", ["batch_id"], unique=False)
    op.create_index("ix_need_line_cell_id", "need_line", ["cell_id"], unique=False)

    op.create_table(
        "plan_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("met", sa.String(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("frequency", sa.String(), nullable=False),
        sa.Column("entered", sa.String(), nullable=False),
        sa.Column("last_start", sa.String(), nullable=True),
        sa.Column("smallest", sa.Integer(), nullable=True),
        sa.Column("largest", sa.Integer(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.Column("frequency_cell_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("met IN ('local', 'joint')", name=("ck_plan_line_met")),
        sa.CheckConstraint(
            "smallest <= largest OR smallest IS NULL OR largest IS NULL", name=("ck_plan_line_group_size")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=("fk_plan_line_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["cell.id"], name=("fk_plan_line_cell_id_cell"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=("fk_plan_line_course_id_course")),
        sa.ForeignKeyConstraint(
            ["frequency_cell_id"],
            ["cell.id"],
            name=("fk_plan_line_frequency_cell_id_cell"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_plan_line")),
        sqlite_strict=True,
    )
    op.create_index("ix_plan_line_batch_id", "plan_line", ["batch_id"], unique=False)
    op.create_index("ix_plan_line_cell_id", "plan_line", ["cell_id"], unique=False)
    op.create_index("ix_plan_line_course_id", "plan_line", ["course_id"], unique=False)
    op.create_index("ix_plan_line_frequency_cell_id", "plan_line", ["frequency_cell_id"], unique=False)

    op.create_table(
        "sheet_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('reservation', 'footnote')", name=("ck_sheet_note_kind")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=("fk_sheet_note_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["cell.id"], name=("fk_sheet_note_cell_id_cell"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_sheet_note")),
        sqlite_strict=True,
    )
    op.create_index("ix_sheet_note_batch_id", "sheet_note", ["batch_id"], unique=False)
    op.create_index("ix_sheet_note_cell_id", "sheet_note", ["cell_id"], unique=False)

    op.create_table(
        "staff_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("source_kind", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("includes", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "source_kind IN ('interview', 'return', 'report')", name=("ck_staff_return_source_kind")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=("fk_staff_return_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["cell.id"], name=("fk_staff_return_cell_id_cell"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=("fk_staff_return_municipality_code_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_staff_return")),
        sa.UniqueConstraint(
            "batch_id",
            "municipality_code",
            "unit",
            "area",
            "as_of",
            "definition",
            name=("uq_staff_return_batch_id_municipality_code_unit_area_as_of_definition"),
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_staff_return_batch_id", "staff_return", ["batch_id"], unique=False)
    op.create_index("ix_staff_return_cell_id", "staff_return", ["cell_id"], unique=False)
    op.create_index("ix_staff_return_municipality_code", "staff_return", ["municipality_code"], unique=False)

    op.create_table(
        "stated_total",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("participations", sa.Integer(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=("fk_stated_total_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["cell.id"], name=("fk_stated_total_cell_id_cell"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_stated_total")),
        sqlite_strict=True,
    )
    op.create_index("ix_stated_total_batch_id", "stated_total", ["batch_id"], unique=False)
    op.create_index("ix_stated_total_cell_id", "stated_total", ["cell_id"], unique=False)

    op.create_table(
        "course_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("likely", sa.Boolean(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("relation IN ('same', 'replaces', 'deepens')", name=("ck_course_name_relation")),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["cell.id"], name=("fk_course_name_cell_id_cell"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["plan_line.id"], name=("fk_course_name_line_id_plan_line"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_course_name")),
        sqlite_strict=True,
    )
    op.create_index("ix_course_name_cell_id", "course_name", ["cell_id"], unique=False)
    op.create_index("ix_course_name_line_id", "course_name", ["line_id"], unique=False)

    op.create_table(
        "staff_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("quality", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("review", sa.Boolean(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("answer IN ('yes', 'no') OR answer IS NULL", name=("ck_staff_figure_answer")),
        sa.CheckConstraint(
            "quality IN ('exact', 'approximate', 'range', 'at_least', 'at_most', 'missing', 'unclear')",
            name=("ck_staff_figure_quality"),
        ),
        sa.CheckConstraint(
            "value IS NOT NULL OR quality NOT IN ('exact', 'approximate')", name=("ck_staff_figure_value")
        ),
        sa.CheckConstraint("low <= high OR low IS NULL OR high IS NULL", name=("ck_staff_figure_interval")),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["cell.id"], name=("fk_staff_figure_cell_id_cell"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["return_id"],
            ["staff_return.id"],
            name=("fk_staff_figure_return_id_staff_return"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_staff_figure")),
        sa.UniqueConstraint("return_id", "measure", name=("uq_staff_figure_return_id_measure")),
        sqlite_strict=True,
    )
    op.create_index("ix_staff_figure_cell_id", "staff_figure", ["cell_id"], unique=False)
    op.create_index("ix_staff_figure_return_id", "staff_figure", ["return_id"], unique=False)
