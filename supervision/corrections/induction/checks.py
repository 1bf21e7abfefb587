"""What every act of induction checks of its file."""

from supervision.corrections.file_state import FILE_ENDED, FileEnded
from supervision.corrections.store import StoredFile


def check_not_ended(file: StoredFile) -> None:
    """FileEnded for a file in which nothing changes any more."""
    if file.ended_at is not None:
        raise FileEnded(FILE_ENDED)
