"""How often somebody without a session may ask: counted in the database, so that it holds for all processes together.

Where somebody asks from is kept as a keyed digest for the minute that is counted, and forgotten with the next.
"""

from datetime import timedelta

from supervision.errors import SupervisionError
from supervision.legal_time import now
from supervision.residence.changes import RESIDENCE
from supervision.storage.database import fetch, fetch_one
from supervision.vault import digest
from supervision.wording import Wording

WINDOW_SECONDS = 60

ASKED_TOO_OFTEN = Wording("操作过于频繁，请一分钟后再试。", "Tried too often; try again in a minute.")


class AskedTooOften(SupervisionError):
    """Somebody without a session asks more often than people do."""

    code = "asked-too-often"

    def __init__(self) -> None:
        super().__init__(ASKED_TOO_OFTEN)
        self.retry_after_seconds = WINDOW_SECONDS


async def check_not_too_often(door: str, asker: str, most: int) -> None:
    """AskedTooOften once `asker` (an address of the network) came to a public door more than `most` times a minute."""
    at = now()
    row = await fetch_one(
        """INSERT INTO public_asking AS asking (asker_digest, began_at, asked) VALUES ($1, $2, 1)
           ON CONFLICT (asker_digest) DO UPDATE SET
               began_at = CASE WHEN asking.began_at <= $3 THEN $2 ELSE asking.began_at END,
               asked = CASE WHEN asking.began_at <= $3 THEN 1 ELSE asking.asked + 1 END
           RETURNING asked""",
        digest(RESIDENCE, f"asker-{door}", asker), at, at - timedelta(seconds=WINDOW_SECONDS),
    )  # fmt: skip
    if row is not None and row["asked"] == 1:
        await fetch("DELETE FROM public_asking WHERE began_at <= $1", at - timedelta(seconds=WINDOW_SECONDS))
    if row is not None and row["asked"] > most:
        raise AskedTooOften
