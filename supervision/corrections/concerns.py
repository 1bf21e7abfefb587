"""What is wrong or stands open about a person just now: the same facts on the file and in the caseload."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.legal_time import legal_day
from supervision.storage.database import fetch


class CaseConcern(StrEnum):
    """What an officer has to know first; never a score, always the thing itself."""

    SEARCHED_FOR = "searched-for"
    REPORT_IN_OVERDUE = "report-in-overdue"
    LEAVE_OVERDUE = "leave-overdue"
    OVERDUE = "overdue"
    TO_LOG = "to-log"
    REASONS_OVERDUE = "reasons-overdue"
    LAST_AGAINST = "last-against"
    NO_CONTACT_YET = "no-contact-yet"
    TERM_UNCONFIRMED = "term-unconfirmed"
    APPLICATION_OPEN = "application-open"
    TRANSFER_OPEN = "transfer-open"


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """Something that stands open on a file: which record, how many, and since or until when, the earliest first."""

    concern: CaseConcern
    id: UUID
    on: date | None
    times: int


OPEN_MATTERS = """
SELECT s.file, 'searched-for' AS concern, s.id, (s.lost_since_at AT TIME ZONE 'Asia/Shanghai')::date AS day
FROM person_search AS s WHERE s.ended_at IS NULL
UNION ALL
SELECT a.file, CASE a.state WHEN 'approved' THEN 'leave-overdue' ELSE 'application-open' END, a.id, a.until_on
FROM application AS a
WHERE a.state IN ('asked', 'sent-back') OR (a.state = 'approved' AND a.kind = 'leave' AND a.until_on < {back_by})
UNION ALL
SELECT t.file, 'transfer-open', t.id, t.due_on FROM transfer AS t WHERE t.closed_at IS NULL
UNION ALL
SELECT e.file, 'term-unconfirmed', e.id, NULL FROM term_entry AS e WHERE e.state = 'waiting'
"""
"""What stands open on files (`file`, `concern`, `id`, `day`), by the day `back_by` filled in; contacts are apart."""

_OVERDUE = """
SELECT c.file, 'overdue', c.id, c.due_on FROM contact AS c WHERE c.outcome IS NULL AND c.due_on < {today}
"""
_OF_FILE = f"""
SELECT concern, (array_agg(id ORDER BY day))[1] AS id, min(day) AS day, count(*) AS times
FROM ({OPEN_MATTERS.format(back_by="$3")} UNION ALL {_OVERDUE.format(today="$2")}) AS matter
WHERE file = $1 GROUP BY concern
"""  # noqa: S608 - made of constants


def back_by(division: str, at: datetime) -> date:
    """The first day on which leave may have ended whose sign-off is not overdue yet. Pure."""
    rule = find_correction_rule(CorrectionRuleName.LEAVE_RETURN_DUE, legal_day(at), division)
    return legal_day(at - timedelta(hours=rule.number))


async def open_matters_of(file_id: UUID, division: str, at: datetime) -> dict[CaseConcern, OpenMatter]:
    """What stands open on a file that the caller has loaded, overdue contacts included."""
    found = [
        OpenMatter(CaseConcern(row["concern"]), row["id"], row["day"], row["times"])
        for row in await fetch(_OF_FILE, file_id, legal_day(at), back_by(division, at))
    ]
    return {matter.concern: matter for matter in found}
