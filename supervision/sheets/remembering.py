"""What an office chose for a table of these titles, so that it need not choose again; no import has to be there."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Change
from supervision.settings import Register
from supervision.sheets.column_choice import ColumnChoice, FileColumn
from supervision.storage.database import fetch_one
from supervision.vault import digest


@dataclass(frozen=True, slots=True)
class ChoiceMemory:
    """The choices of a register's offices; `table` is where they stand."""

    register: Register
    table: str

    async def recall(self, officer_id: UUID, kind: str, there: Iterable[FileColumn]) -> ColumnChoice | None:
        """What the officer's office chose for a table of this kind with the same titles."""
        row = await fetch_one(
            f"""SELECT column_choice::text AS chosen FROM {self.table} JOIN officer USING (office)
               WHERE officer.id = $1 AND kind = $2 AND titles_digest = $3""",  # noqa: S608 - our own table
            officer_id, kind, self._titles_digest(kind, there),
        )  # fmt: skip
        return msgspec.json.decode(row["chosen"], type=dict[str, int]) if row else None

    async def remember(
        self, change: Change, office_id: UUID, kind: str, there: Iterable[FileColumn], chosen: ColumnChoice
    ) -> None:
        """Keep a choice for the office's next table, in place of its earlier one, in the caller's change."""
        await change.connection.execute(
            f"""INSERT INTO {self.table} (id, office, kind, titles_digest, column_choice, chosen_at)
               VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (office, kind, titles_digest)
               DO UPDATE SET column_choice = excluded.column_choice, chosen_at = excluded.chosen_at""",  # noqa: S608 - likewise
            uuid4(), office_id, kind, self._titles_digest(kind, there), msgspec.json.encode(chosen).decode(), change.at,
        )  # fmt: skip

    def _titles_digest(self, kind: str, there: Iterable[FileColumn]) -> bytes:
        """By what tables of the same titles in the same places know each other."""
        titles = "\0".join(f"{column.place}:{column.title}" for column in there)
        return digest(self.register, f"titles-{kind}", titles)
