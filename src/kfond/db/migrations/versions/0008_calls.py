"""Calls of a fund of one's own: frames by year, incoming applications, assessments, decisions"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "funding_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("fund", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("opens_on <= closes_on", name="ck_funding_call_days"),
        sa.ForeignKeyConstraint(["entry_id"], ["logentry.id"], name="fk_funding_call_entry_id_logentry"),
        sa.PrimaryKeyConstraint("id", name="pk_funding_call"),
        sqlite_strict=True,
    )
    op.create_index("ix_funding_call_key", "funding_call", ["key"], unique=False)
    op.create_table(
        "funding_frame",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name="ck_funding_frame_amount"),
        sa.ForeignKeyConstraint(
            ["call_id"], ["funding_call.id"], name="fk_funding_frame_call_id_funding_call", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_funding_frame"),
        sa.UniqueConstraint("call_id", "year", name="uq_funding_frame_call_id_year"),
        sqlite_strict=True,
    )
    op.create_index("ix_funding_frame_call_id", "funding_frame", ["call_id"], unique=False)
    op.create_table(
        "funding_incoming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("applicant", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("applied", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("persons", sa.Integer(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("late_reason", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("(content = '') = (sha256 = '')", name="ck_funding_incoming_content"),
        sa.ForeignKeyConstraint(
            ["call_id"],
            ["funding_call.id"],
            name="fk_funding_incoming_call_id_funding_call",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["logentry.id"], name="fk_funding_incoming_entry_id_logentry"),
        sa.PrimaryKeyConstraint("id", name="pk_funding_incoming"),
        sqlite_strict=True,
    )
    op.create_index("ix_funding_incoming_call_id", "funding_incoming", ["call_id"], unique=False)
    op.create_table(
        "funding_assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incoming_id", sa.Integer(), nullable=False),
        sa.Column("advice", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["incoming_id"],
            ["funding_incoming.id"],
            name="fk_funding_assessment_incoming_id_funding_incoming",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["logentry.id"], name="fk_funding_assessment_entry_id_logentry"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_funding_assessment"),
        sqlite_strict=True,
    )
    op.create_index("ix_funding_assessment_incoming_id", "funding_assessment", ["incoming_id"], unique=False)
    op.create_table(
        "funding_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incoming_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("is_anew", sa.Boolean(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("amount >= 0", name="ck_funding_decision_amount"),
        sa.ForeignKeyConstraint(
            ["incoming_id"],
            ["funding_incoming.id"],
            name="fk_funding_decision_incoming_id_funding_incoming",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["logentry.id"], name="fk_funding_decision_entry_id_logentry"),
        sa.PrimaryKeyConstraint("id", name="pk_funding_decision"),
        sqlite_strict=True,
    )
    op.create_index("ix_funding_decision_incoming_id", "funding_decision", ["incoming_id"], unique=False)
