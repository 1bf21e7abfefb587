"""Readings of a file as somebody looks at them: what one officer opened in one go is one line. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from supervision.legal_time import legal_day

_READING_VERBS = frozenset({"open", "list", "read"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One act upon a file: who, from which office, when, what, why, and with what result."""

    at: datetime
    officer_id: str
    officer_name: str
    office_name: str
    act: str
    purpose: str | None
    result: str
    part: str | None = None
    """Which part of the file was opened, where the act says so."""


@dataclass(frozen=True, slots=True)
class ReadingRun:
    """An act, how often it came in one go, the first time of it, and which parts of the file it opened.

    `last` is the latest reading of the run.
    """

    last: Reading
    first_at: datetime
    times: int = 1
    parts: tuple[str, ...] = ()


def runs_of(readings: Iterable[Reading]) -> tuple[ReadingRun, ...]:
    """Readings, newest first, with those of one officer, act, purpose and day together, until anybody else comes.

    Changes and refusals stand by themselves, and end a run.
    """
    runs: list[ReadingRun] = []
    begun: dict[tuple[str, str | None], int] = {}
    before: Reading | None = None
    for reading in readings:
        if before is None or not _goes_on(before, reading):
            begun = {}
        key = (reading.act, reading.purpose)
        if key in begun and _is_reading(reading):
            runs[begun[key]] = _with(runs[begun[key]], reading)
        else:
            begun[key] = len(runs)
            runs.append(ReadingRun(reading, reading.at, parts=(reading.part,) if reading.part else ()))
        before = reading
    return tuple(runs)


def _goes_on(later: Reading, earlier: Reading) -> bool:
    is_same_person = later.officer_id == earlier.officer_id and legal_day(later.at) == legal_day(earlier.at)
    return is_same_person and _is_reading(later) and _is_reading(earlier)


def _is_reading(reading: Reading) -> bool:
    return reading.result == "done" and reading.act.rpartition(":")[2] in _READING_VERBS


def _with(run: ReadingRun, earlier: Reading) -> ReadingRun:
    parts = run.parts if not earlier.part or earlier.part in run.parts else (earlier.part, *run.parts)
    return replace(run, first_at=earlier.at, times=run.times + 1, parts=parts)
