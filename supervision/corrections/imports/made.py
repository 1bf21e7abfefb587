"""What writing a chunk opened and changed, kept sealed until it can no longer be undone. Pure."""

from uuid import UUID

import msgspec


class OpenedFile(msgspec.Struct, array_like=True):
    """A file that a row opened."""

    row_number: int
    file_id: UUID


class ChangedFile(msgspec.Struct, array_like=True):
    """A file that a row changed: the revision that it left, and where and what the file was before.

    The content before is sealed under the file's own key: it goes with the file.
    """

    row_number: int
    file_id: UUID
    revision: int
    office_id: UUID
    before_sealed: bytes


class MadeFiles(msgspec.Struct, array_like=True):
    """What writing a chunk did, for undoing it."""

    opened: list[OpenedFile] = []
    changed: list[ChangedFile] = []

    @property
    def counts(self) -> dict[str, int]:
        """How much was opened and changed, for the audit."""
        return {"opened": len(self.opened), "changed": len(self.changed)}
