"""Lists, persons, verdicts and questions"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "collection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_collection")),
        sa.UniqueConstraint("kind", "as_of", "area", name=("uq_collection_kind_as_of_area")),
        sqlite_strict=True,
    )
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("verbatim", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("quality", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.CheckConstraint("answer IN ('yes', 'no') OR answer IS NULL", name=("ck_verdict_answer")),
        sa.CheckConstraint("decision IN ('set', 'accept')", name=("ck_verdict_decision")),
        sa.CheckConstraint("low <= high OR low IS NULL OR high IS NULL", name=("ck_verdict_interval")),
        sa.CheckConstraint(
            "quality IN ('exact', 'approximate', 'range', 'at_least', 'at_most', 'missing')",
            name=("ck_verdict_quality"),
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_verdict")),
        sa.UniqueConstraint(
            "kind",
            "municipality_code",
            "unit",
            "area",
            "definition",
            "name",
            "day",
            "measure",
            "verbatim",
            name=("uq_verdict_kind_municipality_code_unit_area_definition_name_day_measure_verbatim"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("read", sa.String(), nullable=False),
        sa.Column("means", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_wording")),
        sa.UniqueConstraint("sender", "read", name=("uq_wording_sender_read")),
        sqlite_strict=True,
    )
    op.create_table(
        "left_out",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("remedy", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=("fk_left_out_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_left_out")),
        sqlite_strict=True,
    )
    op.create_index("ix_left_out_batch_id", "left_out", ["batch_id"], unique=False)

    op.create_table(
        "collection_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            ["collection.id"],
            name=("fk_collection_member_collection_id_collection"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=("fk_collection_member_municipality_code_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_collection_member")),
        sa.UniqueConstraint(
            "collection_id",
            "municipality_code",
            name=("uq_collection_member_collection_id_municipality_code"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_collection_member_collection_id", "collection_member", ["collection_id"], unique=False
    )

    op.create_table(
        "list_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=("ck_list_row_period")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=("fk_list_row_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["cell.id"], name=("fk_list_row_cell_id_cell"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=("fk_list_row_municipality_code_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_list_row")),
        sqlite_strict=True,
    )
    op.create_index("ix_list_row_batch_id", "list_row", ["batch_id"], unique=False)
    op.create_index("ix_list_row_cell_id", "list_row", ["cell_id"], unique=False)
    op.create_index("ix_list_row_kind", "list_row", ["kind"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("pseudonym", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("education", sa.String(), nullable=False),
        sa.Column("employment", sa.String(), nullable=False),
        sa.Column("since_first", sa.Date(), nullable=True),
        sa.Column("since_last", sa.Date(), nullable=True),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("rate", sa.Integer(), nullable=True),
        sa.CheckConstraint("rate >= 0", name=("ck_person_rate")),
        sa.CheckConstraint("since_first <= since_last", name=("ck_person_since")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=("fk_person_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=("fk_person_municipality_code_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_person")),
        sqlite_strict=True,
    )
    op.create_index("ix_person_batch_id", "person", ["batch_id"], unique=False)

    op.create_table(
        "person_column",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=("fk_person_column_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["cell.id"], name=("fk_person_column_cell_id_cell"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_person_column")),
        sa.UniqueConstraint("batch_id", "sheet", "field", name=("uq_person_column_batch_id_sheet_field")),
        sqlite_strict=True,
    )
    op.create_index("ix_person_column_batch_id", "person_column", ["batch_id"], unique=False)
    op.create_index("ix_person_column_cell_id", "person_column", ["cell_id"], unique=False)

    op.create_table(
        "pseudonym_key",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=("pk_pseudonym_key")),
        sqlite_strict=True,
    )

    op.create_table(
        "list_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("quality", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("review", sa.Boolean(), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("answer IN ('yes', 'no') OR answer IS NULL", name=("ck_list_value_answer")),
        sa.CheckConstraint(
            "quality IN ('exact', 'approximate', 'range', 'at_least', 'at_most', 'missing', 'unclear')",
            name=("ck_list_value_quality"),
        ),
        sa.CheckConstraint("low <= high OR low IS NULL OR high IS NULL", name=("ck_list_value_interval")),
        sa.ForeignKeyConstraint(
            ["cell_id"], ["cell.id"], name=("fk_list_value_cell_id_cell"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["row_id"], ["list_row.id"], name=("fk_list_value_row_id_list_row"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_list_value")),
        sa.UniqueConstraint("row_id", "field", name=("uq_list_value_row_id_field")),
        sqlite_strict=True,
    )
    op.create_index("ix_list_value_cell_id", "list_value", ["cell_id"], unique=False)
    op.create_index("ix_list_value_row_id", "list_value", ["row_id"], unique=False)

    op.add_column("batch", sa.Column("sender", sa.String(), server_default="", nullable=False))
    op.add_column("batch", sa.Column("as_of", sa.Date(), nullable=True))
