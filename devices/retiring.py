"""Nothing outlives its retention: every rule with a period is applied here, but for what waits for people's decision.

What waits is `supervision.archive_decisions.KEPT_FOR_ARCHIVE_DECISION`.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from devices.registry import EXPIRING_TRACKERS
from supervision.audit.expiry import drop_expired
from supervision.audit.key_expiry import destroy_expired
from supervision.corrections.exports.store import EXPIRING_FILE_EXPORTS, FILE_EXPORTS
from supervision.corrections.imports.desk import DESK as FILE_IMPORTS
from supervision.corrections.imports.desk import EXPIRING_FILE_IMPORTS
from supervision.corrections.outbox.watching import EXPIRING_EVENTS, drop_acknowledged_payloads
from supervision.corrections.reconciliation.retiring import destroy_due_lists
from supervision.monitoring.counting import EXPIRING_COUNTS
from supervision.monitoring.disclosures.listing import EXPIRING_DISCLOSURES
from supervision.monitoring.track_clearing import clear_destroyed_tracks, drop_spent_partitions
from supervision.officers import SPENT_SIGN_INS
from supervision.orders.check_ins import EXPIRING_CHECK_INS
from supervision.orders.track_destruction import destroy_due_tracks
from supervision.residence.exports.store import EXPIRING_EXPORTS, EXPORTS
from supervision.residence.keeping.nights import EXPIRING_IMPORTS
from supervision.residence.notices.retiring import EXPIRING_NOTICES
from supervision.residence.parties.retiring import EXPIRING_PARTIES
from supervision.residence.sharing.retiring import EXPIRING_PROVISIONS, EXPIRING_VIEWS
from supervision.residence.sheets.jobs import DESK as RESIDENCE_IMPORTS
from supervision.residence.tenancies.retiring import EXPIRING_TENANCIES
from supervision.settings import Register
from supervision.sheets.choosing import end_abandoned_uploads

EXPIRING = {
    Register.CORRECTIONS: (
        *SPENT_SIGN_INS,
        EXPIRING_COUNTS,
        EXPIRING_CHECK_INS,
        EXPIRING_TRACKERS,
        EXPIRING_DISCLOSURES,
        EXPIRING_FILE_EXPORTS,
        EXPIRING_EVENTS,
    ),
    Register.RESIDENCE: (*SPENT_SIGN_INS, EXPIRING_EXPORTS, EXPIRING_PROVISIONS, EXPIRING_VIEWS),
}
"""Tables in which a register has rows that go by their own age."""

EXPIRING_FILES = {
    Register.CORRECTIONS: (EXPIRING_FILE_IMPORTS,),
    Register.RESIDENCE: (EXPIRING_NOTICES, EXPIRING_TENANCIES, EXPIRING_IMPORTS, EXPIRING_PARTIES),
}
"""Records of a register that are destroyed with the key that each has of its own."""

IMPORTS = {Register.CORRECTIONS: FILE_IMPORTS, Register.RESIDENCE: RESIDENCE_IMPORTS}
"""Where tables are handed in."""


@dataclass(frozen=True, slots=True)
class RetirementReport:
    """What was past its retention and is gone."""

    rows: Mapping[str, int]
    """Rows dropped, by table."""
    destroyed_tracks: int = 0
    """Orders whose keys were destroyed."""
    deleted_positions: int = 0
    dropped_partitions: int = 0
    lapsed_exports: int = 0
    """Exports that nobody fetched in time: what was frozen for them is gone."""
    dropped_payloads: int = 0
    """Events of which only the record is kept from now on."""
    abandoned_uploads: int = 0
    """Files of imports that nobody went on with."""
    destroyed_lists: int = 0
    """Reconciliations whose lists were destroyed with their key."""

    @property
    def counts(self) -> dict[str, int]:
        """All of it by name, for whoever sums up a night."""
        return {
            **{f"dropped-{kind.replace('_', '-')}": count for kind, count in self.rows.items()},
            "destroyed-tracks": self.destroyed_tracks,
            "deleted-positions": self.deleted_positions,
            "dropped-partitions": self.dropped_partitions,
            "lapsed-exports": self.lapsed_exports,
            "dropped-payloads": self.dropped_payloads,
            "abandoned-uploads": self.abandoned_uploads,
            "destroyed-lists": self.destroyed_lists,
        }


async def retire_what_is_due(now: datetime, registers: Collection[Register]) -> RetirementReport:
    """End whatever of the registers is past its retention at `now`; stopped at any moment, the next call does the rest.

    `StorageUnavailable` where the database is busy with something else: what is done until then stays done.
    """
    rows: Counter[str] = Counter()
    for register in sorted(registers):
        for expiring in EXPIRING[register]:
            rows[expiring.kind] += await drop_expired(expiring, now, register)
        for files in EXPIRING_FILES[register]:
            rows[files.kind] += await destroy_expired(files, now, register)
    abandoned_uploads = sum([await end_abandoned_uploads(IMPORTS[register], now) for register in sorted(registers)])
    lapsed_exports = await EXPORTS.end_lapsed(now) if Register.RESIDENCE in registers else 0
    if Register.CORRECTIONS not in registers:
        return RetirementReport(rows, lapsed_exports=lapsed_exports, abandoned_uploads=abandoned_uploads)
    return RetirementReport(
        rows,
        lapsed_exports=lapsed_exports + await FILE_EXPORTS.end_lapsed(now),
        abandoned_uploads=abandoned_uploads,
        dropped_payloads=await drop_acknowledged_payloads(now),
        destroyed_tracks=await destroy_due_tracks(now),
        deleted_positions=await clear_destroyed_tracks(),
        dropped_partitions=await drop_spent_partitions(now),
        destroyed_lists=await destroy_due_lists(now),
    )
