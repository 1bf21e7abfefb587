"""What the service's role may do: everything to the rows of ordinary tables, nothing to the tables themselves."""

from supervision.storage.engine import Connection
from supervision.storage.urls import SERVICE_ROLE

APPEND_ONLY = ("audit_entry",)
"""Tables to which rows may be added, never changed or taken away."""

READ_ONLY = ("migration", "retention_rule")
"""Tables that only the owner writes."""

# A partition is reached through its parent, whose grants decide.
_OWN_TABLES = """
    SELECT c.oid::regclass::text AS name, c.relname::text AS plain_name
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND pg_get_userbyid(c.relowner) = current_user
    ORDER BY c.relname
"""


async def grant_to_service(connection: Connection) -> None:
    """Give the service's role exactly its rights on every table and sequence of the connection's role."""
    for table in await connection.fetch(_OWN_TABLES):
        if table["plain_name"] in READ_ONLY:
            rights = "SELECT"
        elif table["plain_name"] in APPEND_ONLY:
            rights = "SELECT, INSERT"
        else:
            rights = "SELECT, INSERT, UPDATE, DELETE"
        await connection.execute(f"REVOKE ALL ON TABLE {table['name']} FROM {SERVICE_ROLE}")
        await connection.execute(f"GRANT {rights} ON TABLE {table['name']} TO {SERVICE_ROLE}")
    await connection.execute(f"GRANT USAGE ON SCHEMA public TO {SERVICE_ROLE}")
    await connection.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {SERVICE_ROLE}")
