"""Queries of papers; what a paper says is sealed and opened here."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from supervision.audit import Act
from supervision.corrections.papers.called_for import ActKind
from supervision.corrections.papers.tables import IssuedPaperRow
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import NotFound
from supervision.forms.catalogue import FormName
from supervision.forms.templates import Origin
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import Record, fetch, fetch_one
from supervision.vault import DataKey, Place, load_key, seal_text, unseal_json, unseal_text

TABLE = "issued_paper"

_SELECT = """
SELECT p.id, p.file, p.form, p.number, p.template_on, p.template_origin, p.issued_at, p.details_sealed, p.scan,
       p.scanned_at, p.act_kind, p.act, p.voided_at, p.void_reason_sealed, coalesce(i.name, '') AS issued_by_name,
       coalesce(s.name, '') AS scanned_by_name, coalesce(v.name, '') AS voided_by_name
FROM issued_paper AS p LEFT JOIN officer AS i ON i.id = p.issued_by LEFT JOIN officer AS s ON s.id = p.scanned_by
     LEFT JOIN officer AS v ON v.id = p.voided_by
"""
_NOT_SEALED = """NOT EXISTS (
    SELECT FROM measure AS m WHERE m.id = p.act AND m.kind = 'police-penalty' AND m.outcome = 'granted')
"""
"""A proposal of which a police penalty came is sealed by law with it: it is neither listed nor printed any more."""


class PaperState(StrEnum):
    """Where a paper stands."""

    ISSUED = "issued"
    SIGNED = "signed"
    VOID = "void"


class PaperDetails(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is sealed beside a paper: what stood in its fields, and the SHA-256 of its bytes in hexadecimal."""

    fields: dict[str, str]
    sha256: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it was issued, without its bytes; opened with the key of its file."""

    paper_id: UUID
    file_id: UUID
    form: FormName
    number: str
    template_on: date
    template_origin: Origin
    issued_at: datetime
    issued_by_name: str
    fields: dict[str, str]
    sha256: str
    scan_id: UUID | None
    scanned_at: datetime | None
    scanned_by_name: str
    voided_at: datetime | None
    voided_by_name: str
    void_reason: str
    act_kind: ActKind | None
    act_id: UUID | None

    @property
    def state(self) -> PaperState:
        """Void before signed: a void paper stays void."""
        if self.voided_at is not None:
            return PaperState.VOID
        return PaperState.SIGNED if self.scan_id is not None else PaperState.ISSUED


async def papers_of(file: StoredFile, cursor: str | None = None) -> Page[Paper]:
    """A page of the papers of a file that the caller has loaded, newest first."""
    after, key = read_cursor(cursor), await load_key(file.vault_key)
    rows = await fetch(
        f"""{_SELECT} WHERE p.file = $1 AND {_NOT_SEALED}
              AND ($2::timestamptz IS NULL OR (p.issued_at, p.id) < ($2, $3))
            ORDER BY p.issued_at DESC, p.id DESC LIMIT {PAGE_SIZE + 1}""",
        file.id, after and after.at, after and after.row_id,
    )  # fmt: skip
    shown, following = split_page(rows, lambda row: Cursor(row["issued_at"], row["id"]))
    return Page(tuple(_paper_of(row, key) for row in shown), following)


async def papers_of_act(file: StoredFile, act_id: UUID) -> tuple[Paper, ...]:
    """The papers that one act called for, of a file that the caller has loaded, newest first; void ones as well."""
    rows = await fetch(
        f"{_SELECT} WHERE p.file = $1 AND p.act = $2 ORDER BY p.issued_at DESC, p.id DESC", file.id, act_id
    )
    key = await load_key(file.vault_key)
    return tuple(_paper_of(row, key) for row in rows)


async def papers_of_forms(file: StoredFile, forms: Collection[FormName]) -> tuple[Paper, ...]:
    """The papers of these forms of a file that the caller has loaded, newest first, by hand or not; void ones too."""
    rows = await fetch(
        f"{_SELECT} WHERE p.file = $1 AND p.form = ANY($2) ORDER BY p.issued_at DESC, p.id DESC", file.id, list(forms)
    )
    key = await load_key(file.vault_key)
    return tuple(_paper_of(row, key) for row in rows)


async def save_voiding(officer: Officer, file: StoredFile, paper_id: UUID, reason: str, at: datetime) -> None:
    """Void a paper of a file that the caller holds locked."""
    key, place = await load_key(file.vault_key), Place(TABLE, "void_reason_sealed", paper_id)
    await IssuedPaperRow.update(
        {"voided_at": at, "voided_by": officer.id, "void_reason_sealed": seal_text(key, reason, place)}
    ).where(IssuedPaperRow.id == paper_id)


async def file_of_paper(paper_id: UUID) -> UUID:
    """Whose paper it is; NotFound, exactly as outside of the reach, so that existence is not told."""
    row = await fetch_one("SELECT file FROM issued_paper WHERE id = $1", paper_id)
    if row is None:
        raise NotFound(NOT_HERE)
    file_id: UUID = row["file"]
    return file_id


async def load_paper(
    officer: Officer, act: Act, file_id: UUID, paper_id: UUID, *, lock: bool = False
) -> tuple[Paper, StoredFile]:
    """A paper and its file, which lies within reach for `act`; with `lock` nobody else changes either."""
    file = await load_file(officer, act, file_id, lock=lock)
    row = await fetch_one(f"{_SELECT} WHERE p.id = $1 AND p.file = $2 AND {_NOT_SEALED}", paper_id, file_id)
    if row is None:
        raise NotFound(NOT_HERE)
    return _paper_of(row, await load_key(file.vault_key)), file


def _paper_of(row: Record, key: DataKey) -> Paper:
    details = unseal_json(key, row["details_sealed"], Place(TABLE, "details_sealed", row["id"]), PaperDetails)
    reason = row["void_reason_sealed"]
    return Paper(
        paper_id=row["id"],
        file_id=row["file"],
        form=FormName(row["form"]),
        number=row["number"],
        template_on=row["template_on"],
        template_origin=Origin(row["template_origin"]),
        issued_at=row["issued_at"],
        issued_by_name=row["issued_by_name"],
        fields=details.fields,
        sha256=details.sha256,
        scan_id=row["scan"],
        scanned_at=row["scanned_at"],
        scanned_by_name=row["scanned_by_name"],
        voided_at=row["voided_at"],
        voided_by_name=row["voided_by_name"],
        void_reason=unseal_text(key, reason, Place(TABLE, "void_reason_sealed", row["id"])) if reason else "",
        act_kind=ActKind(row["act_kind"]) if row["act_kind"] else None,
        act_id=row["act"],
    )
