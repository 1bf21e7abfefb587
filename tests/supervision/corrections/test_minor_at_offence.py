"""Who was a minor at the offence is in the minors' compartment, of whatever age they were when it was decided."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from supervision.audit import Act
from supervision.corrections.content import FileContent, was_minor
from supervision.corrections.files import change_person_file, create_person_file
from supervision.corrections.identity import Identity
from supervision.corrections.import_rows import read_row
from supervision.corrections.store import load_file
from supervision.documents import DocumentType
from supervision.errors import NotFound
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from tests.cast import Cast
from tests.makers_files import make_content, make_id_number
from tests.makers_imports import a_row
from tests.makers_limits import granted_for_minors

DAYS = st.dates(date(1990, 1, 1), date(2026, 1, 1))


def this_year() -> int:
    return legal_day(now()).year


def an_adults(offended_on: date | None = None, **parts: object) -> FileContent:
    """Of somebody who is about twenty, with the day of the offence."""
    content = make_content(document_number=make_id_number(date(this_year() - 20, 1, 2)), **parts)
    return replace(content, judgment=structs.replace(content.judgment, offended_on=offended_on))


async def is_minors(officer: Officer, file_id: UUID) -> bool:
    return (await load_file(officer, Act.PERSON_FILE_OPEN, file_id)).is_minor


@given(DAYS, DAYS, st.none() | DAYS)
def test_one_of_both_days_before_coming_of_age_is_enough(born_on: date, day: date, offended_on: date | None) -> None:
    identity = Identity("孟长庚", DocumentType.PASSPORT, "A1", born_on=born_on)
    found = was_minor(identity, day, offended_on, "149901", date(2026, 1, 1))
    of_age = (born_on.year + 18, born_on.month, born_on.day)
    days = [each for each in (day, offended_on) if each is not None]
    assert found is any((each.year, each.month, each.day) < of_age for each in days)


async def test_a_file_is_in_the_compartment_by_the_day_of_the_offence_when_it_is_opened(cast: Cast) -> None:
    at_seventeen, later = date(this_year() - 3, 6, 1), date(this_year() - 1, 6, 1)
    hidden = await create_person_file(cast.olga.officer, cast.north_office, an_adults(at_seventeen))
    shown = await create_person_file(cast.olga.officer, cast.north_office, an_adults(later))
    with pytest.raises(NotFound):
        await load_file(cast.olga.officer, Act.PERSON_FILE_OPEN, hidden)
    assert not await is_minors(cast.olga.officer, shown)
    assert await is_minors(cast.hua.officer, hidden)


async def test_a_file_stays_in_the_compartment_unless_the_day_of_the_offence_was_wrong(cast: Cast) -> None:
    olga = await granted_for_minors(cast, cast.olga)
    content = an_adults(date(this_year() - 3, 6, 1))
    file_id = await create_person_file(olga, cast.north_office, content)
    unknown = structs.replace(content.judgment, offended_on=None)
    for revision, judgment in enumerate((content.judgment, unknown, content.judgment), start=1):
        await change_person_file(olga, file_id, revision, replace(content, judgment=judgment))
        assert await is_minors(olga, file_id)
    right = structs.replace(content.judgment, offended_on=date(this_year() - 1, 6, 1))
    await change_person_file(olga, file_id, 4, replace(content, judgment=right))
    assert not await is_minors(olga, file_id)


async def test_a_minor_at_the_decision_stays_whatever_day_the_offence_is_given_later(cast: Cast) -> None:
    olga = await granted_for_minors(cast, cast.olga)
    content = make_content(document_number=make_id_number(date(this_year() - 16, 1, 2)))
    file_id = await create_person_file(olga, cast.north_office, content)
    named = structs.replace(content.judgment, offended_on=date(this_year() - 1, 3, 1))
    await change_person_file(olga, file_id, 1, replace(content, judgment=named))
    assert await is_minors(olga, file_id)


def test_a_table_may_say_the_day_of_the_offence() -> None:
    row = a_row(offended_on="2025-03-04")
    assert read_row(row, date(2026, 6, 1)).content.judgment.offended_on == date(2025, 3, 4)
