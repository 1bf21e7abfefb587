"""Offices, officers and grants as the API shows and takes them."""

from datetime import date, datetime
from uuid import UUID

from api.v1.requests import Body, ShortText
from api.v1.views import View
from supervision.officers import (
    Credential,
    Enrolment,
    GrantDraft,
    GrantEntry,
    Level,
    OfficerDraft,
    OfficerEntry,
    OfficerRecord,
    OfficerState,
    Role,
)


class OfficeView(View, frozen=True):
    """An office, with the number of officers who have not left it."""

    id: UUID
    name: str
    level: Level
    division: str
    division_name: str
    parent_id: UUID | None
    officer_count: int


class OfficerView(View, frozen=True):
    """One officer in a list."""

    id: UUID
    username: str
    name: str
    office_id: UUID | None
    office_name: str
    roles: list[Role]
    state: OfficerState
    locked_until: datetime | None
    last_seen_at: datetime | None
    created_at: datetime

    @classmethod
    def of_entry(cls, entry: OfficerEntry) -> "OfficerView":
        """The view of an officer in a list."""
        return cls.of(entry)


class GrantView(View, frozen=True):
    """A role over a division for days of legal time, and who gave it."""

    id: UUID
    role: Role
    prefix: str
    valid_from: date
    valid_until: date | None
    revoked_at: datetime | None
    granted_by: str
    granted_at: datetime
    is_live: bool

    @classmethod
    def of_entry(cls, entry: GrantEntry) -> "GrantView":
        """The view of a grant."""
        return cls.of(entry.grant, granted_by=entry.granted_by, granted_at=entry.granted_at, is_live=entry.is_live)


class ReplacementView(View, frozen=True):
    """A request for a new credential that waits for another administrator."""

    id: UUID
    requested_by_id: UUID
    requested_by: str
    requested_at: datetime


class OfficerRecordView(View, frozen=True):
    """One officer with everything an administrator may know."""

    officer: OfficerView
    grants: list[GrantView]
    recovery_codes_left: int
    replacement: ReplacementView | None
    password_replacement: ReplacementView | None

    @classmethod
    def of_record(cls, record: OfficerRecord) -> "OfficerRecordView":
        """The view of an officer's record."""
        waiting = {credential: ReplacementView.of(request) for credential, request in record.replacements.items()}
        return cls(
            OfficerView.of_entry(record.entry),
            [GrantView.of_entry(entry) for entry in record.grants],
            record.recovery_codes_left,
            waiting.get(Credential.SECOND_FACTOR),
            waiting.get(Credential.PASSWORD),
        )


class EnrolmentView(View, frozen=True):
    """New secrets, shown once for their owner; what did not change is empty."""

    officer_id: UUID
    username: str
    name: str
    password: str
    totp_secret: str
    totp_uri: str
    recovery_codes: list[str]

    @classmethod
    def of_enrolment(cls, enrolment: Enrolment) -> "EnrolmentView":
        """The view of an enrolment."""
        return cls.of(enrolment)


class MeView(View, frozen=True):
    """Who is signed in, and what they hold now."""

    id: UUID
    username: str
    name: str
    office_id: UUID | None
    office_name: str
    roles: list[Role]
    jurisdiction: list[str]
    acts: list[str]
    session_ends_at: datetime


class NewOffice(Body, frozen=True):
    """An office; its level is given beside the code, so that a slip of a digit is noticed."""

    name: ShortText
    level: Level
    division: str
    parent_id: UUID | None = None


class NewGrant(Body, frozen=True):
    """A role over a division, from a day until a day."""

    role: Role
    prefix: str
    valid_from: date
    valid_until: date | None = None

    def draft(self) -> GrantDraft:
        """The grant as the domain takes it."""
        return GrantDraft(self.role, self.prefix, self.valid_from, self.valid_until)


class NewOfficer(Body, frozen=True):
    """An officer with a first grant; administrators have no office."""

    name: ShortText
    username: ShortText
    grant: NewGrant
    office_id: UUID | None = None

    def draft(self) -> OfficerDraft:
        """The officer as the domain takes them."""
        return OfficerDraft(self.name, self.username, self.office_id, self.grant.draft())


class Move(Body, frozen=True):
    """The office to which an officer moves."""

    office_id: UUID


class NewPassword(Body, frozen=True):
    """A new password for oneself, the old one, and a fresh one-time code."""

    old_password: str
    new_password: str
    code: str

    def __repr__(self) -> str:
        return "NewPassword(…)"


class ConfirmingCode(Body, frozen=True):
    """A fresh one-time code."""

    code: str

    def __repr__(self) -> str:
        return "ConfirmingCode(…)"
