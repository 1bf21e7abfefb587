"""What became of people without trackers: terms that ran out, and one in custody."""

from datetime import timedelta
from functools import partial

from api.demo.cast import AGENCY
from api.demo.making import Making
from api.demo.orders import days_before
from api.demo.residents import ENDED_DAYS_AGO
from supervision.corrections.file_state import AbsenceKind, EndCause
from supervision.corrections.files import end_person_file, record_absence
from supervision.legal_time import now

_UNRELEASED_DAYS = 5
"""Terms that ended within so many days wait for an officer."""
IN_CUSTODY = 57
"""The number of whoever is in custody."""


def enter_fates(making: Making) -> None:
    """Enter releases and custody into the diary."""
    for number, days in ENDED_DAYS_AGO.items():
        if days > _UNRELEASED_DAYS:
            making.diary.enter(days_before(making.at, days - 2, 9, 15), partial(_release, making, number))
    making.diary.enter(days_before(making.at, 9, 11, 5), partial(_take_into_custody, making))


async def _release(making: Making, number: int) -> None:
    officer = await making.cast.officer(AGENCY)
    await end_person_file(
        officer, making.files[number], EndCause.EXPIRY, "矫正期满，依法解除，已宣告并送达解除证明书。"
    )


async def _take_into_custody(making: Making) -> None:
    officer = await making.cast.officer(AGENCY)
    await record_absence(officer, making.files[IN_CUSTODY], AbsenceKind.CUSTODY, now() - timedelta(hours=3))
