"""Which papers a file may get, by the category of its person and by how the correction ended. Pure."""

from collections.abc import Mapping

from supervision.corrections.category import Category
from supervision.corrections.file_state import FILE_ENDED, RELEASES, EndCause, FileEnded, FileState
from supervision.errors import RuleRefused
from supervision.forms.catalogue import FORMS, FormName
from supervision.wording import Wording

_ONLY_FOR: Mapping[FormName, frozenset[Category]] = {
    FormName.PENALTY_PROPOSAL: frozenset(Category) - {Category.PAROLE},
    FormName.SUSPENSION_REVOCATION: frozenset({Category.SUSPENDED_SENTENCE}),
    FormName.PAROLE_REVOCATION: frozenset({Category.PAROLE}),
    FormName.IMPRISONMENT_PROPOSAL: frozenset({Category.MEDICAL_PAROLE}),
    FormName.ARREST_PROPOSAL: frozenset({Category.SUSPENDED_SENTENCE, Category.PAROLE}),
}
"""Public-Security Penalties Law, art. 72(4); Community Correction Law, arts. 46 to 49. Others are for everybody."""

_OF_RELEASE = frozenset({FormName.RELEASE_CERTIFICATE, FormName.RELEASE_NOTICE})

CATEGORY_UNSUITED = Wording(
    "该类社区矫正对象不适用这种文书。", "This paper is not for a person of that category of correction."
)
NOT_RELEASED = Wording(
    "须先登记期满或者赦免解除，才能出具解除文书。",
    "A paper of release is issued once the release by expiry or pardon is on the file.",
)
NOT_TERMINATED = Wording(
    "须先登记终止，才能出具终止文书。", "This paper is issued once the termination is on the file."
)


class PaperUnsuited(RuleRefused):
    """This paper is not for this file, or not yet."""

    code = "paper-unsuited"


def check_suits(form: FormName, category: Category, state: FileState, end_cause: EndCause | None) -> None:
    """PaperUnsuited for a paper that the law has not for the category or not before the end; FileEnded after it."""
    if category not in _ONLY_FOR.get(form, frozenset(Category)):
        raise PaperUnsuited(CATEGORY_UNSUITED)
    if form in _OF_RELEASE:
        if end_cause not in RELEASES:
            raise PaperUnsuited(NOT_RELEASED)
    elif form is FormName.TERMINATION_NOTICE:
        if end_cause is None or end_cause in RELEASES:
            raise PaperUnsuited(NOT_TERMINATED)
    elif state.is_closed:
        raise FileEnded(FILE_ENDED)


def suited_forms(category: Category, state: FileState, end_cause: EndCause | None) -> tuple[FormName, ...]:
    """The papers that such a file may get, in the order of the catalogue."""
    found = []
    for form in FORMS:
        try:
            check_suits(form, category, state, end_cause)
        except RuleRefused:
            continue
        found.append(form)
    return tuple(found)
