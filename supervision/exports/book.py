"""A register's book of exports: every step from the asking to the only download, recorded in that register's chain.

What is sealed in a row is under the register's own key, since an export is of many files.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from uuid import UUID

from supervision.audit import Act, Change, Subject, audited_change
from supervision.audit.expiry import RETENTION
from supervision.errors import NotFound
from supervision.exports.frozen import unpack_ids
from supervision.exports.steps import StoredExport
from supervision.exports.words import ExportShow, ExportState
from supervision.legal_rules import LegalRule
from supervision.legal_time import now
from supervision.officers import Officer, check_officer_may, confirm_with_second_factor, reach
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.settings import Register
from supervision.storage.database import Record, fetch, fetch_one
from supervision.storage.questions import Question, count_of
from supervision.texts import needed_text
from supervision.vault import Place, seal, service_key, unseal

Export = TypeVar("Export", bound=StoredExport)

_A_DAY = timedelta(days=1)
_TO_DECIDE = "e.requested_by <> $1 AND e.state = 'waiting' AND e.expires_at > $2"
_OVER = "state IN ('waiting', 'approved', 'ready') AND expires_at <= $1"


@dataclass(frozen=True, slots=True)
class ExportActs:
    """By which acts a register's exports are looked at, taken back, decided, unlocked and fetched."""

    look: Act
    withdraw: Act
    decide: Act
    unlock: Act
    fetch: Act


