"""From which rows each chart is counted, as SQL: a row is one thing and the slice in which it is counted.

`{files}` stands for the files that the officer may know by the act of the chart; `asked` has the days and the place.
"""

# ruff: noqa: S608 - made of constants

from collections.abc import Mapping

from supervision.corrections.contacts.planning import SUPERVISED
from supervision.corrections.contacts.words import Outcome
from supervision.corrections.supervision_class import DEFAULT_CLASS
from supervision.corrections.transfers.steps import TransferState
from supervision.figures.charts import EARLIER, IN_FORCE, LASTING, OVERDUE, SOON_DAYS, Chart, Ending, Flow, Reporting
from supervision.orders.store import WITH_STOP

ASKED = """asked AS (SELECT $1::date AS today, $2::timestamptz AS from_at, $3::timestamptz AS until_at,
    $4::timestamptz AS now, $5::text AS place, $6::text[] AS sides, $7::date AS first_month)"""
FILES = """SELECT f.id, f.division, f.office, f.category, f.state, f.term_starts_on, f.term_ends_on, f.report_due_on,
    f.ended_at, f.end_cause"""

_OPEN = "FROM {files} AS f CROSS JOIN asked WHERE f.ended_at IS NULL"


def _in_period(column: str) -> str:
    return f"{column} >= asked.from_at AND {column} < asked.until_at"


SOURCES: Mapping[Chart, str] = {
    Chart.CATEGORY: f"SELECT f.id AS thing, f.category::text AS slice {_OPEN}",
    Chart.CLASS: f"""SELECT f.id AS thing, coalesce(decided.supervision_class, '{DEFAULT_CLASS}')::text AS slice
        FROM {{files}} AS f CROSS JOIN asked LEFT JOIN LATERAL (
            SELECT c.supervision_class FROM file_class AS c WHERE c.file = f.id AND c.from_on <= asked.today
            ORDER BY c.from_on DESC, c.decided_at DESC LIMIT 1) AS decided ON true WHERE f.ended_at IS NULL""",
    Chart.COUNTY: f"SELECT f.id AS thing, left(f.division, 6) AS slice {_OPEN}",
    Chart.OFFICE: f"SELECT f.id AS thing, f.office::text AS slice {_OPEN}",
    Chart.STARTED: f"""SELECT f.id AS thing, CASE WHEN f.term_starts_on < asked.first_month THEN '{EARLIER}'
        ELSE to_char(f.term_starts_on, 'YYYY-MM') END AS slice {_OPEN}""",
    Chart.ENDING: f"""SELECT f.id AS thing,
        CASE WHEN f.term_ends_on < asked.today THEN '{Ending.PAST}' ELSE '{Ending.SOON}' END AS slice
        {_OPEN} AND f.term_ends_on <= asked.today + {SOON_DAYS}""",
    Chart.FLOW: f"""SELECT f.id AS thing,
            CASE s.step WHEN 'report-in' THEN '{Flow.REPORTED_IN}' ELSE '{Flow.RECEIVED}' END AS slice
        FROM {{files}} AS f JOIN file_step AS s ON s.file = f.id CROSS JOIN asked
        WHERE s.step IN ('receive', 'take-over', 'report-in') AND {_in_period("s.happened_at")}
        UNION ALL SELECT f.id, f.end_cause FROM {{files}} AS f CROSS JOIN asked WHERE {_in_period("f.ended_at")}""",
    Chart.REPORTING: f"""SELECT f.id AS thing,
            CASE WHEN s.was_late THEN '{Reporting.LATE}' ELSE '{Reporting.ON_TIME}' END AS slice
        FROM {{files}} AS f JOIN file_step AS s ON s.file = f.id CROSS JOIN asked
        WHERE s.step = 'report-in' AND {_in_period("s.happened_at")}
        UNION ALL SELECT f.id,
            CASE WHEN f.report_due_on < asked.today THEN '{Reporting.OVERDUE}' ELSE '{Reporting.WAITING}' END
        {_OPEN} AND f.report_due_on IS NOT NULL""",
    Chart.TRANSFERS: f"""SELECT t.id AS thing, side.name AS slice
        FROM {{files}} AS f JOIN transfer AS t ON t.file = f.id
        JOIN transfer_step AS s ON s.transfer = t.id AND s.step = '{TransferState.RECEIVED}' CROSS JOIN asked
        CROSS JOIN LATERAL (VALUES ('in', t.to_division), ('out', t.from_division)) AS side (name, division)
        WHERE {_in_period("s.taken_at")} AND side.division LIKE ANY(asked.sides) AND side.division LIKE asked.place""",
    Chart.CONTACTS: f"""SELECT c.id AS thing, c.outcome::text AS slice
        FROM {{files}} AS f JOIN contact AS c ON c.file = f.id CROSS JOIN asked
        WHERE c.outcome <> '{Outcome.RESCHEDULED}' AND c.kind NOT IN ('note', 'alert') AND {_in_period("c.shown_at")}
        UNION ALL SELECT c.id, '{OVERDUE}' FROM {{files}} AS f JOIN contact AS c ON c.file = f.id CROSS JOIN asked
        WHERE c.outcome IS NULL AND c.due_on < asked.today AND {SUPERVISED.format(today="asked.today")}""",
    Chart.LEAVE: f"""SELECT a.id AS thing, CASE a.state WHEN 'refused' THEN 'refused' ELSE 'approved' END AS slice
        FROM {{files}} AS f JOIN application AS a ON a.file = f.id CROSS JOIN asked
        WHERE a.kind = 'leave' AND {_in_period("a.decided_at")}""",
    Chart.MEASURES: f"""SELECT m.id AS thing, m.kind::text AS slice
        FROM {{files}} AS f JOIN measure AS m ON m.file = f.id CROSS JOIN asked
        WHERE m.state NOT IN ('dropped', 'annulled') AND {_in_period("m.decided_at")}""",
    Chart.SEARCHES: f"""SELECT s.id AS thing, coalesce(s.outcome, '{LASTING}')::text AS slice
        FROM {{files}} AS f JOIN person_search AS s ON s.file = f.id CROSS JOIN asked
        WHERE s.ended_at IS NULL OR ({_in_period("s.ended_at")})""",
    Chart.ORDERS: f"""SELECT p.id AS thing, '{IN_FORCE}'::text AS slice
        FROM positioning_order AS p JOIN {{files}} AS f ON f.id = p.file {WITH_STOP} CROSS JOIN asked
        WHERE p.state = 'in-force' AND stop.at > asked.now""",
}
