"""Writing the rules of retention into the database, so that every stored kind of data has its row there."""

from supervision.retention import RETENTION_RULES
from supervision.storage.engine import Connection


async def store_retention_rules(connection: Connection) -> None:
    """Make the table `retention_rule` say exactly what the code's list says."""
    await connection.execute(
        "DELETE FROM retention_rule WHERE kind <> ALL($1::varchar[])", [rule.kind for rule in RETENTION_RULES]
    )
    await connection.executemany(
        """INSERT INTO retention_rule (kind, months, kept_from, follows, source, confidence, may_be_overridden)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT (kind) DO UPDATE SET months = excluded.months, kept_from = excluded.kept_from,
               follows = excluded.follows, source = excluded.source, confidence = excluded.confidence,
               may_be_overridden = excluded.may_be_overridden""",
        [
            (
                rule.kind, rule.months, rule.kept_from, rule.follows, str(rule.source), rule.confidence,
                rule.may_be_overridden,
            )
            for rule in RETENTION_RULES
        ],
    )  # fmt: skip
