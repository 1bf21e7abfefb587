"""What is left of signing in, and is not needed any longer: ended sessions, used codes, failures."""

from datetime import datetime

from supervision.storage.database import fetch


async def forget_sessions(before: datetime) -> int:
    """Drop the sessions that ended or ran out before that moment; gives their number."""
    return len(await fetch("DELETE FROM session WHERE coalesce(ended_at, expires_at) < $1 RETURNING id", before))


async def forget_used_codes(before: datetime) -> int:
    """Drop the notes of codes used before that moment; gives their number."""
    return len(await fetch("DELETE FROM used_code WHERE used_at < $1 RETURNING id", before))


async def forget_failures(before: datetime) -> int:
    """Drop the counts of failures under names that nobody has tried since; gives their number."""
    return len(await fetch("DELETE FROM sign_in_guard WHERE last_failed_at < $1 RETURNING name_digest", before))
