"""The two transactions of the product: an audited change, and a stored batch of ingest."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from supervision import legal_time
from supervision.actor import Actor
from supervision.audit.acts import Act
from supervision.audit.chain import append_entry
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
    connection: Connection
    detail: dict[str, object] = field(default_factory=dict)
    _others: list[tuple[tuple[str, str], str]] = field(default_factory=list)
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

    @property
    def others(self) -> Sequence[tuple[tuple[str, str], str]]:
        """The further subjects, each with its detail."""
        return self._others

    def after_commit(self, step: Callable[[], Awaitable[None]]) -> None:
        """Run `step` once the change is durable."""
        self._after_commit.append(step)

    async def run_after_commit(self) -> None:
        """Run what was to follow the commit, in order."""
        for step in self._after_commit:
            await step()


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
    async with one_transaction() as connection:
        change = Change(actor, act, subject, legal_time.now(), purpose, connection, dict(detail or {}))
        yield change
        await append_entry(
            connection,
            register=register,
            at=change.at,
            actor=actor,
            act=act,
            subject=(change.subject.kind, change.subject.id),
            purpose=purpose,
            result="done",
            detail_json=_canonical(change.detail),
            others=change.others,
        )
    await change.run_after_commit()


async def record_refusal(
    actor: Actor,
    act: str,
    subject: Subject,
    reason: str,
    *,
    register: Register = Register.CORRECTIONS,
) -> None:
    """Write that an act was refused; `reason` is an error code, never what was asked for in clear."""
    async with one_transaction() as connection:
        await append_entry(
            connection,
            register=register,
            at=legal_time.now(),
            actor=actor,
            act=act,
            subject=(subject.kind, subject.id),
            purpose=None,
            result="refused",
            detail_json=_canonical({"reason": reason}),
        )


@asynccontextmanager
async def stored_batch() -> AsyncIterator[Connection]:
    """Open the transaction of one batch of ingest: fixes, judgement, alerts and counts together, or none."""
    async with one_transaction() as connection:
        yield connection


def _canonical(detail: Mapping[str, object]) -> str:
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
