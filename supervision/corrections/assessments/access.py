"""Which assessments a query may speak of: `assessments_within($1)` and `assessments_open_to($1)`, by who asks.

They are to assessments what `files_within` and `files_open_to` are to files, and as a limit is about a person, one on
a file closes the assessments of its document number too. No column joins the two: for whoever asks, the files that are
closed to them are opened here, and the digests of their numbers, in the domain of assessments, go along.
"""

import msgspec

from supervision.audit import Act
from supervision.corrections.access import asker_of
from supervision.corrections.access_rule import Asker
from supervision.corrections.assessed import document_digest
from supervision.corrections.identity import Identity
from supervision.corrections.store import TABLE as FILES
from supervision.officers import Officer
from supervision.storage.database import fetch
from supervision.storage.numbering import county_of
from supervision.vault import Place, load_keys, unseal_json

_CLOSED = """
SELECT DISTINCT f.id, f.vault_key, f.identity_sealed
FROM access_limit AS lim JOIN person_file AS f ON f.id = lim.file
CROSS JOIN LATERAL (SELECT ($1 = ANY(lim.officers) OR $2 = ANY(lim.offices) OR $3 && lim.roles) IS TRUE AS is_named)
WHERE lim.is_confirmed AND lim.ended_at IS NULL AND $4::date BETWEEN lim.from_on AND lim.until_on
  AND CASE lim.kind WHEN 'exclusion' THEN is_named
      ELSE NOT is_named AND left(f.division, 6) = ANY($5) AND NOT f.division LIKE ANY($6) END
"""
"""Files that a limit closes to who asks: an exclusion wherever the file is, a restriction in their own counties."""


async def asking_of_assessments(officer: Officer, act: Act) -> str:
    """What `assessments_within` and `assessments_open_to` are asked with; `files_within` understands it as well."""
    asker = asker_of(officer, act)
    return msgspec.json.encode({**msgspec.to_builtins(asker), "shut": await _shut(asker)}).decode()


async def _shut(asker: Asker) -> list[str]:
    counties = [county_of(pattern.removesuffix("%")) for pattern in asker.reach]
    rows = await fetch(
        _CLOSED, asker.officer, asker.office, list(asker.roles), asker.day, counties, list(asker.restricted)
    )
    keys = await load_keys(row["vault_key"] for row in rows)  # without those that were destroyed
    return [
        document_digest(
            unseal_json(
                keys[row["vault_key"]], row["identity_sealed"], Place(FILES, "identity_sealed", row["id"]), Identity
            ).document_number
        ).hex()
        for row in rows
        if row["vault_key"] in keys
    ]
