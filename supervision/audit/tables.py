"""The audit chain: one row per act, append-only, each row sealing the one before."""

from piccolo.columns import BigInt, BigSerial, Bytea, Text, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table


class AuditEntryRow(Table, tablename="audit_entry"):
    """One act of one actor; the database refuses to change or delete it."""

    id = BigSerial(primary_key=True)
    register = Varchar(length=20, default=None, null=False)
    position = BigInt(default=None, null=False, help_text="place in the register's chain, from 1 without gaps")
    at = Timestamptz(default=None, null=False, index=True)
    actor_kind = Varchar(length=10, default=None, null=False)
    actor_id = Varchar(length=64, default=None, null=False, index=True)
    actor_name = Varchar(length=80, default=None, null=False)
    act = Varchar(length=60, default=None, null=False, index=True)
    subject_kind = Varchar(length=40, default=None, null=False)
    subject_id = Varchar(length=64, default=None, null=False, index=True)
    purpose = Varchar(length=20, default=None, null=True)
    result = Varchar(length=10, default=None, null=False)
    detail_json = Text(
        default=None,
        null=False,
        help_text="rule names and ids as JSON, exactly as the chain covers them; no personal data",
    )
    previous_mac = Bytea(default=None, null=False)
    mac = Bytea(default=None, null=False)

    one_entry_a_place = Unique(["register", "position"])
