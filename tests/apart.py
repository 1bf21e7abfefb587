"""A database in which what belongs to one register cannot be touched, as if the other had never been installed."""

from functools import cache
from importlib import import_module

import asyncpg
from piccolo.conf.apps import AppConfig

from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.storage.urls import SERVICE_ROLE

FLOORS = ("supervision.piccolo_app", "devices.piccolo_app")
ROOMS = {
    Register.CORRECTIONS: (
        "supervision.corrections",
        "supervision.aftercare",
        "supervision.orders",
        "supervision.monitoring",
        "devices",
    ),
    Register.RESIDENCE: ("supervision.residence",),
}
_RAW = {
    Register.CORRECTIONS: {"position", "admission_revision"},
    Register.RESIDENCE: {"resident_term", "duplicate_key", "uncompared_resident", "party_term"},
}
"""Tables that have more rows than ids, and no class."""

OTHER = {Register.CORRECTIONS: Register.RESIDENCE, Register.RESIDENCE: Register.CORRECTIONS}


@cache
def tables_of(register: Register) -> frozenset[str]:
    """The tables of the rooms that only this register has."""
    configs: list[AppConfig] = [import_module(floor).APP_CONFIG for floor in FLOORS]
    found = {
        table._meta.tablename  # noqa: SLF001 - Piccolo has no other name for it
        for config in configs
        for table in config.table_classes
        if any(f"{table.__module__}.".startswith(f"{room}.") for room in ROOMS[register])
    }
    return frozenset(found | _RAW[register])


async def make_untouchable(superuser_url: str, register: Register) -> None:
    """Take every right on a register's tables from the service, partitions included."""
    connection = await asyncpg.connect(superuser_url)
    try:
        parts = await connection.fetch(
            "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'position'::regclass"
        )
        partitions = {row["name"] for row in parts} if register is Register.CORRECTIONS else set()
        for table in sorted(tables_of(register) | partitions):
            await connection.execute(f"REVOKE ALL ON TABLE {table} FROM {SERVICE_ROLE}")
    finally:
        await connection.close()


async def values_of(register: Register) -> set[str]:
    """Every id, digest and text of at least twelve characters that stands in a register's tables."""
    columns = await fetch(
        """SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
           AND data_type IN ('uuid', 'bytea', 'character varying', 'text') AND table_name = ANY($1)""",
        list(tables_of(register)),
    )
    found: set[str] = set()
    for row in columns:
        values = await fetch(f'SELECT DISTINCT "{row["column_name"]}"::text AS v FROM "{row["table_name"]}"')  # noqa: S608
        found |= {one["v"] for one in values if one["v"] is not None and len(one["v"]) > len("149901001003")}
    return found
