"""What the tab of the plan is given of a minor's guardians."""

from collections.abc import Sequence

from api.console.page_forms import form_of
from api.console.pages_base import PageRequest
from api.console.view_models.base import FormState, Happening
from api.console.view_models.induction import GuardianLine
from supervision.corrections.guardians.store import Guardian


def guardian_lines(page: PageRequest, guardians: Sequence[Guardian], form: FormState) -> tuple[GuardianLine, ...]:
    """Guardians as the tab shows them; a form that came back refused opens at its own."""
    return tuple(_line(page, one, form) for one in guardians)


def _line(page: PageRequest, one: Guardian, form: FormState) -> GuardianLine:
    facts, newest = one.facts, one.versions[0]
    values = {
        "version": str(newest.number),
        "guardian_name": facts.name,
        "relation": facts.relation,
        "guardian_phone": facts.phone,
        "guardian_document": facts.document_number,
        "guardian_address": facts.address,
    }
    return GuardianLine(
        guardian_id=one.id,
        version=newest.number,
        name=facts.name,
        relation=facts.relation,
        phone=facts.phone,
        document_number=facts.document_number,
        address=facts.address,
        from_on=one.from_on,
        until_on=one.until_on,
        end_reason=one.end_reason,
        history=tuple(
            Happening(
                at=version.made_at,
                who=version.made_by_name,
                what=version.facts.name,
                note="；".join(
                    text
                    for text in (
                        page.word(version.facts.relation, "guardian-relation"),
                        version.facts.phone,
                        version.facts.document_number,
                        version.facts.address,
                    )
                    if text
                ),
            )
            for version in one.versions
        ),
        form=form if form.value("form") == str(one.id) else form_of(values),
    )
