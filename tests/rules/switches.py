"""How each rule of law that the correction register enforces is switched off, so that its test can be seen to fail.

A rule is switched off by giving its rows a number that forbids nothing, or by passing over the function that refuses.
`docs/rules.md` says in words where each rule is enforced; `make check-rules` switches them off one after the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from supervision.corrections.category import Category
from supervision.corrections.purposes import Purpose


@dataclass(frozen=True, slots=True)
class Switch:
    """What takes a rule out of force: rows with the numbers put in their place, and functions with what they answer."""

    rows: tuple[tuple[str, int], ...] = ()
    passed_over: tuple[str, ...] = ()
    answers: tuple[tuple[str, object], ...] = ()


SWITCHES: Mapping[int, Switch] = {
    1: Switch(answers=(("supervision.corrections.category:read_category", Category.CONTROL),)),
    2: Switch(rows=(("report-in-due", 3_650),)),
    3: Switch(passed_over=("supervision.orders.grounds:check_grounds",)),
    4: Switch(passed_over=("supervision.orders.approval:_check_own",)),
    5: Switch(rows=(("order-term-most", 36),)),
    6: Switch(rows=(("order-extension-most", 36),)),
    7: Switch(rows=(("tracker-removal-due", 365),)),
    8: Switch(answers=(("supervision.corrections.purposes:read_purpose", Purpose.SUPERVISION),)),
    9: Switch(passed_over=("supervision.orders.wearing:_check_tracker",)),
    10: Switch(answers=(("supervision.orders.admissions:WornTracker.is_live_at", True),)),
    11: Switch(passed_over=("supervision.orders.wearing:_check_may_start",)),
    12: Switch(rows=(("leave-sum-most", 3_650),)),
    13: Switch(answers=(("supervision.corrections.applications.content:written_reason", "同意不批准"),)),
    14: Switch(rows=(("frequent-trips-valid", 240),)),
    15: Switch(answers=(("supervision.monitoring.rules:Rules.suspended_at", False),)),
    16: Switch(passed_over=("supervision.corrections.applications.planning:_check_leaving",)),
    17: Switch(rows=(("transfer-inquiry-due", 3_650),)),
    18: Switch(
        rows=(
            ("medical-report-every", 6),
            ("medical-examination-every", 12),
            ("medical-interval-city-most", 240),
        )
    ),
    19: Switch(passed_over=("supervision.corrections.searching.words:check_end",)),
    20: Switch(rows=(("admonition-days-most", 365),)),
    21: Switch(rows=(("admonitions-to-warning", 1),)),
    22: Switch(rows=(("revocation-days-over", 0),)),
    23: Switch(answers=(("supervision.corrections.sanctions.words:is_for", True),)),
    24: Switch(passed_over=("supervision.corrections.sanctions.measure_state:check_heard",)),
    25: Switch(rows=(("court-ruling-due", 365), ("arrest-decision-due", 1))),
    26: Switch(rows=(("praise-not-before", 0),)),
    27: Switch(rows=(("adult-age", 0), ("adult-at-offence", 0))),
    28: Switch(rows=(("women-in-group-least", 0),)),
    29: Switch(passed_over=("supervision.corrections.release.words:check_certificate",)),
    30: Switch(rows=(("release-work-before", 0),)),
    31: Switch(answers=(("supervision.periods:LegalCalendar.is_working_day", True),)),
    32: Switch(
        rows=(("minors-sealed-after", 36_500),),
        passed_over=("supervision.corrections.sanctions.sealed_records:_keep",),
    ),
    52: Switch(rows=(("assessment-due", 3_650), ("assessment-due-fast", 3_650))),
}
"""By the rule's number."""
