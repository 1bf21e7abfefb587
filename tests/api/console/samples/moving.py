"""Moves and amendments of the residents in `residents`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.base import Choice, FormState, Paging, View
from api.console.view_models.residence.households import AmendmentLine, AmendmentListView
from api.console.view_models.residence.people import (
    AmendmentFormView,
    AmendmentPageView,
    MoveFormView,
    MoveListView,
    MovePageView,
)
from supervision.residence.households.words import AmendmentState, MoveState
from tests.api.console.samples.moments import at
from tests.api.console.samples.residents import AMENDMENT, CHOICES, MOVE, ONE, WHO

WHERE = {
    "drawers": CHOICES,
    "dwellings": (Choice(value="d", label="601"),),
    "households": (Choice(value="h", label="HU-149901-2026-0012"),),
    "kinds": (Choice(value="family", label="家庭户"),),
    "roles": (Choice(value="head", label="户主"),),
    "lodgings": (Choice(value="02", label="租赁"),),
    "reasons": (Choice(value="01", label="务工"),),
}
MOVE_FORM = MoveFormView(
    way="in",
    resident_id=None,
    title="已在别处登记的人迁入",
    form=FormState(),
    communities=(Choice(value="149901002005", label="南浦镇柳湾村"),),
    document_types=(Choice(value="id-card", label="居民身份证"),),
    **WHERE,
)
MOVE_PAGE = MovePageView(move=MOVE, form=FormState(), may_decide=True, may_withdraw=True, asks_where=True, **WHERE)

MOVING_PAGES: Mapping[str, View] = {
    "amendment-form": AmendmentFormView(
        resident_id=ONE,
        masked_name="周*",
        form=FormState(values={"document_type": "passport"}),
        fields=frozenset({"phone", "issued_on"}),
        document_types=(Choice(value="passport", label="护照"),),
        sexes=(Choice(value="female", label="女"),),
    ),
    "amendments": AmendmentListView(
        lines=(
            AmendmentLine(
                amendment_id=ONE,
                masked_name="周*",
                place="幸福路3号楼",
                asked_by="王小梅",
                requested_at=at(9),
                due_on=None,
            ),
            AmendmentLine(
                amendment_id=ONE,
                masked_name="陈*",
                place="平安路",
                asked_by="本人",
                requested_at=at(10),
                due_on=date(2026, 11, 20),
            ),
        ),
        today=date(2026, 11, 23),
        paging=Paging(shown=2, total=2),
    ),
    "amendments-none": AmendmentListView(lines=(), today=date(2026, 11, 23), paging=Paging(shown=0, total=0)),
    "amendment": AmendmentPageView(amendment=AMENDMENT, resident=WHO, form=FormState()),
    "amendment-own": AmendmentPageView(amendment=AMENDMENT, resident=WHO, form=FormState(), is_own=True),
    "amendment-outdated": AmendmentPageView(
        amendment=replace(AMENDMENT, is_outdated=True), resident=WHO, form=FormState()
    ),
    "amendment-decided": AmendmentPageView(
        amendment=replace(AMENDMENT, state=AmendmentState.APPROVED, decided_at=at(11), answer="属实。"),
        resident=WHO,
        form=FormState(),
    ),
    "move-in": MOVE_FORM,
    "move-out": replace(MOVE_FORM, way="out", resident_id=ONE),
    "move-within": replace(MOVE_FORM, way="within", resident_id=ONE),
    "moves": MoveListView(lines=(MOVE,), to_decide=frozenset({ONE}), paging=Paging(shown=1), may_ask=True),
    "moves-none": MoveListView(lines=(), to_decide=frozenset(), paging=Paging(shown=0)),
    "move": MOVE_PAGE,
    "move-release": replace(MOVE_PAGE, asks_where=False),
    "move-refused": replace(
        MOVE_PAGE,
        move=replace(MOVE, state=MoveState.REFUSED, decided_at=at(11), answer="没有这个地址。"),
        may_decide=False,
        may_withdraw=False,
    ),
}
