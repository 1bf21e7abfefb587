"""Contacts with invented people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from api.console.view_models.base import Choice, Deadline, FormState, Happening, LegalBasis, Line, Paging, View
from api.console.view_models.contacts import (
    Candidate,
    CaseloadRow,
    CaseloadView,
    CheckView,
    Chip,
    ContactQueueView,
    ContactsTab,
    ContactView,
    HandOverView,
    MonthDay,
    MonthEntry,
    MonthView,
    PlanCandidate,
    PlanTogetherView,
    QueueLine,
    SeenRow,
    SeenView,
    TimelineLine,
    TogetherView,
)
from api.console.words import WORDS
from supervision.corrections.contacts.words import ADDABLE, ADDED_WITH, GROUP_KINDS, PLANNABLE, Outcome
from tests.api.console.samples.moments import NOW, at, counted, named, options
from tests.api.console.samples.people import HEADER

BASIS = LegalBasis(
    rule="严管对象报告周期",
    source="分类管理办法由省级规定，本系统预设，须核定",
    arithmetic="2026年11月13日（周五）当日不计，自次日起7日，至2026年11月20日（周五）。",
)
LATE = Deadline(due_on=date(2026, 11, 20), days_left=-3, basis=BASIS)
SOON = Deadline(due_on=date(2026, 11, 25), days_left=2, basis=BASIS)
OFFICES = options("城关司法所", "北岭司法所")
CONTACT_SHOWS = counted(
    "contact-show", {"overdue": 2, "to-log": 1, "today": 3, "week": 5, "reasons": 1, "to-remind": 4}
)


def _outcomes(*outcomes: Outcome) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=each, label=WORDS["contact-outcome"][each], hint=WORDS["contact-outcome-hint"][each])
        for each in outcomes
    )


LINE = TimelineLine(
    contact_id="c1", kind="report", outcome="", is_overdue=True, at=at(0, day=20), is_day_only=True, deadline=LATE,
    text="", place="", next_step="", officer="系统",
)  # fmt: skip
DONE = replace(
    LINE, contact_id="c2", kind="talk", outcome="complied", is_overdue=False, at=at(9, 30, day=12),
    is_day_only=False, deadline=None, text="谈了找工作的事，愿意去面试。", place="城关司法所二楼",
    next_step="下周推荐岗位",
    officer="赵丽",
)  # fmt: skip
TAB = ContactsTab(
    header=HEADER,
    lines=(
        replace(LINE, contact_id="c0", kind="visit", is_overdue=False, at=at(0, day=25), deadline=SOON),
        LINE,
        DONE,
        replace(DONE, contact_id="c3", kind="education", outcome="reasons-awaited", text="", next_step=""),
    ),
    kinds=named("contact-kind"),
    outcomes=named("contact-outcome"),
    filters={},
    chips=(),
    paging=Paging(shown=4, total=4),
    supervision_class="strict",
    addable=named("contact-kind", *ADDABLE),
    plannable=named("contact-kind", *PLANNABLE),
    added_with=named("contact-outcome", *ADDED_WITH),
)
CONTACT = ContactView(
    contact_id="c1", supervisee_id="s1", name="李志强", number="14050001", kind="report", outcome="",
    planned_on=date(2026, 11, 20), planned_from=at(9, day=20), planned_until=at(10, day=20), happened_at=None,
    deadline=LATE, text="带思想汇报和身份证。", place="城关司法所二楼",
    history=(Happening(at=at(3, 10, day=13), who="系统", what="安排", note="按严管对象报告周期安排"),), revision=0,
    outcomes=_outcomes(*Outcome), plannable=named("contact-kind", *PLANNABLE), may_record=True,
    form=FormState(values={"happened_at": "2026-11-20T09:00", "next_kind": "report"}),
)  # fmt: skip
QUEUE_LINE = QueueLine(
    contact_id="c1", supervisee_id="s1", masked_name="李*", number="14050001", kind="report",
    planned_on=date(2026, 11, 20), planned_from=None, deadline=LATE,
)  # fmt: skip
QUEUES = ContactQueueView(
    lines=(QUEUE_LINE,
           replace(QUEUE_LINE, contact_id="c2", masked_name="周*", kind="talk", planned_from=at(9, day=20))),
    shows=CONTACT_SHOWS, show="overdue", offices=OFFICES, filters={}, paging=Paging(shown=2, total=2), may_record=True,
)  # fmt: skip
ROW = CaseloadRow(
    supervisee_id="s1", masked_name="李*", number="14050001", category="suspended-sentence", office_name="城关司法所",
    last_kind="talk", last_at=at(9, 30, day=12), last_outcome="complied", next_id="c1", next_kind="report",
    next_on=date(2026, 11, 20), next_at=None, concerns=("有逾期未完成的", "有结果未登记"), responsible_name="赵丽",
    has_alert=True,
)  # fmt: skip
CASELOAD = CaseloadView(
    whose="all", may_hand_over=True,
    rows=(ROW, replace(ROW, supervisee_id="s2", masked_name="周*", concerns=(), has_alert=False, next_at=at(9, day=25)),
          replace(ROW, supervisee_id="s3", masked_name="吴*", last_at=None, next_id=None, concerns=("还没有接触记录",),
                  has_alert=False)),
    categories=named("category"), kinds=named("contact-kind"), offices=OFFICES, filters={},
    paging=Paging(shown=3, total=3),
)  # fmt: skip
ENTRY = MonthEntry(contact_id="c1", time="09:00", masked_name="李*", kind="talk", outcome="complied")
FIRST = date(2026, 11, 1)
HAND_OVER = HandOverView(
    givers=(Choice(value="o1", label="赵丽（城关司法所）", count=48),), takers=options("王建国（城关司法所）"),
)  # fmt: skip


def _day(number: int) -> MonthDay:
    day = date(2026, 10, 26) + timedelta(days=number)
    entries = {12: (ENTRY,), 20: (replace(ENTRY, time="", outcome="", is_overdue=True),), 25: (ENTRY,) * 9}
    return MonthDay(
        day=day, is_off=day.weekday() > 4, is_today=day == NOW.date(), is_in_month=day.month == FIRST.month,
        entries=entries.get(day.day, ()) if day.month == FIRST.month else (),
    )  # fmt: skip


MONTH = MonthView(
    first=FIRST, weeks=tuple(tuple(_day(7 * week + day) for day in range(7)) for week in range(6)), total=11,
    before_path="/console/contacts/month?month=2026-10", after_path="/console/contacts/month?month=2026-12",
    offices=OFFICES, filters={"month": "2026-11"},
)  # fmt: skip
TOGETHER = TogetherView(
    act_id="a7", may_plan=True,
    choices=(
        Choice(value="complied", label="参加"), Choice(value="reasons-awaited", label="未到"),
        Choice(value="acceptable-absence", label="有理由"), Choice(value="not-asked", label="不在其中"),
    ), kinds=named("contact-kind", *GROUP_KINDS), offices=OFFICES, filters={"kind": "report"},
    people=tuple(
        Candidate(supervisee_id=f"s{number}", masked_name=name, number=f"1405000{number}",
                  due_on=date(2026, 11, 25) if number < 3 else None, went="complied" if number < 3 else "not-asked")
        for number, name in enumerate(("李*", "周*", "吴*", "郑*"), start=1)
    ),
    form=FormState(values={"happened_at": "2026-11-23T09:00", "text": "集中报告"}),
)  # fmt: skip
PLAN_TOGETHER = PlanTogetherView(
    act_id="a8", kinds=named("contact-kind", *GROUP_KINDS), offices=OFFICES, filters={"kind": "education"},
    people=tuple(
        PlanCandidate(supervisee_id=f"s{number}", masked_name=name, number=f"1405000{number}", office_name="城关司法所",
                      due_on=date(2026, 11, 25) if number < 3 else None, term_ends_on=date(2027, 3, number))
        for number, name in enumerate(("李*", "周*", "吴*", "郑*"), start=1)
    ),
    form=FormState(lists={"people": ("s2",)}),
)  # fmt: skip

CONTACT_PAGES: Mapping[str, View] = {
    "file-contacts": TAB,
    "file-contacts-filtered": replace(
        TAB, lines=(DONE,), filters={"kind": "talk"}, chips=(Chip(label="个别谈话", path="?tab=contacts"),),
        paging=Paging(shown=1, total=1),
    ),
    "file-contacts-none": replace(TAB, lines=(), paging=Paging(shown=0, total=0), addable=(), plannable=()),
    "file-contacts-none-fits": replace(
        TAB, lines=(), filters={"kind": "talk"}, chips=(Chip(label="个别谈话", path="?tab=contacts"),),
        paging=Paging(shown=0, total=0), form=FormState(values={"planned_kind": "talk"}, refusal="不在矫。"),
    ),
    "contact": CONTACT,
    "contact-ahead": replace(
        CONTACT, deadline=SOON, planned_from=at(9, day=25), planned_on=date(2026, 11, 25),
        outcomes=_outcomes(Outcome.RESCHEDULED, Outcome.ACCEPTABLE_ABSENCE, Outcome.CANCELLED), may_remind=True,
        reminder="您好，提醒您11月25日 09:00有约，请准时。如有困难，请提前联系我们。", ways=named("reminder-way"),
        reminders=(Happening(at=at(10), who="赵丽", what="电话", note="没有联系到"),), form=FormState(),
    ),
    "contact-reasons": replace(
        CONTACT, outcome="reasons-awaited", deadline=SOON, may_give_reasons=True, reasons_due_on=date(2026, 11, 25),
        outcomes=_outcomes(*ADDED_WITH), form=FormState(errors={"text": "此项必须填写。"}),
    ),
    "contact-moved": replace(
        CONTACT, outcome="rescheduled", moved_to="c9", follows="c0", may_record=False, deadline=None
    ),
    "contact-done": replace(CONTACT, outcome="complied", happened_at=at(9, 5, day=20), deadline=None),
    "contact-read-only": replace(CONTACT, may_record=False, outcomes=()),
    "contact-check": CheckView(
        heading="核对：将要登记的结果", action="登记为“已完成”", action_path="/console/contacts/c1/outcome",
        back_path="/console/contacts/c1",
        shown=(Line(label="对象", value="李志强 14050001"), Line(label="结果", value="已完成")),
        hidden={"outcome": ("complied",), "people": ("s1", "s2")},
    ),
    "contacts": QUEUES,
    "contacts-to-remind": replace(
        QUEUES, show="to-remind",
        lines=(replace(QUEUE_LINE, deadline=SOON, reminder="您好，提醒您11月25日 09:00有约，请准时。"),),
    ),
    "contacts-reasons": replace(QUEUES, show="reasons"),
    "contacts-counted": replace(
        QUEUES,
        lines=(
            replace(QUEUE_LINE, deadline=None, outcome="complied", at=at(9, 30, day=12)),
            replace(QUEUE_LINE, contact_id="c2", masked_name="周*", planned_on=None, deadline=None, outcome="complied",
                    at=at(10, day=13)),
            QUEUE_LINE,
        ),
        show="",
    ),
    "contacts-week": replace(QUEUES, show="week"),
    "contacts-none": replace(QUEUES, lines=(), show="today", offices=OFFICES[:1], paging=Paging(shown=0, total=0)),
    "caseload": CASELOAD,
    "caseload-none": replace(CASELOAD, rows=(), paging=Paging(shown=0, total=0)),
    "caseload-none-fits": replace(CASELOAD, rows=(), filters={"wrong": "yes"}, paging=Paging(shown=0, total=0)),
    "caseload-seen": SeenView(
        rows=(SeenRow(supervisee_id="s1", masked_name="李*", number="14050001", category="parole",
                      state="in-programme", seen_at=at(20)),)
    ),
    "caseload-seen-none": SeenView(rows=()),
    "contacts-month": MONTH,
    "contacts-month-none": replace(
        MONTH, total=0, weeks=tuple(tuple(replace(day, entries=()) for day in week) for week in MONTH.weeks)
    ),
    "contacts-together": TOGETHER,
    "contacts-together-none": replace(TOGETHER, people=(), offices=OFFICES[:1]),
    "contacts-together-refused": replace(TOGETHER, form=FormState(errors={"people": "请选择参加的人。"})),
    "contacts-together-planned": replace(TOGETHER, has_plan=True, offices=OFFICES[:1]),
    "caseload-mine-none": replace(CASELOAD, whose="mine", rows=(), paging=Paging(shown=0, total=0)),
    "caseload-hand-over": HAND_OVER,
    "caseload-hand-over-none": replace(HAND_OVER, givers=()),
    "contacts-plan-together": PLAN_TOGETHER,
    "contacts-plan-together-none": replace(PLAN_TOGETHER, people=(), offices=OFFICES[:1]),
}  # fmt: skip
