"""Reports whose figures are fixed"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "published_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("adopted_by", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.Column("markdown", sa.String(), nullable=False),
        sa.Column("drawings", sa.String(), nullable=False),
        sa.Column("definitions", sa.String(), nullable=False),
        sa.Column("data", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("first_year <= year", name=("ck_published_report_years")),
        sa.CheckConstraint("version >= 1", name=("ck_published_report_version")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["logentry.id"], name=("fk_published_report_entry_id_logentry")
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_published_report")),
        sa.UniqueConstraint(
            "key", "first_year", "year", "version", name=("uq_published_report_key_first_year_year_version")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "published_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("low", sa.String(), nullable=True),
        sa.Column("high", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.Column("with_figures", sa.Integer(), nullable=True),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("suppressed", sa.Boolean(), nullable=False),
        sa.Column("sources", sa.String(), nullable=False),
        sa.CheckConstraint(
            "suppressed = 0 OR (value IS NULL AND low IS NULL AND high IS NULL)",
            name=("ck_published_figure_suppressed"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["published_report.id"],
            name=("fk_published_figure_report_id_published_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_published_figure")),
        sa.UniqueConstraint("report_id", "figure", name=("uq_published_figure_report_id_figure")),
        sqlite_strict=True,
    )
    op.create_index("ix_published_figure_report_id", "published_figure", ["report_id"], unique=False)
