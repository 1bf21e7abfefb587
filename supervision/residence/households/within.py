"""An officer's reach as a condition that an index can answer."""

from supervision.residence.reach import Reach


def within(reach: Reach, table: str, arguments: list[object]) -> str:
    """The condition that rows of `table` lie within reach; its values are appended to the query's `arguments`.

    Every prefix is a LIKE of its own: of `LIKE ANY (…)` no planner makes the range of an index.
    """
    parts = []
    for prefix in reach.prefixes:
        arguments.append(f"{prefix}%")
        parts.append(f"{table}.division LIKE ${len(arguments)}")
    if reach.drawers:
        arguments.append(reach.drawer_digests)
        parts.append(f"{table}.drawer_digest = ANY(${len(arguments)})")
    return f"({' OR '.join(parts)})" if parts else "false"


def met_on(table: str) -> str:
    """The day on which a resident of `table` was met last; whoever never was, counts from the day of registration.

    An index of the migrations holds exactly this expression, in legal time.
    """
    return f"coalesce({table}.verified_on, ({table}.registered_at AT TIME ZONE 'Asia/Shanghai')::date)"
