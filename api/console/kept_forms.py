"""Forms that were begun and not sent: in this process's memory for half a day, for their owner alone, never on a disk.

Whoever's session ends in the middle finds what was typed after signing in again. An officer has one at a time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from litestar.datastructures import State

KEPT_FOR = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class KeptForm:
    """What was typed so far, on which page its owner was, and when they began."""

    draft_id: str
    step: str
    values: Mapping[str, str]
    begun_at: datetime


class KeptForms:
    """The unfinished forms of one kind."""

    def __init__(self) -> None:
        self._forms: dict[UUID, KeptForm] = {}

    def keep(self, officer_id: UUID, form: KeptForm) -> None:
        """Keep the officer's form in place of an earlier one."""
        earlier = self._forms.get(officer_id)
        if earlier is not None and earlier.draft_id == form.draft_id:
            form = KeptForm(form.draft_id, form.step, form.values, earlier.begun_at)
        self._forms[officer_id] = form

    def find(self, officer_id: UUID, now: datetime) -> KeptForm | None:
        """What the officer began and did not finish; None where there is nothing, or it is too old."""
        self._forms = {owner: form for owner, form in self._forms.items() if now - form.begun_at < KEPT_FOR}
        return self._forms.get(officer_id)

    def forget(self, officer_id: UUID) -> None:
        """Let go of the officer's form, once it was sent."""
        self._forms.pop(officer_id, None)


def kept_forms_of(state: State) -> KeptForms:
    """The unfinished forms of an application, for as long as it runs."""
    forms: KeptForms | None = state.get("kept_forms")
    if forms is None:
        forms = state["kept_forms"] = KeptForms()
    return forms
