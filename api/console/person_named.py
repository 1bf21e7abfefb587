"""The person of whom a form or an address speaks, masked; the act that follows is the audited one."""

from uuid import UUID

from api.console.page_forms import read_id
from api.console.pages_base import PageRequest
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.errors import NotFound
from supervision.officers.officer import NOT_HERE


def named_file(text: str | None) -> UUID:
    """Which file is named; NotFound where none is."""
    file_id = read_id(text, "supervisee")
    if file_id is None:
        raise NotFound(NOT_HERE)
    return file_id


async def person_named(page: PageRequest, file_id: UUID) -> SupervisedPerson:
    """The person of the file, masked; NotFound outside of the officer's reach."""
    people = await load_supervised_people(page.officer, [file_id])
    if file_id not in people:
        raise NotFound(NOT_HERE)
    return people[file_id]
