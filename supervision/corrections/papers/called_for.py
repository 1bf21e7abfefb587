"""The paper that an act calls for: which form, what the act says in its fields, and whose number it bears. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from supervision.forms.catalogue import FORMS, Field, FormName


class ActKind(StrEnum):
    """What calls for papers, named for the table in which it stands."""

    MEASURE = "measure"
    APPLICATION = "application"
    RELEASE = "release"
    TRANSFER = "transfer"
    FILE_STEP = "file-step"
    RELEASE_TASK = "release-task"
    ORDER = "order"
    SEARCH_STEP = "search-step"


@dataclass(frozen=True, slots=True)
class PaperCalledFor:
    """A paper of one act; where the act has a number of its own that a paper of it bears, it is the paper's.

    Before a step that is still to come there is no act yet, but what the paper says is known. `is_only` where a file
    has one such paper: one that was issued by hand before is then the act's. `division` is where it is numbered, if
    that is not where the file is.
    """

    act_kind: ActKind | None
    act_id: UUID | None
    form: FormName
    said: Mapping[str, str]
    number: str | None = None
    is_only: bool = False
    division: str | None = None

    @property
    def filled(self) -> Mapping[str, str]:
        """What the act says, and what the form mostly says where the act is silent."""
        return {one.name: self.said.get(one.name) or one.usual for one in FORMS[self.form].fields}

    @property
    def missing(self) -> tuple[Field, ...]:
        """The fields that neither says: an officer types them, later."""
        filled = self.filled
        return tuple(one for one in FORMS[self.form].fields if one.is_required and not filled[one.name].strip())
