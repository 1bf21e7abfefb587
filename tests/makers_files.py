"""Person files, records and attachments for tests, made the way officers make them; every person is invented."""

import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import msgspec
from PIL import ExifTags, Image

from supervision.corrections.absences import record_custody
from supervision.corrections.attachments import AttachmentKind, add_attachment
from supervision.corrections.category import Category
from supervision.corrections.content import FileContent
from supervision.corrections.files import create_person_file
from supervision.corrections.identity import Home, Identity, Judgment, Telephones
from supervision.corrections.induction.group import GroupMember, set_group
from supervision.corrections.induction.plan import Plan, save_plan
from supervision.corrections.induction.words import MemberKind
from supervision.corrections.injunctions import Injunction, InjunctionKind
from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.records import add_record
from supervision.corrections.term_entries import confirm_term
from supervision.documents import DocumentType, check_character
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.storage.database import fetch

STADIUM_BAN = Injunction(InjunctionKind.AREA, "禁止进入县体育馆等举办大型群众性活动的场所")
VICTIM_BAN = Injunction(InjunctionKind.PERSON, "禁止接触被害人李某")
SIGNED_SCAN = b"%PDF-1.7 signed and scanned"
CAMERA = "Camera of nobody"
"""What `a_photo` says of the camera that took it."""

_sequences = count(1)


def make_id_number(born_on: date = date(1990, 5, 6), region: str = "149901") -> str:
    """A valid number that no other test person of this run bears."""
    first_17 = f"{region}{born_on:%Y%m%d}{next(_sequences) % 1000:03}"
    return first_17 + check_character(first_17)


def make_content(**parts: Any) -> FileContent:
    """The content of a file; what its identity, telephones and home have, such as `name` or `lat`, goes there."""
    starts_on = parts.setdefault("term_starts_on", legal_day(now()) - timedelta(days=30))
    identity = Identity(
        name=parts.pop("name", "张三"),
        document_type=parts.pop("document_type", DocumentType.ID_CARD),
        document_number=parts.pop("document_number", None) or make_id_number(),
        pinyin=parts.pop("pinyin", None),
        object_number=parts.pop("object_number", None),
    )
    content = FileContent(
        category=Category.SUSPENDED_SENTENCE,
        identity=identity,
        telephones=Telephones(phone=parts.pop("phone", "13812345678")),
        home=Home(
            parts.pop("address", "山西省青屏市临溪县北岭镇松坡村1号"), parts.pop("lat", 35.49), parts.pop("lon", 112.85)
        ),
        judgment=Judgment(
            court="临溪县人民法院",
            document_number="（2026）晋9901刑初1号",
            offence="盗窃罪",
            sentence="有期徒刑一年，缓刑二年",
            decided_on=starts_on - timedelta(days=10),
            effective_on=starts_on,
            term_years=2,
        ),
        term_starts_on=starts_on,
    )
    return replace(content, **parts)


def make_banned_content(**parts: Any) -> FileContent:
    """The content of a file whose judgment pronounces two injunctions."""
    content = make_content(**parts)
    return replace(content, judgment=msgspec.structs.replace(content.judgment, injunctions=(STADIUM_BAN, VICTIM_BAN)))


async def make_banned_file(officer: Officer, office_id: UUID | None = None) -> UUID:
    """A file in the officer's own office, or another, with injunctions against the stadium and the victim."""
    return await make_person_file(officer, office_id, judgment=make_banned_content().judgment)


async def make_person_file(officer: Officer, office_id: UUID | None = None, **parts: Any) -> UUID:
    """A file in the officer's own office, or another; `parts` as `make_content` takes them."""
    chosen = office_id or officer.office_id
    assert chosen is not None
    return await create_person_file(officer, chosen, make_content(**parts))


def a_photo(kind: str = "JPEG") -> bytes:
    """A small picture, in which the camera wrote its name and a place."""
    exif, target = Image.Exif(), io.BytesIO()
    exif[ExifTags.Base.Make] = CAMERA
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (35.0, 29.0, 24.0)}
    Image.new("RGB", (30, 40), "teal").save(target, kind, exif=exif)
    return target.getvalue()


async def make_attachment(officer: Officer, file_id: UUID, kind: AttachmentKind = AttachmentKind.PROOF) -> UUID:
    """A small document on the file."""
    return await add_attachment(officer, file_id, kind, "材料", SIGNED_SCAN)


async def make_ready(officer: Officer, file_id: UUID) -> None:
    """Group and plan, as they stand before anybody enters the programme."""
    await set_group(officer, file_id, [GroupMember(MemberKind.VILLAGE, "周桂兰", is_woman=True, knows_minors=True)])
    await save_plan(officer, file_id, 0, Plan("有固定住处。", "认罪。", "母亲同住。", "每月谈话。", "学电焊。"))


async def make_custody(officer: Officer, file_id: UUID, began_at: datetime) -> None:
    """Custody on the file, as an organ told by telephone."""
    await record_custody(officer, file_id, began_at, "临溪县公安局刑事拘留，电话告知。")


async def make_term_confirmed(second: Officer, file_id: UUID) -> None:
    """The last day confirmed by an officer who did not enter it."""
    rows = await fetch("SELECT id FROM term_entry WHERE file = $1 AND state = 'waiting'", file_id)
    await confirm_term(second, file_id, rows[0]["id"])


async def make_record(officer: Officer, file_id: UUID, kind: RecordKind = RecordKind.WARNING) -> UUID:
    """A recorded fact of today with its proof."""
    proof_id = await make_attachment(officer, file_id)
    return await add_record(officer, file_id, kind, legal_day(now()), "拒不报告活动情况，给予警告。", proof_id)


async def dump_of(*tables: str) -> str:
    """Every value of some tables as text: what a thief of the database would read."""
    rows = [row for table in tables for row in await fetch(f"TABLE {table}")]
    return "\n".join(str(dict(row)) for row in rows)
