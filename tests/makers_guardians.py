"""A minor's guardian for tests."""

from datetime import timedelta
from uuid import UUID

from supervision.corrections.guardians.keeping import enter_guardian
from supervision.corrections.guardians.words import GuardianFacts, Relation
from supervision.legal_time import legal_day, now
from supervision.officers import Officer

MOTHER = GuardianFacts("范秀云", Relation.MOTHER, "13600007777", "149901197503022349", "北岭镇松坡村12号")


async def make_guardian(officer: Officer, file_id: UUID, facts: GuardianFacts = MOTHER) -> UUID:
    """A guardian since a year ago."""
    return await enter_guardian(officer, file_id, facts, legal_day(now()) - timedelta(days=365))
