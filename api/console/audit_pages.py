"""The audit: read with filters, fifty entries a page, and verified from its first entry to its last."""

import time
from collections.abc import Mapping
from datetime import date

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.status_codes import HTTP_200_OK

from api.console.page_forms import DAY_WRONG
from api.console.pages_base import PageRequest, address
from api.console.subject_words import detail_in_words, readable_act, subject_in_words
from api.console.view_models.audit import AuditLine, AuditVerificationView, AuditView, Verification
from api.console.view_models.base import Choice
from api.http import HttpResponse
from supervision import legal_time
from supervision.audit import EVERYTHING, Act, Subject
from supervision.errors import InputInvalid
from supervision.legal_time import day_end, day_start
from supervision.officers import is_known_in
from supervision.officers.audit_trail import AuditEntry, AuditFilter, list_audit_entries, verify_audit
from supervision.officers.records import load_officer_names
from supervision.wording import Wording

_FILTERS = ("officer", "act", "subject", "from", "to", "result")
_FINGERPRINT_BYTES = 6

REASONS: Mapping[str, Wording] = {
    "missing": Wording("该条缺失。", "The entry is missing."),
    "altered": Wording("该条被改动过。", "The entry was altered."),
    "does not follow the entry before": Wording("该条与前一条不衔接。", "The entry does not follow the one before it."),
}
"""Why an entry does not hold."""


class AuditPages(Controller):
    """The chain of the officer's register."""

    path = "/audit"

    @get("/", opt={"act": Act.AUDIT_READ})
    async def read(self, page: NamedDependency[PageRequest], cursor: FromQuery[str | None] = None) -> HttpResponse:
        """Entries, newest first; the reading is recorded, too."""
        filters = page.filters(*_FILTERS)
        found = await list_audit_entries(page.officer, _filter(filters), cursor)
        is_top = not filters and not cursor and found.items
        view = AuditView(
            lines=tuple(_line(page, entry) for entry in found.items),
            acts=page.choices("act", [act for act in Act if is_known_in(page.officer.register, act)]),
            officers=tuple(
                Choice(value=str(officer_id), label=name)
                for officer_id, name in (await load_officer_names(page.officer)).items()
            ),
            filters=filters,
            paging=page.paging(len(found.items), found.next, found.items[0].position if is_top else None),
            may_verify=page.may(Act.AUDIT_VERIFY),
        )
        return await page.show(view, active="audit")

    @post("/verification", opt={"act": Act.AUDIT_VERIFY}, status_code=HTTP_200_OK)
    async def verify(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Walk the whole chain; a part of the page above."""
        began_at = time.monotonic()
        report = await verify_audit(page.officer)
        reason = report.reason or ""
        found = Verification(
            checked_at=legal_time.now(),
            entries=report.verified_entries,
            milliseconds=round((time.monotonic() - began_at) * 1000),
            first_broken=report.broken_position,
            reason=page.say(REASONS[reason]) if reason in REASONS else reason,
        )
        return page.fragment(AuditVerificationView(verification=found))


def _filter(filters: Mapping[str, str]) -> AuditFilter:
    since, until = (_day(filters, name) for name in ("from", "to"))
    return AuditFilter(
        actor_id=filters.get("officer"),
        act=readable_act(filters.get("act", "")),
        subject_id=filters.get("subject", "").strip() or None,
        result="refused" if "result" in filters else None,
        since=None if since is None else day_start(since),
        until=None if until is None else day_end(until),
    )


def _day(filters: Mapping[str, str], name: str) -> date | None:
    try:
        day = date.fromisoformat(filters[name]) if name in filters else None
    except ValueError as error:
        raise InputInvalid(DAY_WRONG, field=name) from error
    if day is not None and not date.min < day < date.max:  # the day after it, or before it in UTC, must exist
        raise InputInvalid(DAY_WRONG, field=name)
    return day


def _line(page: PageRequest, entry: AuditEntry) -> AuditLine:
    subject = Subject(entry.subject_kind, entry.subject_id)
    return AuditLine(
        number=entry.position,
        at=entry.at,
        actor_name=entry.actor_name,
        act=entry.act,
        subject=subject_in_words(subject, page.say),
        purpose=entry.purpose or "",
        result=entry.result,
        fingerprint=entry.mac[:_FINGERPRINT_BYTES].hex(),
        subject_path="" if subject == EVERYTHING else address("/console/audit", subject=subject.id),
        detail=detail_in_words(entry.detail, page.say),
        actor_id=entry.actor_id,
    )
