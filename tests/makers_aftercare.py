"""People in after-care for tests, made the way officers make them; every person is invented."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from supervision.aftercare.bases import BaseContact, BaseFacts, create_base
from supervision.aftercare.entering import enter_released, take_over
from supervision.aftercare.helpers import HelperDetails, add_helper
from supervision.aftercare.person import Contacts, Home, Identity, Needs, Person, Released
from supervision.aftercare.progress import ask, receive, verify
from supervision.aftercare.words import Agreement, Arrival, HelperKind
from supervision.documents import DocumentType
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from tests.makers_files import make_id_number

KIN = HelperDetails("程立秋", "姐姐", "13700001111")


def make_released(**parts: Any) -> Released:
    """Somebody who was released ten days ago; `name`, `number`, `phone`, `address`, `wanted`, `prison`, `on`."""
    on: date = parts.pop("on", legal_day(now()) - timedelta(days=10))
    released = Released(
        Person(
            Identity(parts.pop("name", "程立冬"), DocumentType.ID_CARD, parts.pop("number", None) or make_id_number()),
            Contacts(parts.pop("phone", "13600002222"), "程立秋", "姐姐", "13700001111"),
            Home(parts.pop("address", "山西省青屏市临溪县北岭镇松坡村7号")),
            Needs(parts.pop("prison", "青屏监狱"), parts.pop("wanted", "想学电焊")),
        ),
        on,
    )
    assert not parts, parts
    return released


async def make_entry(officer: Officer, **parts: Any) -> UUID:
    """Somebody on a prison's list, not verified yet."""
    assert officer.office_id is not None
    return await enter_released(officer, officer.office_id, make_released(**parts))


async def make_awaited(officer: Officer, **parts: Any) -> UUID:
    """Somebody whose address and family were confirmed."""
    file_id = await make_entry(officer, **parts)
    await verify(officer, file_id, is_found=True)
    return file_id


async def make_arrived(officer: Officer, agreement: Agreement | None = Agreement.AGREED, **parts: Any) -> UUID:
    """Somebody who was met, and, unless it is None, said whether help is wanted."""
    file_id = await make_awaited(officer, **parts)
    await receive(officer, file_id, Arrival.JUSTICE_OFFICE, legal_day(now()))
    if agreement is not None:
        await ask(officer, file_id, agreement)
    return file_id


async def make_helped(officer: Officer, **parts: Any) -> UUID:
    """Somebody whom a sister helps."""
    file_id = await make_arrived(officer, **parts)
    await add_helper(officer, file_id, HelperKind.KIN, KIN)
    return file_id


async def make_taken_over(officer: Officer, agreement: Agreement = Agreement.AGREED, **parts: Any) -> UUID:
    """Somebody who came from a correction."""
    assert officer.office_id is not None
    return await take_over(officer, officer.office_id, make_released(**{"prison": "", **parts}), agreement)


async def make_base(officer: Officer, places: int = 2, name: str = "北岭果蔬合作社") -> UUID:
    """A base that offers some places."""
    facts = BaseFacts(officer.office_division, name, "北岭镇园艺路9号", places, BaseContact("高秀梅", "13500003333"))
    return await create_base(officer, facts)
