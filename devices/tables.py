"""Trackers and their models, pairing, and the shards of ingest."""

from piccolo.columns import UUID, BigInt, Boolean, Bytea, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table


class TrackerModelRow(Table, tablename="tracker_model"):
    """A make of tracker; only a dedicated device can back a positioning order."""

    id = UUID(primary_key=True, default=UUID4())
    name = Varchar(length=80, default=None, null=False, unique=True)
    is_dedicated = Boolean(default=None, null=False, help_text="false for a phone")
    dialect = Varchar(length=12, default=None, null=False)


class TrackerRow(Table, tablename="tracker"):
    """One piece of hardware with an MQTT account of its own; who wears it is an assignment's business."""

    id = Varchar(length=40, primary_key=True, default=None, null=False, help_text="also its MQTT account")
    serial = Varchar(length=60, default=None, null=False, unique=True)
    model = ForeignKey(TrackerModelRow, null=False, default=None, on_delete=OnDelete.restrict)
    division = Varchar(length=12, default=None, null=False, index=True)
    shard = Integer(default=0, null=False)
    state = Varchar(length=12, default=None, null=False, help_text="stock, paired or revoked")
    password_hash = Varchar(length=200, default=None, null=True)
    registered_at = Timestamptz(default=None, null=False)
    paired_at = Timestamptz(default=None, null=True)
    revoked_at = Timestamptz(default=None, null=True)
    last_seen_at = Timestamptz(default=None, null=True)
    battery_percent = Integer(default=None, null=True)
    strap = Varchar(length=6, default=None, null=True)


class ShardRow(Table, tablename="shard"):
    """A shard of ingest: one MQTT session and one lock; the epoch rises with each holder."""

    number = Integer(primary_key=True, default=None, null=False)
    epoch = BigInt(default=0, null=False)
    seen_at = Timestamptz(default=None, null=True, help_text="when its worker last said that it stores")
    session_sealed = Bytea(default=None, null=False, help_text="client id and account password, never logged")
