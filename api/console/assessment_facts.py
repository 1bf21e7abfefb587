"""Facts of assessments as pages list them, each under its name; what is not known is left out."""

from datetime import date

from api.console import formats
from api.console.pages_base import PageRequest
from api.console.view_models.base import Line
from supervision.corrections.assessments.content import Opinion
from supervision.wording import Wording

Facts = tuple[tuple[Wording, str], ...]
"""Names and what stands under them; nothing, for what is not known."""


OFFENDED_ON = Wording("犯罪日期", "Day of the offence")


def long_day(page: PageRequest, day: date | None) -> str:
    """A day as a fact; nothing for one that is not known."""
    return formats.long_date(day, page.language) if day else ""


def facts_of(page: PageRequest, facts: Facts) -> tuple[Line, ...]:
    """Facts as a page lists them, those that are empty left out."""
    return tuple(Line(label=page.say(label), value=value) for label, value in facts if value)


def opinion_facts(opinion: Opinion) -> Facts:
    """What an opinion says, each under its name."""
    return (
        (Wording("居所情况", "Home"), opinion.home),
        (Wording("保证人情况", "Guarantor"), opinion.guarantor),
        (Wording("对所居住社区的影响", "Influence on the community"), opinion.influence),
        (Wording("理由", "Reasons"), opinion.reasons),
    )
