"""Applications for funding: their steps, their money, what must be met, what came of their targets"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "funding_application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("fund", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["logentry.id"], name="fk_funding_application_entry_id_logentry"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_funding_application"),
        sqlite_strict=True,
    )
    op.create_table(
        "funding_cost",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("own_key", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["logentry.id"], name="fk_funding_cost_entry_id_logentry"),
        sa.PrimaryKeyConstraint("id", name="pk_funding_cost"),
        sqlite_strict=True,
    )
    op.create_index("ix_funding_application_key", "funding_application", ["key"], unique=False)
    op.create_table(
        "funding_condition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("payment", sa.Integer(), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["funding_application.id"],
            name="fk_funding_condition_application_id_funding_application",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["logentry.id"], name="fk_funding_condition_entry_id_logentry"),
        sa.PrimaryKeyConstraint("id", name="pk_funding_condition"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_funding_condition_application_id", "funding_condition", ["application_id"], unique=False
    )
    op.create_table(
        "funding_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("to_line", sa.String(), nullable=False),
        sa.Column("payment", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("rate", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("(kind = 'moved') = (to_line <> '')", name="ck_funding_entry_moved"),
        sa.CheckConstraint("(hours IS NULL) = (rate IS NULL)", name="ck_funding_entry_in_kind"),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["funding_application.id"],
            name="fk_funding_entry_application_id_funding_application",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["logentry.id"], name="fk_funding_entry_entry_id_logentry"),
        sa.PrimaryKeyConstraint("id", name="pk_funding_entry"),
        sqlite_strict=True,
    )
    op.create_index("ix_funding_entry_application_id", "funding_entry", ["application_id"], unique=False)
    op.create_table(
        "funding_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("reached", sa.Boolean(), nullable=True),
        sa.Column("women", sa.String(), nullable=True),
        sa.Column("men", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["funding_application.id"],
            name="fk_funding_outcome_application_id_funding_application",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["logentry.id"], name="fk_funding_outcome_entry_id_logentry"),
        sa.PrimaryKeyConstraint("id", name="pk_funding_outcome"),
        sqlite_strict=True,
    )
    op.create_index("ix_funding_outcome_application_id", "funding_outcome", ["application_id"], unique=False)
    op.create_table(
        "funding_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cost_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.CheckConstraint("(application_id IS NULL) = (source <> '')", name="ck_funding_share_source"),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["funding_application.id"],
            name="fk_funding_share_application_id_funding_application",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["cost_id"], ["funding_cost.id"], name="fk_funding_share_cost_id_funding_cost", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_funding_share"),
        sqlite_strict=True,
    )
    op.create_index("ix_funding_share_application_id", "funding_share", ["application_id"], unique=False)
    op.create_index("ix_funding_share_cost_id", "funding_share", ["cost_id"], unique=False)
    op.create_table(
        "funding_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("is_back", sa.Boolean(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["funding_application.id"],
            name="fk_funding_step_application_id_funding_application",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["logentry.id"], name="fk_funding_step_entry_id_logentry"),
        sa.PrimaryKeyConstraint("id", name="pk_funding_step"),
        sqlite_strict=True,
    )
    op.create_index("ix_funding_step_application_id", "funding_step", ["application_id"], unique=False)
