"""Possible duplicates: the queue, two records side by side, and the decision about them."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.console.formats import long_date
from api.console.page_forms import SubmittedForm
from api.console.pages_base import PageRequest
from api.console.residence.search_pages import purpose_choices
from api.console.view_models.base import FormState
from api.console.view_models.residence.search import (
    ComparedLine,
    DuplicateLineView,
    DuplicateListView,
    DuplicatePairView,
    DuplicatePurposeView,
)
from api.console.wording_marks import N_
from api.http import HttpResponse
from supervision.audit import Act
from supervision.documents import DOCUMENT_TYPE_NAMES
from supervision.errors import InputInvalid, RuleRefused
from supervision.residence.households.opening import ResidentRecord
from supervision.residence.purposes import ResidencePurpose
from supervision.residence.search.likeness import LIKENESS_NAMES, Comparison
from supervision.residence.search.merging import NOT_OF_THE_PAIR, merge_residents, undo_merge
from supervision.residence.search.pairs import OpenedPair, PairState, list_duplicates, open_duplicate, tell_apart
from supervision.wording import Wording

DUPLICATES = "/console/duplicates"

APART = Wording("已记为不是同一人，这一对不再提示。", "Noted as two people; this pair is not shown again.")
JOINED = Wording(
    "已合并；被并入的记录完整保留，可以撤销。", "Joined; the other record is kept whole, and this can be undone."
)
PUT_BACK = Wording("合并已撤销，两份记录恢复原状。", "The merge is undone; both records are as they were.")
_SEX = {"male": N_("男"), "female": N_("女")}


class DuplicatePairPages(Controller):
    """Pairs of records that may be of one person."""

    path = "/duplicates"

    @get("/", opt={"act": Act.DUPLICATE_LIST})
    async def list_duplicates(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The pairs that wait for a decision, the newest first."""
        found = await list_duplicates(page.officer, page.filters().get("cursor"))
        lines = tuple(
            DuplicateLineView(
                pair_id=line.id,
                found_at=line.found_at,
                one=line.one,
                other=line.other,
                likenesses=_likenesses(page, line.comparison),
            )
            for line in found.items
        )
        view = DuplicateListView(lines=lines, paging=page.paging(len(lines), found.next))
        return await page.show(view, active="duplicates")

    @get("/{pair_id:uuid}", opt={"act": Act.DUPLICATE_LIST, "about": "duplicate_pair"})
    async def open_pair(self, pair_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Both records in clear, each opening recorded; without a purpose the question for it."""
        if "purpose" not in page.filters():
            view = DuplicatePurposeView(pair_id=pair_id, purposes=purpose_choices(page))
            return await page.show(view, active="duplicates")
        return await _show(page, pair_id)

    @post("/{pair_id:uuid}/distinction", opt={"act": Act.DUPLICATE_DISMISS, "about": "duplicate_pair"})
    async def tell_apart(self, pair_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """The two are not the same, for good."""
        form = await page.form()
        try:
            await tell_apart(page.officer, pair_id, form.text("rationale"))
        except (InputInvalid, RuleRefused) as error:
            return await _show(page, pair_id, form, error)
        return page.redirect(DUPLICATES, done=APART)

    @post("/{pair_id:uuid}/merge", opt={"act": Act.RESIDENT_MERGE, "about": "duplicate_pair"})
    async def merge(self, pair_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Join the other record to the one that is kept."""
        form = await page.form()
        try:
            winner = _winner(form)
            merge_id = await merge_residents(page.officer, pair_id, winner, form.text("rationale"))
        except (InputInvalid, RuleRefused) as error:
            return await _show(page, pair_id, form, error)
        return page.redirect(DUPLICATES, done=JOINED, undo_path=f"{DUPLICATES}/merges/{merge_id}/undoing")

    @post("/merges/{merge_id:uuid}/undoing", opt={"act": Act.RESIDENT_MERGE_UNDO, "about": "resident_merge"})
    async def undo(self, merge_id: FromPath[UUID], page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put the joined record back as it was."""
        await undo_merge(page.officer, merge_id)
        return page.redirect(DUPLICATES, done=PUT_BACK)


def _winner(form: SubmittedForm) -> UUID:
    try:
        return UUID(form.text("winner"))
    except ValueError as error:
        raise InputInvalid(NOT_OF_THE_PAIR, field="winner") from error


async def _show(
    page: PageRequest,
    pair_id: UUID,
    form: SubmittedForm | None = None,
    error: InputInvalid | RuleRefused | None = None,
) -> HttpResponse:
    purpose = page.filters().get("purpose") or (form.text("purpose") if form else "") or ResidencePurpose.REGISTRATION
    opened = await open_duplicate(page.officer, pair_id, purpose)
    if form is None or error is None:
        return await page.show(_view(page, opened, purpose, FormState()), active="duplicates")
    view = _view(page, opened, purpose, form.state(error, page.language))
    return await page.show_again(view, error, active="duplicates")


def _view(page: PageRequest, opened: OpenedPair, purpose: str, form: FormState) -> DuplicatePairView:
    one, other = _facts(page, opened.one), _facts(page, opened.other)
    return DuplicatePairView(
        pair_id=opened.pair.id,
        one_id=opened.pair.one,
        other_id=opened.pair.other,
        state=opened.pair.state,
        purpose=purpose,
        likenesses=_likenesses(page, opened.comparison),
        lines=tuple(ComparedLine(label=label, one=one[label], other=other[label]) for label in one),
        rationale=opened.rationale,
        form=form,
        may_decide=opened.pair.state is PairState.OPEN,
    )


def _likenesses(page: PageRequest, comparison: Comparison) -> tuple[str, ...]:
    return tuple(page.say(LIKENESS_NAMES[likeness]) for likeness in comparison.likenesses)


def _facts(page: PageRequest, record: ResidentRecord) -> dict[str, str]:
    """What is known of one record, by its label."""
    person, resident = record.person, record.resident
    stay = record.stays[0] if record.stays else None
    return {
        page.say("姓名"): person.name,
        page.say("证件种类"): page.say(DOCUMENT_TYPE_NAMES[person.document_type]),
        page.say("证件号码"): person.document_number,
        page.say("性别"): page.say(_SEX[person.sex]) if person.sex else "",
        page.say("出生日期"): long_date(person.born_on, page.language) if person.born_on else "",
        page.say("电话"): person.phone,
        page.say("户籍地址"): person.domicile_address,
        page.say("居住地址"): record.address,
        page.say("居住起始"): long_date(stay.began_on, page.language) if stay else "",
        page.say("登记时间"): long_date(resident.registered_at, page.language),
    }
