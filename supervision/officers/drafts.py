"""New officers as they are asked for, one by one or as rows of a sheet, and what is wrong with them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from supervision.errors import InputInvalid
from supervision.officers.granting import GrantDraft, check_place, entered_grant
from supervision.officers.roles import ADMINISTRATORS, ROLE_NAMES, Role
from supervision.officers.usernames import is_username, normalised_username
from supervision.settings import Register
from supervision.wording import Wording

NAME_WRONG = Wording("姓名应为 1 至 80 个字。", "A name has 1 to 80 characters.")
USERNAME_WRONG = Wording(
    "用户名应为 3 至 40 位小写字母、数字、点、横线或下划线，以字母或数字开头。",
    "A username has 3 to 40 small letters, digits, dots, hyphens or underscores and begins with a letter or digit.",
)
OFFICE_UNKNOWN = Wording("没有这个机构。", "There is no such office.")
OFFICE_MISSING = Wording("请选择机构。", "Choose an office.")
ROLE_UNKNOWN = Wording("没有这个角色。", "There is no such role.")
DATE_WRONG = Wording("日期应写作 2026-01-31。", "Write dates as 2026-01-31.")

COLUMNS = {
    "name": Wording("姓名", "Name"),
    "username": Wording("用户名", "Username"),
    "office": Wording("机构", "Office"),
    "role": Wording("角色", "Role"),
    "prefix": Wording("辖区代码", "Division code"),
    "valid_from": Wording("起始日期", "From"),
    "valid_until": Wording("截止日期", "Until"),
}
"""The columns of a sheet of new officers; all but the last are needed."""

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class OfficerDraft:
    """A new officer with their first grant; `office` is an id, or a name as in sheets, or None for administrators."""

    name: str
    username: str
    office: UUID | str | None
    grant: GrantDraft


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """An office as a draft may name it."""

    id: UUID
    name: str
    division: str


@dataclass(frozen=True, slots=True)
class Directory:
    """What is already there when drafts are checked."""

    register: Register
    offices: tuple[KnownOffice, ...]
    divisions: frozenset[str]
    usernames: frozenset[str]

    def office(self, named: UUID | str) -> KnownOffice | None:
        """The office of an id or a name."""
        wanted = named.strip() if isinstance(named, str) else named
        return next((office for office in self.offices if wanted in (office.id, office.name)), None)


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft that may be stored as it stands."""

    name: str
    username: str
    office_id: UUID | None
    grant: GrantDraft


def check_draft(draft: OfficerDraft, directory: Directory, *, today: date) -> CheckedDraft:
    """What is to be stored of a draft, whether or not its username is free; InputInvalid names the field to mend."""
    name, username = draft.name.strip(), normalised_username(draft.username)
    if not 1 <= len(name) <= _LONGEST_NAME:
        raise InputInvalid(NAME_WRONG, field="name")
    if not is_username(username):
        raise InputInvalid(USERNAME_WRONG, field="username")
    office = None
    if draft.office:
        office = directory.office(draft.office)
        if office is None:
            raise InputInvalid(OFFICE_UNKNOWN, field="office")
    elif draft.grant.role not in ADMINISTRATORS:
        raise InputInvalid(OFFICE_MISSING, field="office")
    grant = entered_grant(draft.grant, directory.register, today=today)
    check_place(grant.prefix, office.division if office else "", directory.divisions)
    return CheckedDraft(name, username, office.id if office else None, grant)


def read_row(cells: Mapping[str, str]) -> OfficerDraft:
    """The draft in a row of a sheet, by the keys of COLUMNS; InputInvalid when role or dates cannot be read."""
    text = {key: cells.get(key, "").strip() for key in COLUMNS}
    grant = GrantDraft(
        _read_role(text["role"]),
        text["prefix"],
        _read_date(text["valid_from"], "valid_from"),
        _read_date(text["valid_until"], "valid_until") if text["valid_until"] else None,
    )
    return OfficerDraft(text["name"], text["username"], text["office"] or None, grant)


def _read_role(text: str) -> Role:
    for role, name in ROLE_NAMES.items():
        if text in (role.value, str(name), name.english):
            return role
    raise InputInvalid(ROLE_UNKNOWN, field="role")


def _read_date(text: str, field_name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputInvalid(DATE_WRONG, field=field_name) from error
