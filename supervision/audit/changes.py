"""The two transactions of the product: an audited change, or several readings of one page, and a stored batch."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from supervision import legal_time
from supervision.actor import Actor
from supervision.audit.acts import Act
from supervision.audit.chain import Entry, append_entries
from supervision.settings import Register
from supervision.storage.transaction import Connection, one_transaction


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is about: a kind of record and its id."""

    kind: str
    id: str


EVERYTHING = Subject("register", "all")
"""The subject of acts that are about no single record, such as listing."""


@dataclass(slots=True)
class Change:
    """An act under way; what is noted here goes into its audit entry."""

    actor: Actor
    act: Act
    subject: Subject
    at: datetime
    purpose: str | None
    register: Register
    connection: Connection
    detail: dict[str, object] = field(default_factory=dict)
    _others: list[tuple[tuple[str, str], str]] = field(default_factory=list)
    _before_commit: list[Callable[[int], Awaitable[None]]] = field(default_factory=list)
    _after_commit: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    def note(self, **detail: object) -> None:
        """Add ids, counts and names of rules to the audit entry; never personal data."""
        self.detail.update(detail)

    def is_about(self, kind: str, subject_id: object) -> None:
        """Name the subject, once a new record has its id."""
        self.subject = Subject(kind, str(subject_id))

    def is_also_about(self, kind: str, subject_ids: Iterable[object], **detail: object) -> None:
        """Give each of these records an entry of its own of this act; never personal data in its detail."""
        said = _canonical(detail)
        self._others.extend(((kind, str(subject_id)), said) for subject_id in subject_ids)

    def entry(self) -> Entry:
        """What the chain keeps of the act."""
        return Entry(
            self.register,
            self.at,
            self.actor,
            self.act,
            (self.subject.kind, self.subject.id),
            self.purpose,
            "done",
            _canonical(self.detail),
            self._others,
        )

    def before_commit(self, step: Callable[[int], Awaitable[None]]) -> None:
        """Run `step` last in the transaction, with the place of the act's entry in the chain.

        Acts come there one after the other and in the order of their commits; so whatever takes no time is numbered.
        """
        self._before_commit.append(step)

    async def run_before_commit(self, position: int) -> None:
        """Run what has to be the last of the transaction, in order."""
        for step in self._before_commit:
            await step(position)

    def after_commit(self, step: Callable[[], Awaitable[None]]) -> None:
        """Run `step` once the change is durable."""
        self._after_commit.append(step)

    async def run_after_commit(self) -> None:
        """Run what was to follow the commit, in order."""
        for step in self._after_commit:
            await step()


@dataclass(slots=True)
class _Together:
    """The one transaction of several readings; one that failed inside must not be kept without its entry."""

    connection: Connection
    changes: list[Change] = field(default_factory=list)
    has_failed: bool = False


_TOGETHER: ContextVar[_Together | None] = ContextVar("readings that share a transaction", default=None)


@asynccontextmanager
async def audited_change(
    actor: Actor,
    act: Act,
    subject: Subject = EVERYTHING,
    *,
    purpose: str | None = None,
    register: Register = Register.CORRECTIONS,
    detail: Mapping[str, object] | None = None,
) -> AsyncIterator[Change]:
    """Open the transaction of an act and write its audit entry inside it: both are kept, or neither.

    Reading a file is an act like any other. The chain's lock is taken at the very end, so that
    acts only queue for the moment of writing their entry.
    """
    said = dict(detail or {})
    if (together := _TOGETHER.get()) is not None:
        change = Change(actor, act, subject, legal_time.now(), purpose, register, together.connection, said)
        try:
            yield change
        except BaseException:
            together.has_failed = True
            raise
        together.changes.append(change)
        return
    async with one_transaction() as connection:
        change = Change(actor, act, subject, legal_time.now(), purpose, register, connection, said)
        yield change
        await _enter(connection, [change])
    await change.run_after_commit()


@asynccontextmanager
async def read_together() -> AsyncIterator[None]:
    """Let the readings inside the block, all of one register, share one transaction; each keeps its own entry.

    A page that shows many lists asks the database once for a connection and once for the chain. One reading that
    fails fails them all, also where its error was caught.
    """
    async with one_transaction() as connection:
        # The same statements for everybody, hundreds of times an hour: planning each anew takes longer than running it.
        await connection.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        together = _Together(connection)
        token = _TOGETHER.set(together)
        try:
            yield
        finally:
            _TOGETHER.reset(token)
        if together.has_failed:
            message = "A reading failed, and those beside it went on."
            raise RuntimeError(message)
        if together.changes:
            await _enter(connection, together.changes)
    for change in together.changes:
        await change.run_after_commit()


async def _enter(connection: Connection, changes: Sequence[Change]) -> None:
    """Give acts their entries in the chain, and let each do what has to be the last of the transaction."""
    places = await append_entries(connection, [change.entry() for change in changes])
    for change, position in zip(changes, places, strict=True):
        await change.run_before_commit(position)


async def record_refusal(
    actor: Actor,
    act: str,
    subject: Subject,
    reason: str,
    *,
    register: Register = Register.CORRECTIONS,
) -> None:
    """Write that an act was refused; `reason` is an error code, never what was asked for in clear."""
    said = _canonical({"reason": reason})
    entry = Entry(register, legal_time.now(), actor, act, (subject.kind, subject.id), None, "refused", said)
    async with one_transaction() as connection:
        await append_entries(connection, [entry])


@asynccontextmanager
async def stored_batch() -> AsyncIterator[Connection]:
    """Open the transaction of one batch of ingest: fixes, judgement, alerts and counts together, or none."""
    async with one_transaction() as connection:
        yield connection


def _canonical(detail: Mapping[str, object]) -> str:
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
