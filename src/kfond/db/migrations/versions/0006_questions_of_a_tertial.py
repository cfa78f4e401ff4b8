"""Questions about one tertial, and questions to the organisation itself, which is no municipality"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NEW, NEW_MEMBER = "collection_of_0006", "collection_member_of_0006"


def upgrade() -> None:
    # Both tables are made anew and renamed: to drop the old one while another refers to it would empty that one.
    op.create_table(
        NEW,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("of_tertial", sa.Boolean(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_collection")),
        sa.UniqueConstraint(
            "kind", "as_of", "area", "of_tertial", name=("uq_collection_kind_as_of_area_of_tertial")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        NEW_MEMBER,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            [f"{NEW}.id"],
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
    op.execute(f"INSERT INTO {NEW} SELECT id, kind, as_of, area, 0, deadline, made_at FROM collection")
    op.execute(
        f"INSERT INTO {NEW_MEMBER} SELECT id, collection_id, municipality_code, reminded_at FROM collection_member"
    )
    op.drop_table("collection_member")
    op.drop_table("collection")
    op.rename_table(NEW, "collection")
    op.rename_table(NEW_MEMBER, "collection_member")
    op.create_index("ix_collection_member_collection_id", "collection_member", ["collection_id"])
