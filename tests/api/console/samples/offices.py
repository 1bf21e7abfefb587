"""Offices, officers, their grants and codes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.base import FormState, Paging, View
from api.console.view_models.officers import (
    CodeSheet,
    CodesView,
    GrantLine,
    OfficeLine,
    OfficeListView,
    OfficerFormView,
    OfficerLine,
    OfficerListView,
    OfficerView,
    ReplacementCard,
    ReplacementRequest,
)
from tests.api.console.samples.moments import HISTORY, NOW, at, options

OFFICER = OfficerLine(
    officer_id="2", name="赵丽", username="zhaoli", role="county-agency", office_name="县局", state="locked"
)
GRANT = GrantLine(
    grant_id="g1",
    role="county-agency",
    prefix="140502",
    area_name="某县",
    valid_from=date(2026, 1, 1),
    valid_until=None,
    granted_by="孙安",
    granted_at=at(9, day=1),
    is_live=True,
    may_end=True,
)
ENDED = replace(GRANT, prefix="", valid_until=date(2026, 6, 30), is_live=False, revoked_at=at(9), may_end=False)

SHEET = CodeSheet(
    name="赵丽",
    username="zhaoli",
    office_name="县局",
    codes=("1234-5678", "8765-4321"),
    first_password="mu7-Qpaz-33",
    totp_qr_svg='<svg viewBox="0 0 1 1"></svg>',
    totp_secret="JBSW Y3DP",
)

OFFICE_PAGES: Mapping[str, View] = {
    "offices": OfficeListView(
        lines=(
            OfficeLine(
                office_id="1",
                name="城关司法所",
                level="township",
                division="140502001",
                division_name="城关镇",
                officer_count=3,
                depth=2,
            ),
        ),
        levels=options("county"),
        parents=options("1"),
        may_add=True,
    ),
    "officers": OfficerListView(
        query="",
        lines=(OFFICER, replace(OFFICER, role="", state="suspended", last_seen_at=at(20))),
        offices=options("1"),
        roles=options("county-agency"),
        states=options("active"),
        filters={"role": "county-agency"},
        paging=Paging(shown=2, total=2),
        may_add=True,
    ),
    "officer-form": OfficerFormView(form=FormState(), offices=options("1"), roles=options("county-agency")),
    "officer": OfficerView(
        officer=OFFICER,
        grants=(GRANT, ENDED),
        history=HISTORY,
        acts=frozenset({"grant", "move", "suspend", "resume", "end", "unlock", "print-codes"}),
        offices=options("1"),
        roles=options("county-agency"),
        codes_left=7,
        has_second_factor=True,
        locked_until=at(22, 5),
        replacements=(
            ReplacementCard(
                credential="second-factor",
                path="replacement",
                request=ReplacementRequest(request_id="q", asked_by="孙安", asked_at=at(20), may_agree=True),
            ),
            ReplacementCard(credential="password", path="password", may_ask=True),
        ),
    ),
    "officer-self": OfficerView(
        officer=OFFICER,
        grants=(),
        history=(),
        acts=frozenset({"print-codes", "change-password"}),
        offices=(),
        roles=(),
        codes_left=0,
        has_second_factor=False,
        is_self=True,
    ),
    "codes": CodesView(
        sheets=(
            CodeSheet(
                name="赵丽",
                username="zhaoli",
                office_name="县局",
                codes=("1234-5678", "8765-4321"),
                first_password="mu7-Qpaz-33",
                totp_qr_svg='<svg viewBox="0 0 1 1"></svg>',
                totp_secret="JBSW Y3DP",
            ),
            CodeSheet(name="钱进", username="qianjin", office_name="", codes=("1111-2222",)),
            CodeSheet(name="周文", username="zhouwen", office_name="县局", codes=(), first_password="k4mn-w7xy"),
        ),
        made_at=NOW,
        made_by="孙安",
        back_path="/console/officers/2",
    ),
}
