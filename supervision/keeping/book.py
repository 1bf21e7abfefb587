"""A register's book of files to destroy: what is past its period, what was proposed, and what came of it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from supervision.audit import Act, Subject, audited_change
from supervision.errors import NotFound
from supervision.keeping.proposals import FileDue, FileProposal
from supervision.keeping.words import DestructionState
from supervision.legal_time import day_start, legal_day
from supervision.officers import Officer, check_officer_may
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.retention import kept_since, last_day_kept
from supervision.settings import Register
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, load_keys, unseal_text
from supervision.wording import Wording

_DUE = "due.ended_on < $2::date AND NOT EXISTS (SELECT FROM {table} AS p WHERE p.subject_id = due.id AND {waits})"
_WAITS = "p.state = 'proposed'"


@dataclass(frozen=True, slots=True)
class DestructionActs:
    """By which acts files of a register are looked at, proposed, destroyed and sent back."""

    look: Act
    propose: Act
    approve: Act
    send_back: Act


@dataclass(frozen=True, slots=True)
class DestructionBook:
    """What a register says of its files: which there are for whom, what keeps one, and what else goes with it."""

    register: Register
    kind: str
    """The table of the files, and the rule by which they are kept."""
    table: str
    """The table of the proposals."""
    subject: str
    acts: DestructionActs
    asked: Callable[[Officer, Act], object]
    """With what `files` and `seen` are asked, as $1."""
    files: str
    """The files that the officer may know: id, number, division, is_minor, vault_key, and ended_on, null before."""
    seen: str
    """The condition that the officer may know of the proposal p."""
    obstacles: Mapping[str, tuple[str, Wording]]
    """What keeps a file past its period: its code, the condition on {id}, and what it is called."""
    labels: Callable[[Sequence[UUID]], Awaitable[dict[UUID, str]]]
    """What files are shown as; whoever asks may know of them."""
    let_go: Callable[[UUID], Awaitable[dict[str, int]]]
    """Removes rows that no foreign key ties to the file, and gives how many of each table."""

    def about(self, file_id: UUID) -> Subject:
        """The file as the subject of an act."""
        return Subject(self.subject, str(file_id))

    def select_due(self) -> str:
        """The files that $1 may know, with what keeps each, as `due`."""
        return f"SELECT due.*, {self._obstacles('due.id')} FROM ({self.files}) AS due"  # noqa: S608 - constants of the registers

    async def due(self, officer: Officer, cursor: str | None = None) -> Page[FileDue]:
        """Files past their period and not proposed, 50 a page, those that ended last first; looking is recorded."""
        after, act = read_cursor(cursor), self.acts.look
        check_officer_may(officer, act, None)
        detail = {"show": "due"}
        async with audited_change(officer.actor, act, register=self.register, detail=detail) as change:
            rows = await fetch(
                f"""{self.select_due()} WHERE {self._is_due()}
                    AND ($3::date IS NULL OR (due.ended_on, due.id) < ($3, $4::uuid))
                    ORDER BY due.ended_on DESC, due.id DESC LIMIT $5""",
                self.asked(officer, act), legal_day(kept_since(self.kind, change.at)),
                after and legal_day(after.at), after and after.row_id, PAGE_SIZE + 1,
            )  # fmt: skip
            shown, following = split_page(rows, lambda row: Cursor(day_start(row["ended_on"]), row["id"]))
            labels = await self.labels([row["id"] for row in shown])
            change.note(shown=len(shown))
        return Page(tuple(self._file_of(row, labels) for row in shown), following)

    async def count_due(self, officer: Officer, now: datetime) -> int:
        """How many files `due` has on all its pages; for a page that also lists them."""
        (row,) = await fetch(
            f"SELECT count(*) AS many FROM ({self.files}) AS due WHERE {self._is_due()}",  # noqa: S608 - constants of the registers
            self.asked(officer, self.acts.look), legal_day(kept_since(self.kind, now)),
        )  # fmt: skip
        return int(row["many"])

    async def proposals(
        self, officer: Officer, state: DestructionState = DestructionState.PROPOSED, cursor: str | None = None
    ) -> Page[FileProposal]:
        """Proposals in one state, newest first, 50 a page; looking is recorded."""
        after, act = read_cursor(cursor), self.acts.look
        check_officer_may(officer, act, None)
        detail = {"show": state}
        async with audited_change(officer.actor, act, register=self.register, detail=detail) as change:
            rows = await fetch(
                f"""{self._select_proposals()} WHERE {self.seen} AND p.state = $2
                    AND ($3::timestamptz IS NULL OR (p.proposed_at, p.id) < ($3, $4::uuid))
                    ORDER BY p.proposed_at DESC, p.id DESC LIMIT $5""",
                self.asked(officer, act), state, after and after.at, after and after.row_id, PAGE_SIZE + 1,
            )  # fmt: skip
            shown, following = split_page(rows, lambda row: Cursor(row["proposed_at"], row["id"]))
            found = await self._opened(shown)
            change.note(shown=len(shown))
        return Page(found, following)

    async def count_proposed(self, officer: Officer, *, to_decide: bool = False) -> int:
        """How many proposals wait within reach; `to_decide` counts those of others that wait for this officer."""
        act = self.acts.approve if to_decide else self.acts.look
        (row,) = await fetch(
            f"""SELECT count(*) AS many FROM {self.table} AS p
                WHERE {self.seen} AND {_WAITS} AND ($2::uuid IS NULL OR p.proposed_by <> $2)""",  # noqa: S608 - constants of the registers
            self.asked(officer, act), officer.id if to_decide else None,
        )  # fmt: skip
        return int(row["many"])

    async def proposal(self, officer: Officer, act: Act, proposal_id: UUID) -> FileProposal:
        """A proposal that the officer may know, for the act; NotFound otherwise."""
        row = await fetch_one(
            f"{self._select_proposals()} WHERE {self.seen} AND p.id = $2", self.asked(officer, act), proposal_id
        )
        if row is None:
            await self._refuse(officer, act, proposal_id)
            raise NotFound(NOT_HERE)
        return (await self._opened([row]))[0]

    async def _refuse(self, officer: Officer, act: Act, proposal_id: UUID) -> None:
        """NotPermitted for who may look at a proposal, and not do this with it."""
        looked = await fetch_one(
            f"SELECT p.division FROM {self.table} AS p WHERE {self.seen} AND p.id = $2",  # noqa: S608 - constants of the registers
            self.asked(officer, self.acts.look), proposal_id,
        )  # fmt: skip
        if looked is not None:
            check_officer_may(officer, act, looked["division"])

    def _is_due(self) -> str:
        return _DUE.format(table=self.table, waits=_WAITS)

    def _obstacles(self, file_id: str) -> str:
        cases = (f"CASE WHEN {sql.format(id=file_id)} THEN '{code}' END" for code, (sql, _) in self.obstacles.items())
        return f"array_remove(ARRAY[{', '.join(cases)}]::text[], NULL) AS obstacles"

    def _select_proposals(self) -> str:
        return f"""
