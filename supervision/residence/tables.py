"""What the register keeps for its public doors."""

from piccolo.columns import Bytea, Integer, Timestamptz
from piccolo.table import Table


class PublicAskingRow(Table, tablename="public_asking"):
    """How often somebody asked at a public door in the running minute, known by a keyed digest that expires with it."""

    asker_digest = Bytea(primary_key=True, default=None, null=False)
    began_at = Timestamptz(default=None, null=False, index=True)
    asked = Integer(default=None, null=False)
