"""Changes of the place of execution: the list, one of them, and the form."""

from collections.abc import Mapping
from datetime import date

from api.console.view_models.base import Deadline, FormState, Happening, Line, Paging, View
from api.console.view_models.transfers import (
    NextStepChoice,
    TransferFormView,
    TransferLine,
    TransferListView,
    TransferView,
)
from tests.api.console.samples.moments import BASIS, at, options

LINE = TransferLine(
    transfer_id="t1",
    masked_name="李*",
    from_place="临溪县",
    to_place="石坝县",
    state="inquired",
    asked_at=at(9, day=2),
    due_on=date(2026, 11, 20),
    is_overdue=True,
)

TRANSFER_PAGES: Mapping[str, View] = {
    "transfers": TransferListView(
        lines=(LINE,), show="open", shows=options("open", "overdue"), paging=Paging(shown=1, total=None)
    ),
    "transfers-none": TransferListView(lines=(), show="overdue", shows=options("overdue"), paging=Paging(shown=0)),
    "transfer": TransferView(
        transfer_id="t1",
        supervisee_id="s1",
        name="李志强",
        file_number="14050001",
        state="agreed",
        facts=(Line(label="新执行地", value="石坝县"), Line(label="理由", value="随家人迁居。")),
        history=(Happening(at=at(9, day=2), who="城关司法所 赵丽", what="已申请，待发函", note="2026年11月2日"),),
        next_steps=(
            NextStepChoice(step="approved", path="/console/transfers/t1/decision"),
            NextStepChoice(step="refused", path="/console/transfers/t1/decision"),
        ),
        deadline=Deadline(due_on=date(2026, 11, 20), days_left=-3, basis=BASIS),
        form=FormState(values={"step": "refused"}, refusal="不能决定自己经办申请的执行地变更。"),
    ),
    "transfer-closed": TransferView(
        transfer_id="t1", supervisee_id="s1", name="李志强", file_number="14050001", state="arrived", facts=(),
        history=(), next_steps=(), is_file_here=False,
    ),
    "transfer-form": TransferFormView(
        supervisee_id="s1",
        masked_name="李*",
        number="14050001",
        counties=("山西省晋城市沁水县 140521", "山西省晋城市阳城县 140522"),
        offices=options("o1"),
        basis=BASIS,
        form=FormState(errors={"late_reason": "应当提前 1 个月申请。"}),
    ),
}  # fmt: skip
