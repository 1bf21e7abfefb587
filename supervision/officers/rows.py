"""The officer's row as a change finds it: locked, and of the administrator's own register."""

from dataclasses import dataclass
from uuid import UUID

from supervision.errors import NotFound, RuleRefused
from supervision.officers.officer import NOT_HERE, Officer
from supervision.storage.database import Connection
from supervision.wording import Wording

ONESELF = Wording("不能对自己的账户进行这项操作。", "This cannot be done to one's own account.")


class OneselfRefused(RuleRefused):
    """What administrators do to accounts, they do not do to their own."""

    code = "oneself-refused"


@dataclass(frozen=True, slots=True)
class HeldOfficer:
    """What a change needs to know of the officer it is about."""

    id: UUID
    username: str
    name: str
    state: str
    vault_key: UUID
    office_division: str


def check_not_oneself(admin: Officer, officer_id: UUID) -> None:
    """OneselfRefused when the administrator is the officer."""
    if admin.id == officer_id:
        raise OneselfRefused(ONESELF)


async def lock_officer(connection: Connection, admin: Officer, officer_id: UUID) -> HeldOfficer:
    """The officer, who stays as they are until the caller's transaction ends; NotFound in another register."""
    row = await connection.fetchrow(
        """SELECT officer.id, username, officer.name, state, vault_key, coalesce(office.division, '') AS office_division
           FROM officer LEFT JOIN office ON office.id = officer.office
           WHERE officer.id = $1 AND officer.register = $2
           FOR UPDATE OF officer""",
        officer_id, admin.register,
    )  # fmt: skip
    if row is None:
        raise NotFound(NOT_HERE)
    return HeldOfficer(**row)
