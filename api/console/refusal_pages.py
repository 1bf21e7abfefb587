"""What was refused or set aside on the way in: counted by reason and day, never kept; for the system administrator."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from litestar import Controller, get
from litestar.di import NamedDependency

from api.console.pages_base import PageRequest
from api.console.view_models.today import RefusalLine
from api.console.view_models.trackers import RefusalsView
from api.http import HttpResponse
from devices.outcomes import UNKNOWN_ACCOUNT, FixFault, MessageOutcome
from supervision.audit import Act
from supervision.legal_time import legal_day
from supervision.monitoring.admission import FixOutcome
from supervision.monitoring.counting import IntakeCount, open_intake_counts
from supervision.wording import Wording

SPANS_DAYS = (1, 7, 30, 90)
"""How far back the page looks, the second unless it is told otherwise."""

IN_ORDER = frozenset(
    {FixOutcome.STORED, FixOutcome.DUPLICATE, FixOutcome.CHECK_IN_ANSWERED, MessageOutcome.READ, MessageOutcome.CANARY}
)
"""Outcomes that are no refusals: what was kept, what came twice as it may, and our own check's."""

STRANGER = Wording("未登记的账号", "an account that is not registered")

ADVICE: Mapping[str, Wording] = {
    FixOutcome.FUTURE: Wording(
        "终端时钟偏快，检查终端的时间设置。", "The tracker's clock is ahead; check its time setting."
    ),
    FixOutcome.TOO_OLD: Wording(
        "终端补传了定位令之前或者太久以前的定位，不需要处理；持续出现的，检查终端时钟。",
        "The tracker sent what lies before its order or too far back; nothing to do unless it goes on.",
    ),
    FixOutcome.NO_LIVE_ORDER: Wording(
        "没有执行中的定位令而终端仍在上报：请尽快收回终端，或者关机。",
        "The tracker reports without an order in force: fetch it back soon, or have it switched off.",
    ),
    FixOutcome.NO_OPEN_REQUEST: Wording(
        "没有核查而手机仍在上报：请本人关闭自动上报。",
        "The phone reports though nobody asked: have its automatic reports turned off.",
    ),
    MessageOutcome.MALFORMED: Wording(
        "检查终端的协议、固件版本与登记的型号是否一致。", "Check that protocol and firmware fit the registered model."
    ),
    FixFault.MALFORMED: Wording(
        "同一条消息里的其他定位点照常处理；检查终端固件版本与登记的型号是否一致。",
        "The other fixes of the message are kept; check that the firmware fits the registered model.",
    ),
    FixFault.IMPOSSIBLE: Wording(
        "时间、坐标或者精度不可能，该点未存储，同一条消息里的其他定位点照常处理；反复出现的，送检终端。",
        "A time, place or accuracy that cannot be: the fix is not stored, the others of its message are. "
        "If it goes on, have the tracker examined.",
    ),
    MessageOutcome.OVERSIZED: Wording("检查终端的批量上报设置。", "Check how much the tracker puts into one message."),
    MessageOutcome.ENCRYPTED: Wording(
        "应用端设置了加密口令，请清除后重新配对。", "The app has an encryption key set; clear it and pair again."
    ),
    MessageOutcome.RETAINED: Wording(
        "终端设置了保留消息，已清除；请关闭该设置。", "The tracker asks for retained messages; turn that off."
    ),
    MessageOutcome.UNEXPECTED_TOPIC: Wording(
        "主题与配对单不符，请重新配对。", "The topic is not that of the pairing document; pair again."
    ),
    MessageOutcome.UNKNOWN_TRACKER: Wording(
        "终端未登记、未配对或者已停用。", "The tracker is not registered, not paired, or revoked."
    ),
    MessageOutcome.SET_ASIDE: Wording(
        "数据已搁置，未丢失；查看运行状况。", "The data is set aside and not lost; see the service's health."
    ),
    MessageOutcome.REFUSED_TOPIC: Wording(
        "终端试图使用不属于它的主题：核对配置；反复出现的，停用该终端并调查。",
        "A tracker tried a topic that is not its own: check its settings; if it goes on, revoke it and look into it.",
    ),
    MessageOutcome.REFUSED_SIGN_IN: Wording(
        "账号或者密码不对：可能是旧配对单，也可能有人在试探。",
        "Wrong account or password: an old pairing document, or somebody trying.",
    ),
}
"""What to do about each reason."""


class RefusalPages(Controller):
    """The counters of ingest and broker."""

    path = "/refusals"

    @get("/", opt={"act": Act.REFUSALS_READ})
    async def read(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Refusals of some days up to today, the latest first."""
        filters = page.filters("days", "reason")
        days = next((span for span in SPANS_DAYS if str(span) == filters.get("days")), SPANS_DAYS[1])
        today = legal_day(page.now)
        since = today - timedelta(days=days - 1)
        counts = refused(await open_intake_counts(page.officer, since))
        if reason := filters.get("reason"):
            counts = tuple(count for count in counts if count.outcome == reason)
        view = RefusalsView(
            days=days,
            lines=refusal_lines(page, counts),
            per_day=_per_day(counts, since, days),
            filters=filters,
            advice={str(outcome): page.say(advice) for outcome, advice in ADVICE.items()},
        )
        return await page.show(view, active="refusals")


def refused(counts: Iterable[IntakeCount]) -> tuple[IntakeCount, ...]:
    """Those counts that are of refusals."""
    return tuple(count for count in counts if count.outcome not in IN_ORDER)


def refusal_lines(page: PageRequest, counts: Iterable[IntakeCount]) -> tuple[RefusalLine, ...]:
    """One line for each reason and account, all days together, the latest first."""
    lines: dict[tuple[str, str], list[IntakeCount]] = {}
    for count in counts:
        lines.setdefault((count.outcome, count.account), []).append(count)
    return tuple(sorted((_line(page, several) for several in lines.values()), key=lambda line: line.last_at)[::-1])


def _line(page: PageRequest, counts: Sequence[IntakeCount]) -> RefusalLine:
    is_stranger = counts[0].account == UNKNOWN_ACCOUNT
    return RefusalLine(
        reason=counts[0].outcome,
        where=page.say(STRANGER) if is_stranger else counts[0].account,
        count=sum(count.count for count in counts),
        last_at=max(count.last_at for count in counts),
        tracker_id="" if is_stranger else counts[0].account,
    )


def _per_day(counts: Iterable[IntakeCount], since: date, days: int) -> tuple[tuple[date, int], ...]:
    totals: Counter[date] = Counter()
    for count in counts:
        totals[count.day] += count.count
    shown = (since + timedelta(days=number) for number in range(days))
    return tuple((day, totals[day]) for day in shown) if totals else ()