@dataclass(frozen=True, slots=True)
class ExportBook(Generic[Export]):
    """The exports of one register: its table, how a row is read, its acts, and how long a link of its works."""

    register: Register
    table: str
    subject: str
    select: str
    """All columns that `read` reads, the export's own row being called e."""
    read: Callable[[Record], Export]
    acts: ExportActs
    link_rule: Callable[[datetime, str], LegalRule]

    async def load(self, officer: Officer, act: Act, export_id: UUID, *, lock: bool = False) -> Export:
        """An export of a place within the officer's reach; NotFound elsewhere."""
        row = await fetch_one(f"{self.select} WHERE e.id = $1 {'FOR UPDATE OF e' if lock else ''}", export_id)
        if row is None:
            raise NotFound(NOT_HERE)
        check_officer_may(officer, act, row["division"])
        return self.read(row)

    async def page(
        self, officer: Officer, show: ExportShow = ExportShow.MINE, cursor: str | None = None
    ) -> Page[Export]:
        """The officer's own exports, or those of others to decide on within reach; newest first, 50 a page."""
        after = read_cursor(cursor)
        check_officer_may(officer, self.acts.look, None)
        whose = _TO_DECIDE if show is ExportShow.TO_DECIDE else "e.requested_by = $1 AND e.requested_at <= $2"
        rows = await fetch(
            f"""{self.select} WHERE {whose} AND e.division LIKE ANY($3)
                AND ($4::timestamptz IS NULL OR (e.requested_at, e.id) < ($4, $5::uuid))
                ORDER BY e.requested_at DESC, e.id DESC LIMIT $6""",
            officer.id, now(), self._patterns(officer), after and after.at, after and after.row_id, PAGE_SIZE + 1,
        )  # fmt: skip
        shown, following = split_page(rows, lambda row: Cursor(row["requested_at"], row["id"]))
        return Page(tuple(map(self.read, shown)), following)

    def count_to_decide(self, officer: Officer) -> Question[int]:
        """How many exports of others wait for this officer."""
        return count_of(
            f"SELECT count(*) FROM {self.table} AS e WHERE {_TO_DECIDE} AND e.division LIKE ANY($3)",  # noqa: S608 - constants
            officer.id,
            now(),
            self._patterns(officer),
        )

    async def open(self, officer: Officer, export_id: UUID) -> tuple[Export, str, str]:
        """An export with why it was asked for and why it was refused, in clear; the opening is recorded."""
        async with self._change(officer, self.acts.look, export_id):
            export = await self.load(officer, self.acts.look, export_id)
            reason = await self.unseal_value(export_id, "reason_sealed")
            refusal = await self.unseal_value(export_id, "refusal_sealed")
        return export, reason.decode(), refusal.decode()

    async def withdraw(self, officer: Officer, export_id: UUID) -> None:
        """Take one's own export back before it is fetched: list and password go. NotPermitted, ExportStatePassed."""
        async with self._change(officer, self.acts.withdraw, export_id) as change:
            export = await self._own(officer, self.acts.withdraw, export_id)
            export.check_open(change.at)
            await self.close(change, export, ExportState.WITHDRAWN)

    async def to_decide(self, officer: Officer, export_id: UUID) -> Export:
        """An export on which the officer may decide, before a code is asked for. OwnExport, ExportStatePassed."""
        export = await self.load(officer, self.acts.decide, export_id)
        export.check_decidable(officer.id)
        return export

    async def approve(self, officer: Officer, export_id: UUID, code: str) -> None:
        """Let another's export go out, confirmed with the second factor. OwnExport, ExportStatePassed."""
        await self.to_decide(officer, export_id)
        await confirm_with_second_factor(officer, code)
        async with self._change(officer, self.acts.decide, export_id) as change:
            export = await self._lock_to_decide(officer, export_id, change)
            await self.move_on(change, export, ExportState.APPROVED, decided_by=officer.id, decided_at=change.at)
            change.note(rows=export.subjects, requested_by=export.requested_by)

    async def refuse(self, officer: Officer, export_id: UUID, reason: str) -> None:
        """Refuse another's export and say why; its list goes. OwnExport, ExportStatePassed, InputInvalid."""
        await self.to_decide(officer, export_id)
        reason = needed_text(reason, "reason")
        async with self._change(officer, self.acts.decide, export_id) as change:
            export = await self._lock_to_decide(officer, export_id, change)
            sealed = await self.seal_value(export_id, "refusal_sealed", reason.encode())
            await self.close(
                change, export, ExportState.REFUSED, decided_by=officer.id, decided_at=change.at, refusal_sealed=sealed
            )

    async def to_unlock(self, officer: Officer, export_id: UUID) -> Export:
        """One's own export whose password can be shown, before a code is asked for; refusals as of `unlock`."""
        export = await self.load(officer, self.acts.unlock, export_id)
        export.check_own(officer.id)
        export.check_unlockable()
        return export

    async def unlock(self, officer: Officer, export_id: UUID, password: str, code: str) -> datetime:
        """Make `password` the archive's and let the link work from now on; gives until when.

        Whoever packs archives makes the password, and shows it to the officer this once. Confirmed with the second
        factor. NotPermitted for another officer, ExportNotReady, PasswordShown, ExportStatePassed.
        """
        await self.to_unlock(officer, export_id)
        await confirm_with_second_factor(officer, code)
        async with self._change(officer, self.acts.unlock, export_id) as change:
            export = await self._own(officer, self.acts.unlock, export_id)
            export.check_unlockable()
            export.check_open(change.at)
            until = change.at + timedelta(hours=self.link_rule(change.at, export.division).number)
            sealed = await self.seal_value(export_id, "password_sealed", password.encode())
            await self.move_on(
                change, export, ExportState.READY, password_sealed=sealed, ready_at=change.at, expires_at=until
            )
        return until

    async def take_out(self, change: Change, officer: Officer, export_id: UUID) -> tuple[Export, str, list[UUID]]:
        """One's own export in the caller's change, its link still good, with its password and frozen ids.

        The caller counts what may still leave and closes it. NotPermitted, ExportNotReady, ExportLinkSpent.
        """
        export = await self._own(officer, self.acts.fetch, export_id)
        export.check_fetchable(change.at)
        password = (await self.unseal_value(export_id, "password_sealed")).decode()
        return export, password, unpack_ids(await self.unseal_value(export_id, "subjects_sealed"))

    async def taken_alone(self, officer: Officer, at: datetime) -> int:
        """How many rows the officer asked for within a day that nobody else approved: ten small ones are a large one.

        The officer's row is locked until the asking is stored, so that two at once are counted one after the other.
        """
        await fetch("SELECT FROM officer WHERE id = $1 FOR NO KEY UPDATE", officer.id)
        (row,) = await fetch(
            f"""SELECT coalesce(sum(subjects), 0) AS taken FROM {self.table}
                WHERE requested_by = $1 AND requested_at > $2 AND decided_by IS NULL
                    AND state IN ('approved', 'ready', 'fetched')""",  # noqa: S608 - our own table
            officer.id, at - _A_DAY,
        )  # fmt: skip
        return int(row["taken"])

    async def close(self, change: Change, export: StoredExport, state: ExportState, **values: object) -> None:
        """Take an export to an end in the caller's change: what was frozen for it goes, and so does its password."""
        await self.move_on(change, export, state, subjects_sealed=None, password_sealed=None, **values)

    async def move_on(self, change: Change, export: StoredExport, state: ExportState, **values: object) -> None:
        """Take an export that the caller has locked to its next state."""
        names = list(values)
        columns = "".join(f", {name} = ${place}" for place, name in enumerate(names, start=3))
        await change.connection.execute(
            f"UPDATE {self.table} SET state = $2{columns} WHERE id = $1",  # noqa: S608 - names of our own
            export.id, state, *(values[name] for name in names),
        )  # fmt: skip
        change.note(number=export.number, state=state)

    async def seal_value(self, export_id: UUID, column: str, value: bytes) -> bytes:
        """A value sealed for a column of an export's row."""
        return seal(await service_key(self.register), value, Place(self.table, column, export_id))

    async def unseal_value(self, export_id: UUID, column: str) -> bytes:
        """What is sealed in a column of an export that the caller has loaded; empty where nothing is."""
        row = await fetch_one(f"SELECT {column} AS sealed FROM {self.table} WHERE id = $1", export_id)  # noqa: S608 - our own
        if row is None or row["sealed"] is None:
            return b""
        return unseal(await service_key(self.register), row["sealed"], Place(self.table, column, export_id))

    async def end_lapsed(self, at: datetime) -> int:
        """End every export whose time is over: its frozen list goes, and its password; gives their number."""
        if not await fetch(f"SELECT FROM {self.table} WHERE {_OVER} LIMIT 1", at):
            return 0
        subject = Subject("retention-rule", self.table)
        async with audited_change(RETENTION, Act.RETENTION_APPLY, subject, register=self.register) as change:
            rows = await fetch(
                f"""UPDATE {self.table} SET state = 'lapsed', subjects_sealed = NULL, password_sealed = NULL
                    WHERE {_OVER} RETURNING id""",  # noqa: S608 - our own
                at,
            )
            change.note(lapsed=len(rows))
        return len(rows)

    def _change(self, officer: Officer, act: Act, export_id: UUID) -> AbstractAsyncContextManager[Change]:
        return audited_change(officer.actor, act, Subject(self.subject, str(export_id)), register=self.register)

    def _patterns(self, officer: Officer) -> list[str]:
        return [f"{prefix}%" for prefix in reach(officer, self.acts.look)]

    async def _own(self, officer: Officer, act: Act, export_id: UUID) -> Export:
        """An export, locked, for whoever asked for it; NotPermitted for anybody else within reach."""
        export = await self.load(officer, act, export_id, lock=True)
        export.check_own(officer.id)
        return export

    async def _lock_to_decide(self, officer: Officer, export_id: UUID, change: Change) -> Export:
        export = await self.load(officer, self.acts.decide, export_id, lock=True)
        export.check_decidable(officer.id)
        export.check_open(change.at)
        return export
