"""Making a provision: what is due under a view is gathered, recorded with its number, and handed to the caller once.

What was gathered lies in the caller's memory until it has gone out; nothing of it is stored but ids and digests.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import RuleRefused
from supervision.legal_time import legal_day, now
from supervision.officers import Officer, confirm_with_second_factor
from supervision.residence.changes import about, residence_change
from supervision.residence.households.store import RESIDENT
from supervision.residence.rules import find_field_list
from supervision.residence.sharing.answer_rows import ANSWER_COLUMNS
from supervision.residence.sharing.due_rows import DueRow, Value, columns_of, count_due, due_rows
from supervision.residence.sharing.items import (
    PROVISION,
    GivenItem,
    given_item,
    ids_digest,
    last_said,
    reference,
    seal_items,
)
from supervision.residence.sharing.tables import ProvisionRow
from supervision.residence.sharing.terms import check_is_given, make_fields
from supervision.residence.sharing.view_rows import SHARING_SUBJECT, SharingView, load_view
from supervision.residence.sharing.words import ANSWERS_TO, HandedOver, Scope, SharedKind
from supervision.storage.numbering import Series, take_number
from supervision.wording import Wording

MOST_ROWS = 20_000
"""How much goes out at once."""

SHARING = "sharing"
"""The purpose in the entry about each person who was part of a provision."""

NOTHING_DUE = Wording("现在没有可提供的内容。", "There is nothing to give now.")
TOO_MANY = Wording(
    "内容超过两万条：请只提供有变化的，或把目录项分到更小的区划。",
    "More than 20,000 records: give what changed, or propose views of smaller places.",
)


class NothingDue(RuleRefused):
    """No record is due under the view, or none reads differently than it did."""

    code = "nothing-to-give"


class ProvisionTooLarge(RuleRefused):
    """More than goes out at once."""

    code = "provision-too-large"


@dataclass(frozen=True, slots=True)
class MadeProvision:
    """A provision with what goes out; where answers come back, each row begins with the number and its reference."""

    id: UUID
    number: str
    made_at: datetime
    made_by_name: str
    view: SharingView
    scope: Scope
    handed_over: HandedOver
    titles: tuple[Wording, ...]
    rows: tuple[tuple[Value, ...], ...]


async def make_provision(
    officer: Officer, view_id: UUID, scope: Scope, handed_over: HandedOver, code: str = ""
) -> MadeProvision:
    """Give what is due under a view now. NothingGiven outside its days or before approval, NothingDue, TooLarge.

    Persons go out confirmed with the second factor, each time: a session left open gives nobody away. Each of them gets
    an entry of their own, so that they can be told to whom they were shown.
    """
    asked = await load_view(officer, Act.PROVISION_MAKE, view_id)
    if asked.kind is SharedKind.PERSONS:
        check_is_given(asked.state, asked.valid_from, asked.valid_until, legal_day(now()))
        await confirm_with_second_factor(officer, code)
    async with residence_change(
        officer.actor, Act.PROVISION_MAKE, about(SHARING_SUBJECT, view_id), purpose=SHARING
    ) as change:
        view = await load_view(officer, Act.PROVISION_MAKE, view_id, lock=True)
        today = legal_day(change.at)
        check_is_given(view.state, view.valid_from, view.valid_until, today)
        make_fields(view.kind, view.fields, find_field_list(today, view.division))
        due = await _due(view, scope)
        provision_id = uuid4()
        number = await take_number(Series.PROVISION, view.division)
        items = [given_item(row) for row in due]
        await _store(change, officer, view, (provision_id, number, scope, handed_over), items)
        if view.kind is SharedKind.PERSONS:
            change.is_also_about(
                RESIDENT, (row.id for row in due), provision=number, receiver=view.receiver, to=view.receiver_name
            )
        return MadeProvision(
            id=provision_id,
            number=number,
            made_at=change.at,
            made_by_name=officer.name,
            view=view,
            scope=scope,
            handed_over=handed_over,
            titles=_titles(view),
            rows=tuple(_cells(view, (provision_id, number), row) for row in due),
        )


def _titles(view: SharingView) -> tuple[Wording, ...]:
    """What the columns say; where answers come back, the sheet has the columns in which they are given."""
    columns = columns_of(view.kind, view.fields)
    if not ANSWERS_TO[view.kind]:
        return columns
    number, item, *answer = ANSWER_COLUMNS.values()
    return (number, item, *columns, *answer)


def _cells(view: SharingView, provision: tuple[UUID, str], row: DueRow) -> tuple[Value, ...]:
    if not ANSWERS_TO[view.kind]:
        return row.cells
    provision_id, number = provision
    return (number, reference(provision_id, row.id), *row.cells)


async def _due(view: SharingView, scope: Scope) -> Sequence[DueRow]:
    if scope is Scope.ALL and await count_due(view) > MOST_ROWS:
        raise ProvisionTooLarge(TOO_MANY)  # before anybody's record is opened for nothing
    due: Sequence[DueRow] = await due_rows(view)
    if scope is Scope.CHANGED:
        said = await last_said(view.id)
        due = [row for row in due if said.get(row.id) != given_item(row).said]
    if not due:
        raise NothingDue(NOTHING_DUE)
    if len(due) > MOST_ROWS:
        raise ProvisionTooLarge(TOO_MANY)
    return due


async def _store(
    change: Change,
    officer: Officer,
    view: SharingView,
    given: tuple[UUID, str, Scope, HandedOver],
    items: Sequence[GivenItem],
) -> None:
    provision_id, number, scope, handed_over = given
    await ProvisionRow.insert(
        ProvisionRow(
            id=provision_id,
            number=number,
            view=view.id,
            scope=scope.value,
            handed_over=handed_over.value,
            fields=list(view.fields),
            rows=len(items),
            ids_digest=ids_digest(items),
            items_sealed=await seal_items(provision_id, items),
            answered=0,
            made_at=change.at,
            made_by=officer.id,
        )
    )
    change.is_about(PROVISION, provision_id)
    change.note(view=view.id, number=number, scope=scope, rows=len(items), fields=view.fields, receiver=view.receiver)
