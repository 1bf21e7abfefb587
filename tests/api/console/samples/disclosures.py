"""Disclosures: positions given to police, procuratorate or court."""

from collections.abc import Mapping
from dataclasses import replace

from api.console.view_models.base import FormState, Line, Paging, View
from api.console.view_models.disclosures import (
    DisclosureFormView,
    DisclosureLine,
    DisclosureListView,
    DisclosureView,
)
from tests.api.console.samples.moments import at, options

DISCLOSURE = DisclosureView(
    disclosure_id="d1",
    supervisee_id="s1",
    number="YJ-140502-2026-0001",
    name="李志强",
    state="asked",
    facts=(
        Line(label="提请机关", value="公安机关 某县公安局"),
        Line(label="机关承办人", value="赵警官"),
        Line(label="法律依据", value="《社区矫正法》第三十条，某公协查字〔2026〕12号"),
        Line(label="理由", value="追查失联。"),
        Line(label="时间段", value="11月20日 08:00 — 11月22日 08:00"),
        Line(label="至多每几分钟一点", value="30"),
    ),
    positions=None,
    may_decide=True,
)

DISCLOSURE_PAGES: Mapping[str, View] = {
    "disclosures": DisclosureListView(
        lines=(
            DisclosureLine(
                disclosure_id="d1",
                number="YJ-140502-2026-0001",
                masked_name="李*",
                organ="police",
                state="asked",
                asked_at=at(9, day=2),
            ),
        ),
        paging=Paging(shown=1),
    ),
    "disclosures-none": DisclosureListView(lines=(), paging=Paging(shown=0)),
    "disclosure": DISCLOSURE,
    "disclosure-wrong-code": replace(DISCLOSURE, form=FormState(values={}, errors={"code": "验证码有误。"})),
    "disclosure-approved": replace(DISCLOSURE, state="approved", positions=42, may_decide=False, may_hand_over=True),
    "disclosure-waiting": replace(DISCLOSURE, may_decide=False),
    "disclosure-form": DisclosureFormView(
        supervisee_id="s1", masked_name="李*", number="14050001", organs=options("police")
    ),
}
