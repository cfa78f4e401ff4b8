"""Which courses are to be taken before another"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plan_line", sa.Column("prerequisites", sa.String(), server_default="", nullable=False))
