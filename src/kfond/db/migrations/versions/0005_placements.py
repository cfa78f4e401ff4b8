"""Rows of placements, homes and referrals, kept where somebody decided so, and what is counted before they go"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "frozen_tally",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("sources", sa.String(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=("ck_frozen_tally_span")),
        sa.PrimaryKeyConstraint("id", name=("pk_frozen_tally")),
        sa.UniqueConstraint(
            "subject",
            "first_day",
            "last_day",
            "municipality_code",
            "kind",
            "measure",
            name=("uq_frozen_tally_subject_first_day_last_day_municipality_code_kind_measure"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "rows_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_rows_decision")),
        sqlite_strict=True,
    )
    op.create_table(
        "home_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("home", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("interest", sa.Date(), nullable=True),
        sa.Column("assessment", sa.Date(), nullable=True),
        sa.Column("assessed", sa.Date(), nullable=True),
        sa.Column("trained", sa.Date(), nullable=True),
        sa.Column("banked", sa.Date(), nullable=True),
        sa.Column("placed", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("way_out", sa.String(), nullable=True),
        sa.Column("is_mentor", sa.Boolean(), nullable=False),
        sa.Column("mentored_from", sa.Date(), nullable=True),
        sa.Column("contracted_from", sa.Date(), nullable=True),
        sa.Column("contracted_to", sa.Date(), nullable=True),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("known_to", sa.Date(), nullable=False),
        sa.CheckConstraint("known_from <= known_to", name=("ck_home_row_known")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=("fk_home_row_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_home_row")),
        sqlite_strict=True,
    )
    op.create_index(("ix_home_row_batch_id"), "home_row", ["batch_id"], unique=False)
    op.create_table(
        "placement_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("child", sa.String(), nullable=True),
        sa.Column("home", sa.String(), nullable=True),
        sa.Column("start_day", sa.Date(), nullable=False),
        sa.Column("planned_end", sa.Date(), nullable=True),
        sa.Column("end_day", sa.Date(), nullable=True),
        sa.Column("ending", sa.String(), nullable=True),
        sa.Column("age_group", sa.String(), nullable=True),
        sa.Column("had_training", sa.Boolean(), nullable=True),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("known_to", sa.Date(), nullable=False),
        sa.CheckConstraint("(end_day IS NULL) = (ending IS NULL)", name=("ck_placement_row_ending")),
        sa.CheckConstraint("known_from <= known_to", name=("ck_placement_row_known")),
        sa.CheckConstraint("start_day <= end_day OR end_day IS NULL", name=("ck_placement_row_days")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=("fk_placement_row_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=("fk_placement_row_municipality_code_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_placement_row")),
        sqlite_strict=True,
    )
    op.create_index(("ix_placement_row_batch_id"), "placement_row", ["batch_id"], unique=False)
    op.create_table(
        "referral_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("asked", sa.Date(), nullable=False),
        sa.Column("matched", sa.Date(), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("known_to", sa.Date(), nullable=False),
        sa.CheckConstraint("known_from <= known_to", name=("ck_referral_row_known")),
        sa.CheckConstraint("matched IS NULL OR closed IS NULL", name=("ck_referral_row_outcome")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=("fk_referral_row_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=("fk_referral_row_municipality_code_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_referral_row")),
        sqlite_strict=True,
    )
    op.create_index(("ix_referral_row_batch_id"), "referral_row", ["batch_id"], unique=False)
