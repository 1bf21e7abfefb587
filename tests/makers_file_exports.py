"""Exports of correction files at every step; Olga asks, Agnes decides."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from supervision.corrections.exports.requesting import FileExportAsking, request_file_export
from supervision.corrections.exports.store import FILE_EXPORTS
from supervision.corrections.rules import (
    CORRECTION_RULES,
    RULES_IN_FORCE,
    CorrectionRuleName,
    find_correction_rule,
)
from supervision.legal_time import legal_day, now
from tests.cast import NORTH, Cast
from tests.makers_files import make_person_file
from tests.makers_orders import unused_code

PASSWORD = "7KQM-X2WF-9RTB-HC4N"
BASIS = "省厅（2026）12号通知第三条。"
REASON = "年度核对，用后删除；由内勤保管。"
NOBODY_ALONE = 0


def asking(division: str = NORTH) -> FileExportAsking:
    """All open files of a township, for an inspection."""
    return FileExportAsking(division, None, None, None, "inspection", BASIS, REASON)


@contextmanager
def alone_at_most(number: int) -> Iterator[None]:
    """So many files may one officer take out alone."""
    rule = find_correction_rule(CorrectionRuleName.FILE_EXPORT_ALONE_MOST, legal_day(now()))
    token = RULES_IN_FORCE.set((replace(rule, number=number), *CORRECTION_RULES))
    try:
        yield
    finally:
        RULES_IN_FORCE.reset(token)


async def make_file_export(cast: Cast) -> UUID:
    """Asked for by Olga, of one file, and small enough for her alone."""
    await make_person_file(cast.olga.officer)
    return await request_file_export(cast.olga.officer, asking())


async def make_ready_file_export(cast: Cast) -> UUID:
    """Olga's, with the password taken."""
    export_id = await make_file_export(cast)
    await FILE_EXPORTS.unlock(cast.olga.officer, export_id, PASSWORD, unused_code(cast.olga))
    return export_id


async def make_waiting_file_export(cast: Cast) -> UUID:
    """Olga's, more than one officer takes out alone."""
    await make_person_file(cast.olga.officer)
    with alone_at_most(NOBODY_ALONE):
        return await request_file_export(cast.olga.officer, asking())
