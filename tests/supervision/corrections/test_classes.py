"""In which class a person is supervised, against the real database."""

from datetime import timedelta

from supervision.audit import Act, audited_change
from supervision.corrections.classes import class_history, class_on, classes_on, save_class
from supervision.corrections.opening import about_file
from supervision.corrections.supervision_class import SupervisionClass
from supervision.legal_time import legal_day, now
from tests.cast import Cast
from tests.makers_files import make_person_file

TODAY = legal_day(now())


async def test_a_class_holds_from_its_day_until_the_next_and_is_ordinary_where_none_was_decided(cast: Cast) -> None:
    file_id, other = await make_person_file(cast.olga.officer), await make_person_file(cast.olga.officer)
    for supervision_class, days in ((SupervisionClass.STRICT, -20), (SupervisionClass.LENIENT, 5)):
        async with audited_change(cast.agnes.officer.actor, Act.PERSON_FILE_CHANGE, about_file(file_id)) as change:
            await save_class(change, cast.agnes.officer, file_id, supervision_class, TODAY + timedelta(days=days))
    asked = (-21, -20, 4, 5)
    assert [await class_on(file_id, TODAY + timedelta(days=day)) for day in asked] == [
        SupervisionClass.ORDINARY,
        SupervisionClass.STRICT,
        SupervisionClass.STRICT,
        SupervisionClass.LENIENT,
    ]
    assert await classes_on([file_id, other], TODAY) == {
        file_id: SupervisionClass.STRICT,
        other: SupervisionClass.ORDINARY,
    }
    latest, before = await class_history(file_id)
    assert (latest.supervision_class, latest.until_on) == (SupervisionClass.LENIENT, None)
    assert (before.until_on, before.decided_by_name) == (TODAY + timedelta(days=4), "Agnes Agency")


async def test_a_class_decided_again_for_the_same_day_takes_the_place_of_the_first(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    for supervision_class in (SupervisionClass.STRICT, SupervisionClass.LENIENT):
        async with audited_change(cast.agnes.officer.actor, Act.PERSON_FILE_CHANGE, about_file(file_id)) as change:
            await save_class(change, cast.agnes.officer, file_id, supervision_class, TODAY)
    assert await class_on(file_id, TODAY) is SupervisionClass.LENIENT
    assert [each.supervision_class for each in await class_history(file_id)] == [SupervisionClass.LENIENT]
