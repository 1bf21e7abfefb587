"""How a correction begins: the tabs and the queue."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.base import FormState, Line, Paging, View
from api.console.view_models.induction import (
    CarriedLine,
    ExitBanLine,
    GuardianLine,
    InductionLine,
    InductionQueueView,
    MemberLine,
    MovementLine,
    MovementsTab,
    NeedLine,
    PlanLine,
    PlanTab,
    PlanText,
)
from tests.api.console.samples.moments import BASIS, PROOF, at, options
from tests.api.console.samples.people import HEADER

MEMBER = MemberLine(
    kind="village",
    name="周桂兰",
    is_woman=True,
    knows_minors=True,
    unit="松坡村村民委员会",
    phone="13900002222",
    from_on=date(2026, 3, 6),
)
NEED = NeedLine(
    need_id="n1",
    kind="work",
    state="referred",
    text="希望学习电焊。",
    referred_to="县人力资源和社会保障局",
    referred_at=at(9, day=2),
    due_on=date(2026, 11, 20),
    is_overdue=True,
)
PLAN = PlanLine(
    version=2, made_at=at(10, day=3), made_by="赵丽", parts=(PlanText(name="situation", text="有固定住处。"),)
)

INDUCTION_PAGES: Mapping[str, View] = {
    "file-plan": PlanTab(
        header=HEADER,
        members=(MEMBER,),
        carried=(
            CarriedLine(suitability="suitable", replied_on=date(2026, 2, 3), carried_by="赵丽",
                        carried_on=date(2026, 3, 6), facts=(Line(label="居所情况", value="自有住房。"),)),
        ),
        former=(MemberLine(kind="volunteer", name="何平", is_woman=False, knows_minors=False, unit="", phone="",
                           from_on=date(2026, 3, 6), until_on=date(2026, 5, 1)),),
        group_basis=BASIS,
        member_kinds=options("village", "volunteer"),
        plans=(PLAN, PLAN),
        needs=(NEED, NeedLine(need_id="n2", kind="aid", state="met", text="临时救助。", referred_to="镇民政所",
                              referred_at=at(9, day=1), answer="已发放。", closed_at=at(9, day=4))),
        need_kinds=options("work"),
        need_answers=options("met"),
        group_form=FormState(lists={"member_kind": ("village",), "member_name": ("周桂兰",), "member_sex": ("female",),
                                    "member_minors": ("yes",), "member_unit": ("",), "member_phone": ("",)},
                             refusal="须有女性成员。"),
        plan_form=FormState(values={"version": "2", "situation": "有固定住处。"}),
        need_form=FormState(),
        may_change=True,
    ),
    "file-plan-none": PlanTab(
        header=HEADER, members=(), former=(), group_basis=BASIS, member_kinds=(), plans=(), needs=(), need_kinds=(),
        need_answers=(), group_form=FormState(), plan_form=FormState(), need_form=FormState(),
    ),
    "file-plan-minor": PlanTab(
        header=replace(HEADER, is_minor=True), members=(), former=(), group_basis=BASIS, member_kinds=(), plans=(),
        needs=(), need_kinds=(), need_answers=(), group_form=FormState(), plan_form=FormState(), need_form=FormState(),
        guardians=(
            GuardianLine(guardian_id="1", version=1, name="范秀云", relation="mother", phone="13600007777",
                         document_number="", address="北岭镇松坡村12号", from_on=date(2026, 3, 6)),
            GuardianLine(guardian_id="2", version=2, name="范有田", relation="grandparent", phone="13600006666",
                         document_number="", address="", from_on=date(2025, 3, 6), until_on=date(2026, 3, 5),
                         end_reason="监护权变更。"),
        ),
        relations=options("mother", "grandparent"),
        may_change=True,
    ),
    "file-movements": MovementsTab(
        header=HEADER,
        movements=(
            MovementLine(movement_id="m1", direction="received", organ="court", title="执行通知书", number="12号",
                         organ_name="某县人民法院", happened_on=date(2026, 3, 4), attachment=PROOF,
                         receipt_on=date(2026, 3, 6)),
            MovementLine(movement_id="m2", direction="sent", organ="police", title="报备函", number="",
                         organ_name="某县公安局", happened_on=date(2026, 3, 8)),
        ),
        directions=options("received"),
        organs=options("court"),
        exit_ban=(ExitBanLine(step="filed", happened_on=date(2026, 3, 8), note="县公安局，3号"),),
        next_exit_ban_step="confirmed",
        may_change=True,
        may_change_exit_ban=True,
    ),
    "file-movements-none": MovementsTab(header=HEADER, movements=(), directions=(), organs=(), exit_ban=()),
    "induction": InductionQueueView(
        queue="no-group",
        queues=options("no-group", "no-plan"),
        lines=(InductionLine(supervisee_id="s1", number="14050001", masked_name="李*", category="parole",
                             office_name="城关司法所", opened_at=at(9, day=1)),),
        paging=Paging(shown=1, total=51, next_path="?cursor=x"),
        tab="plan",
    ),
    "induction-none": InductionQueueView(queue="no-plan", queues=options("no-plan"), lines=(), tab="plan",
                                          paging=Paging(shown=0, total=0)),
}  # fmt: skip
