"""Every number and field list of the residence register: where it applies, on whose word, and how sure that is."""

from litestar import Controller, get
from litestar.di import NamedDependency

from api.console.pages_base import PageRequest
from api.console.view_models.residence.people import FieldListLine, ResidenceRulesView, RuleLine
from api.http import HttpResponse
from supervision.audit import Act
from supervision.legal_rules import Confidence, LegalRule
from supervision.officers import division_names
from supervision.residence.rules import FIELD_LISTS, RESIDENCE_RULES, FieldList, PersonField
from supervision.wording import Wording

NATIONWIDE = Wording("全国", "nationwide")


class ResidenceRulePages(Controller):
    """The rule table of the register."""

    path = "/residence-rules"

    @get("/", opt={"act": Act.HOUSEHOLD_LIST})
    async def rules(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """All rows; what was not read in the official text says so."""
        rows: tuple[LegalRule | FieldList, ...] = (*RESIDENCE_RULES, *FIELD_LISTS)
        names = await division_names({row.division for row in rows if row.division})

        def place(row: LegalRule | FieldList) -> str:
            return names[row.division] if row.division else page.say(NATIONWIDE)

        view = ResidenceRulesView(
            rules=tuple(
                RuleLine(
                    name=rule.name,
                    number=rule.number,
                    unit=rule.unit,
                    place=place(rule),
                    valid_from=rule.valid_from,
                    valid_until=rule.valid_until,
                    source=page.say(rule.source),
                    confidence=rule.confidence,
                    needs_check=rule.confidence is not Confidence.VERIFIED,
                )
                for rule in RESIDENCE_RULES
            ),
            lists=tuple(
                FieldListLine(
                    place=place(row),
                    fields=tuple(field for field in PersonField if field in row.fields),
                    valid_from=row.valid_from,
                    source=page.say(row.source),
                    confidence=row.confidence,
                    needs_check=row.confidence is not Confidence.VERIFIED,
                )
                for row in FIELD_LISTS
            ),
        )
        return await page.show(view, active="residence-rules")
