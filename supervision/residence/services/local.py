"""A division's own row of a service: what an administrator enters, checked, and as a row of the catalogue. Pure."""

import re

import msgspec

from supervision.errors import InputInvalid
from supervision.legal_rules import Unit
from supervision.local_rules.book import LocalRow
from supervision.residence.services.catalogue import SERVICES, Service
from supervision.residence.services.words import ServiceCondition, ServiceOffice
from supervision.texts import needed_text, optional_text
from supervision.wording import Wording

PREFIX = "service:"
"""How the name of such a row begins; the code of its service follows."""

UNITS = (Unit.DAYS, Unit.WORKING_DAYS)
MOST_DAYS = 366
_LONGEST_NAME = 40
_LONGEST_NEEDS = 200
_OWN_CODE = re.compile(r"local-[0-9a-f]{8}")
_CODES = frozenset(row.code for row in SERVICES)

SERVICE_UNKNOWN = Wording(
    "没有这项服务；新的事项请选“新的服务事项”。", "There is no such service; choose a new one where it is new."
)
DAYS_WRONG = Wording(
    "答复期限须为 1 至 366 的整数，并选择日或者工作日；没有规定的，两项都不填。",
    "A period to answer is 1 to 366 days or working days; where none is laid down, leave both empty.",
)


class LocalService(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a division's row says of a service; `needs` is what to bring along, the days are those to answer."""

    name: str
    name_english: str
    condition: ServiceCondition
    office: ServiceOffice
    needs: str = ""
    days: int | None = None
    unit: Unit | None = None


def name_of_row(code: str) -> str:
    """The name of the rows of a service."""
    return f"{PREFIX}{code}"


def code_of_row(name: str) -> str:
    """The service that a row is about."""
    return name.removeprefix(PREFIX)


def entry_of(service: LocalService) -> str:
    """What was entered, as it is stored."""
    return msgspec.json.encode(service).decode()


def read_entry(entry: str) -> LocalService:
    """What is stored, as it was entered."""
    return msgspec.json.decode(entry, type=LocalService)


def checked_entry(name: str, entry: str) -> str:
    """The entry as it is stored. InputInvalid names the field to mend."""
    code, entered = code_of_row(name), read_entry(entry)
    if code not in _CODES and not _OWN_CODE.fullmatch(code):
        raise InputInvalid(SERVICE_UNKNOWN, field="service")
    if (entered.days is None) != (entered.unit is None) or entered.unit not in (None, *UNITS):
        raise InputInvalid(DAYS_WRONG, field="days")
    if entered.days is not None and not 1 <= entered.days <= MOST_DAYS:
        raise InputInvalid(DAYS_WRONG, field="days")
    return entry_of(
        msgspec.structs.replace(
            entered,
            name=needed_text(entered.name, "service_name", _LONGEST_NAME),
            name_english=needed_text(entered.name_english, "name_english", _LONGEST_NAME * 2),
            needs=optional_text(entered.needs, "needs", _LONGEST_NEEDS),
        )
    )


def as_service(row: LocalRow) -> Service:
    """A stored row, which has an entry, as one of the catalogue."""
    said = read_entry(row.entry or "")
    return Service(
        code_of_row(row.name),
        Wording(said.name, said.name_english),
        said.condition,
        said.office,
        Wording(row.source, row.source),
        row.confidence,
        row.valid_from,
        row.valid_until,
        row.division,
        answers_within=None if said.days is None or said.unit is None else (said.days, said.unit),
        needs=said.needs,
        is_over=row.is_over,
    )