SELECT p.*, coalesce(proposer.name, '') AS proposed_by_name, coalesce(decider.name, '') AS decided_by_name,
    {self._obstacles("p.subject_id")}, file.vault_key
FROM {self.table} AS p LEFT JOIN officer AS proposer ON proposer.id = p.proposed_by
LEFT JOIN officer AS decider ON decider.id = p.decided_by LEFT JOIN {self.kind} AS file ON file.id = p.subject_id"""  # noqa: S608 - constants of the registers

    async def _opened(self, rows: Sequence[Record]) -> tuple[FileProposal, ...]:
        labels = await self.labels([row["subject_id"] for row in rows if row["vault_key"]])
        keys = await load_keys(row["vault_key"] for row in rows if row["vault_key"])
        return tuple(
            FileProposal(
                **{name: row[name] for name in _COPIED},
                label=labels.get(row["subject_id"], ""),
                state=DestructionState(row["state"]),
                return_reason=self._reason(row, keys.get(row["vault_key"])),
                obstacles=tuple(row["obstacles"]),
            )
            for row in rows
        )

    def _reason(self, row: Record, key: DataKey | None) -> str:
        sealed = row["reason_sealed"]
        return "" if sealed is None or key is None else unseal_text(key, sealed, self.reason_place(row["id"]))

    def reason_place(self, proposal_id: UUID) -> Place:
        """Where the reason of a return is sealed, under the file's own key."""
        return Place(self.table, "reason_sealed", proposal_id)

    def _file_of(self, row: Record, labels: Mapping[UUID, str]) -> FileDue:
        return FileDue(
            id=row["id"],
            number=row["number"],
            label=labels.get(row["id"], ""),
            division=row["division"],
            ended_on=row["ended_on"],
            kept_until=last_day_kept(self.kind, day_start(row["ended_on"])),
            obstacles=tuple(row["obstacles"]),
        )


_COPIED = tuple(
    name for name in FileProposal.__dataclass_fields__ if name not in {"label", "state", "return_reason", "obstacles"}
)
