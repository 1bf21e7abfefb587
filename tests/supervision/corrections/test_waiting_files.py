"""Queues of files read none but those that the officer may know of, and no two of them share a name."""

from enum import StrEnum

import pytest

from supervision.audit import Act
from supervision.corrections.induction.queues import InductionQueue
from supervision.corrections.life_view import LifeQueue
from supervision.corrections.release.looking import ReleaseQueue
from supervision.corrections.waiting_files import FileQueue


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT f.id AS file FROM person_file AS f",
        "SELECT f.id AS file FROM {files} AS f JOIN person_file AS other ON other.id = f.id",
        "SELECT t.file FROM term_entry AS t",
    ],
)
def test_a_queue_that_reads_files_of_its_own_cannot_be_made(sql: str) -> None:
    with pytest.raises(ValueError, match="reads files from"):
        FileQueue(Act.PERSON_FILE_LIST, sql)


def test_queues_that_are_counted_together_have_names_of_their_own() -> None:
    kinds: tuple[type[StrEnum], ...] = (LifeQueue, ReleaseQueue, InductionQueue)
    values = [queue.value for kind in kinds for queue in kind]
    assert len(set(values)) == len(values)
