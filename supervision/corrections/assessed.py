"""What links an assessment to a person file without an id: the document's number; and limits that follow the person."""

from collections.abc import Mapping
from uuid import UUID

from supervision.audit import Change
from supervision.corrections.limits.store import TABLE as LIMIT
from supervision.corrections.limits.tables import AccessLimitRow
from supervision.corrections.responsible.ending import end_where_shut_out
from supervision.legal_time import legal_day
from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.storage.numbering import COUNTY_DIGITS
from supervision.vault import (
    Place,
    SearchField,
    SearchTerm,
    digest,
    digest_terms,
    load_keys,
    normalise_document,
    seal_text,
    unseal_text,
)

ASSESSMENT_LIMIT = "assessment_limit"

_CLEAR = (
    "id", "kind", "officers", "offices", "roles", "from_on", "until_on", "set_at", "set_by", "decided_at", "decided_by",
    "is_confirmed",
)  # fmt: skip
_STANDING = """
SELECT lim.*, a.vault_key AS old_key, f.id AS file, f.vault_key AS new_key FROM assessment_limit AS lim
JOIN assessment AS a ON a.id = lim.assessment
JOIN unnest($1::bytea[], $2::uuid[]) AS wanted(document_digest, file) ON wanted.document_digest = a.document_digest
JOIN person_file AS f ON f.id = wanted.file AND left(f.division, $3) = left(a.division, $3)
WHERE lim.ended_at IS NULL AND lim.is_confirmed IS NOT FALSE AND lim.until_on >= $4
FOR UPDATE OF lim
"""
"""What stands, is to come or waits for a decision, on assessments in the county of a file of the same number."""


def document_digest(number: str) -> bytes:
    """The digest of a document's number in the domain of assessments: no other part of the register makes an equal."""
    return digest(Register.CORRECTIONS, "assessment-document", normalise_document(number))


async def hold_file_of(county: str, document_number: str) -> UUID | None:
    """The county's file of a document number, locked: the one that has not ended, or else the last; None without one.

    Whoever shows it loads it first.
    """
    found = await fetch(
        """SELECT f.id FROM search_term AS t JOIN person_file AS f ON f.id = t.file
           WHERE t.term_digest = ANY($1) AND f.division LIKE $2
           ORDER BY f.ended_at DESC NULLS FIRST, f.opened_at DESC LIMIT 1 FOR NO KEY UPDATE OF f""",
        list(digest_terms(Register.CORRECTIONS, [SearchTerm(SearchField.DOCUMENT, document_number)]).values()),
        f"{county}%",
    )  # fmt: skip
    return found[0]["id"] if found else None


async def take_over_limits(change: Change, document_numbers: Mapping[UUID, str]) -> None:
    """Move limits on assessments onto the files of the same document numbers, which the caller's change holds.

    From there they still reach the assessments. Whom one shuts out never finds the file without it.
    """
    rows = await fetch(
        _STANDING, list(map(document_digest, document_numbers.values())), list(document_numbers), COUNTY_DIGITS,
        legal_day(change.at),
    )  # fmt: skip
    if not rows:
        return
    keys = await load_keys(key for row in rows for key in (row["old_key"], row["new_key"]))
    for row in rows:
        reason = unseal_text(
            keys[row["old_key"]], row["reason_sealed"], Place(ASSESSMENT_LIMIT, "reason_sealed", row["id"])
        )
        sealed = seal_text(keys[row["new_key"]], reason, Place(LIMIT, "reason_sealed", row["id"]))
        clear = {name: row[name] for name in _CLEAR}
        await AccessLimitRow.insert(AccessLimitRow(file=row["file"], reason_sealed=sealed, **clear))
        await end_where_shut_out(change, {row["file"]: row["new_key"]}, max(row["from_on"], legal_day(change.at)))
    moved = [row["id"] for row in rows]
    await change.connection.execute("DELETE FROM assessment_limit WHERE id = ANY($1)", moved)
    change.note(limits_taken_over=[str(each) for each in moved])
