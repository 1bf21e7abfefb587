"""The pages of an export, whichever register it leaves: shown, unlocked, fetched, withdrawn, decided on."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic
from uuid import UUID

from api.archives import new_archive_password
from api.console import formats
from api.console.confirming import CODE_FIELD, ask_code
from api.console.pages_base import PageRequest
from api.console.view_models.base import FormState, Line
from api.console.view_models.exports import ExportLineView, ExportPageView, ExportPasswordView
from api.console.view_models.sign_in import SecondFactorView
from api.http import HttpResponse
from supervision.errors import InputInvalid, RuleRefused, SignInRefused, SupervisionError
from supervision.exports.book import Export, ExportBook
from supervision.exports.steps import StoredExport
from supervision.exports.words import OPEN_STATES, ExportState
from supervision.wording import Wording

ASKED = Wording("已申请导出。", "The export was asked for.")
PLACE_NEEDED = Wording("请选择范围。", "Choose a place.")
APPROVED = Wording("已核准，由申请人取密码、下载。", "Approved; who asked for it takes the password and the archive.")
REFUSED = Wording("已退回，没有导出任何内容。", "Refused; nothing was exported.")
WITHDRAWN = Wording("已撤回，没有导出任何内容。", "Withdrawn; nothing was exported.")
LEAVES = Wording(
    "核准后，这些信息以明文离开本系统（装在加密压缩包里）。",
    "Once approved, this leaves the system in clear, inside an encrypted archive.",
)
ONCE = Wording(
    "密码只显示这一次。下载链接自此刻起有效，只能由您使用一次。",
    "The password is shown this once. From now on the link works, once, and for you only.",
)

Facts = Sequence[tuple[Wording, str]]


@dataclass(frozen=True, slots=True)
class ExportDesk(Generic[Export]):
    """Where a register's exports are handled, what is said of one, and with what it is shown when it was opened."""

    path: str
    section: str
    book: ExportBook[Export]
    content: Callable[[PageRequest, Export], str]
    purpose: Callable[[PageRequest, Export], str]
    opened: Callable[[PageRequest, UUID], Awaitable[tuple[Export, str, Facts]]]
    """Opens one, which is recorded: the export, why it was refused, and its facts in their order."""

    def line(self, page: PageRequest, export: Export, place: str) -> ExportLineView:
        """An export in a list."""
        return ExportLineView(
            export_id=export.id,
            number=export.number,
            content=self.content(page, export),
            place=place,
            rows=export.subjects,
            state=export.state_at(page.now),
            requested_by=export.requested_by_name,
            requested_at=export.requested_at,
        )

    async def show(self, page: PageRequest, export_id: UUID, error: SupervisionError | None = None) -> HttpResponse:
        """An export with its reason and what may be done now; a refusal stands above it."""
        export, refusal, facts = await self.opened(page, export_id)
        state, is_own = export.state_at(page.now), export.requested_by == page.officer.id
        view = ExportPageView(
            path=self.path,
            export_id=export.id,
            number=export.number,
            facts=_lines(page, facts),
            state=state,
            rows=export.subjects,
            exported=export.exported,
            requested_by=export.requested_by_name,
            requested_at=export.requested_at,
            decided_by=export.decided_by_name,
            decided_at=export.decided_at,
            refusal=refusal,
            expires_at=export.expires_at,
            fetched_at=export.fetched_at,
            acts=self._acts(page, export, is_own=is_own),
            waits_for_another=is_own and state is ExportState.WAITING,
            form=_refused(page, error),
        )
        if error is not None:
            return await page.show_again(view, error, active=self.section)
        return await page.show(view, active=self.section)

    async def ask_to_unlock(self, page: PageRequest, export_id: UUID) -> HttpResponse:
        """The officer's second factor, before the password is shown."""
        export = await self.book.to_unlock(page.officer, export_id)
        return await ask_code(page, self._unlocking(page, export), active=self.section)

    async def unlock(self, page: PageRequest, export_id: UUID) -> HttpResponse:
        """The password, this once, and the link beside it."""
        form, export = await page.form(), await self.book.to_unlock(page.officer, export_id)
        password = new_archive_password()
        try:
            until = await self.book.unlock(page.officer, export_id, password, form.text(CODE_FIELD))
        except SignInRefused as error:
            return await ask_code(page, self._unlocking(page, export), error, active=self.section)
        view = ExportPasswordView(
            path=self.path, export_id=export_id, number=export.number, password=password, expires_at=until
        )
        return await page.show(view, active=self.section)

    async def withdraw(self, page: PageRequest, export_id: UUID) -> HttpResponse:
        """Take one's own export back."""
        try:
            await self.book.withdraw(page.officer, export_id)
        except RuleRefused as error:
            return await self.show(page, export_id, error)
        return page.redirect(f"{self.path}/{export_id}", done=WITHDRAWN)

    async def ask_approval(self, page: PageRequest, export_id: UUID) -> HttpResponse:
        """What would leave the house, and the approving officer's second factor."""
        export = await self.book.to_decide(page.officer, export_id)
        return await ask_code(page, self._approving(page, export), active=self.section)

    async def approve(self, page: PageRequest, export_id: UUID) -> HttpResponse:
        """Let another's export go out."""
        form, export = await page.form(), await self.book.to_decide(page.officer, export_id)
        try:
            await self.book.approve(page.officer, export_id, form.text(CODE_FIELD))
        except SignInRefused as error:
            return await ask_code(page, self._approving(page, export), error, active=self.section)
        return page.redirect(f"{self.path}/{export_id}", done=APPROVED)

    async def refuse(self, page: PageRequest, export_id: UUID) -> HttpResponse:
        """Refuse another's export with a reason."""
        form = await page.form()
        try:
            await self.book.refuse(page.officer, export_id, form.text("reason"))
        except (InputInvalid, RuleRefused) as error:
            return await self.show(page, export_id, error)
        return page.redirect(f"{self.path}/{export_id}", done=REFUSED)

    def _acts(self, page: PageRequest, export: Export, *, is_own: bool) -> frozenset[str]:
        """What the officer may do with an export as it stands."""
        state = export.state_at(page.now)
        if not is_own:
            may_decide = state is ExportState.WAITING and page.may(self.book.acts.decide, export.division)
            return frozenset({"decide"} if may_decide else ())
        acts = {"withdraw"} if state in OPEN_STATES else set()
        if state is ExportState.APPROVED:
            acts.add("unlock")
        if state is ExportState.READY:
            acts.add("fetch")
        return frozenset(acts)

    def _unlocking(self, page: PageRequest, export: Export) -> SecondFactorView:
        return SecondFactorView(
            heading=page.say(Wording("取导出密码", "Take the password of an export")),
            act=page.say(Wording("显示密码，启用链接", "Show the password and let the link work")),
            why=page.say(ONCE),
            action_path=f"{self.path}/{export.id}/password",
            cancel_path=f"{self.path}/{export.id}",
            shown=self._summary(page, export),
        )

    def _approving(self, page: PageRequest, export: Export) -> SecondFactorView:
        return SecondFactorView(
            heading=page.say(Wording("核准导出", "Approve an export")),
            act=page.say(Wording("核准导出", "Approve the export")),
            why=page.say(LEAVES),
            action_path=f"{self.path}/{export.id}/approval",
            cancel_path=f"{self.path}/{export.id}",
            shown=self._summary(page, export),
            is_grave=True,
        )

    def _summary(self, page: PageRequest, export: Export) -> tuple[Line, ...]:
        facts = (
            (Wording("编号", "Number"), export.number),
            (Wording("内容", "Content"), self.content(page, export)),
            (Wording("行数", "Rows"), str(export.subjects)),
            (Wording("目的", "Purpose"), self.purpose(page, export)),
            (Wording("申请人", "Asked for by"), export.requested_by_name),
            (Wording("申请时间", "Asked for at"), formats.full_moment(export.requested_at, page.language)),
        )
        return _lines(page, facts)


def facts_of(
    export: StoredExport, content: str, place: str, purpose: str, said: Facts, columns: Sequence[str]
) -> Facts:
    """What is told of an export: content, place, purpose, what was said for it, and its columns."""
    return (
        (Wording("内容", "Content"), content),
        (Wording("行数", "Rows"), str(export.subjects)),
        (Wording("导出范围", "From where"), place),
        (Wording("目的", "Purpose"), purpose),
        *said,
        (Wording("导出的列", "Columns"), "、".join(columns)),
    )


def _lines(page: PageRequest, facts: Facts) -> tuple[Line, ...]:
    return tuple(Line(label=page.say(label), value=value) for label, value in facts)


def _refused(page: PageRequest, error: SupervisionError | None) -> FormState:
    if error is None:
        return FormState()
    message = page.say(error.args[0])
    if isinstance(error, InputInvalid) and error.field:
        return FormState(errors={error.field: message})
    return FormState(refusal=message)
