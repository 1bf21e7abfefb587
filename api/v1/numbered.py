"""What bears a printed number."""

from uuid import UUID

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from msgspec import Struct

from api.v1.views import ListView, list_of
from supervision.audit import Act
from supervision.finding.numbered import Numbered, NumberedKind, find_numbered
from supervision.officers import Officer


class NumberedView(Struct, frozen=True):
    """A kind of record, its id, and on whose file it stands."""

    kind: NumberedKind
    id: UUID
    supervisee_id: UUID

    @classmethod
    def of(cls, found: Numbered) -> "NumberedView":
        """What clients see."""
        return cls(found.kind, found.id, found.file_id)


class NumberedController(Controller):
    """Numbers of applications, orders, notices, measures, papers and certificates inside the officer's reach."""

    path = "/numbered"
    tags = ["Supervisees"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.PERSON_FILE_SEARCH})
    async def find_numbered(self, officer: NamedDependency[Officer], number: FromQuery[str]) -> ListView[NumberedView]:
        """What bears exactly this number; nothing where it is nobody's within reach."""
        found = await find_numbered(officer, number)
        return list_of(NumberedView.of, [] if found is None else [found])
