"""An alert that an officer found to be a breach stands among the contacts, against the real database."""

import pytest

from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.monitoring.alerts import AlertAlreadyDisposed, Finding, dispose_of_alert
from tests.api.makers import make_wearer, raise_alert
from tests.cast import NORTH, Cast
from tests.supervision.corrections.contacts.scenes import contacts_of


async def test_a_breach_that_was_found_writes_one_contact_and_an_alert_alone_none(cast: Cast) -> None:
    wearer = await make_wearer(cast.olga, cast.north_office, NORTH)
    alert_id = await raise_alert(wearer)
    assert await contacts_of(wearer.file_id) == []
    alert = await dispose_of_alert(cast.olga.officer, alert_id, Finding.BREACH, "无正当理由外出。")
    with pytest.raises(AlertAlreadyDisposed):
        await dispose_of_alert(cast.agnes.officer, alert_id, Finding.BREACH, "无正当理由外出。")
    (contact,) = await contacts_of(wearer.file_id)
    assert (contact.kind, contact.outcome, contact.source) == (ContactKind.ALERT, Outcome.FAILED, alert_id)
    assert contact.happened_at == alert.occurred_at


async def test_another_finding_writes_no_contact(cast: Cast) -> None:
    wearer = await make_wearer(cast.olga, cast.north_office, NORTH)
    await dispose_of_alert(cast.olga.officer, await raise_alert(wearer), Finding.DEVICE_FAULT, "终端故障。")
    assert await contacts_of(wearer.file_id) == []
