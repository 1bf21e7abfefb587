"""Whether a minor's guardian belongs beside them, and whether one was there. Pure."""

from datetime import date

import msgspec

from supervision.corrections.identity import Identity
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.errors import InputInvalid
from supervision.texts import optional_text
from supervision.wording import Wording

ADULTS_HAVE_NONE = Wording("只有未成年人的档案登记监护人。", "Guardians stand on files of minors only.")
PRESENCE_NEEDED = Wording(
    "未成年人的谈话、宣告请填写到场的监护人；没有到场的，写明原因。",
    "Enter which guardian was there with the minor; if none was, say why.",
)
PRESENT_OR_NOT = Wording("监护人到场与没有到场的原因只填一项。", "A guardian was there, or there is a reason why not.")


class Presence(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who of the guardians was there, or why nobody was."""

    guardian: str = ""
    absence: str = ""


NOBODY_SAID = Presence()
"""What stands where nothing is said, as for every adult."""


def read_presence(presence: Presence, *, is_minor: bool, is_owed: bool) -> Presence:
    """The presence as it is kept; InputInvalid where it is owed and missing, or is said of an adult."""
    guardian = optional_text(presence.guardian, "guardian")
    absence = optional_text(presence.absence, "guardian_absence")
    if (guardian or absence) and not is_minor:
        raise InputInvalid(ADULTS_HAVE_NONE, field="guardian")
    if guardian and absence:
        raise InputInvalid(PRESENT_OR_NOT, field="guardian_absence")
    if is_owed and not guardian and not absence:
        raise InputInvalid(PRESENCE_NEEDED, field="guardian")
    return Presence(guardian, absence)


def has_guardian_duty(identity: Identity, day: date, division: str, *, is_minor: bool) -> bool:
    """Whether somebody in the minors' compartment is still under age on that day, so that a guardian belongs there."""
    age = find_correction_rule(CorrectionRuleName.ADULT_AGE, day, division).number
    return is_minor and identity.is_younger_on(day, age)
