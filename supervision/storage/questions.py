"""Statements that give one row each, asked one by one or several in one journey to the database."""

import re
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from supervision.storage.database import Record, fetch

__all__ = ["Question", "ask_together", "count_each", "count_of"]

T_co = TypeVar("T_co", covariant=True)
Name = TypeVar("Name", bound=str)

_ARGUMENT = re.compile(r"\$(\d+)")


@dataclass(frozen=True, slots=True)
class Question(Generic[T_co]):
    """A statement that gives one row of numbers, and what it says; `values` are its $1, $2 and on, in no literal.

    Await it for its answer, or give it to `ask_together`.
    """

    sql: str
    values: tuple[object, ...]
    read: Callable[[Record], T_co]

    def __await__(self) -> Generator[Any, None, T_co]:
        """Ask the question by itself."""
        return self._ask().__await__()

    async def _ask(self) -> T_co:
        (row,) = await fetch(self.sql, *self.values)
        return self.read(row)


def count_of(sql: str, *values: object) -> Question[int]:
    """The one number that a statement gives."""
    return Question(sql, values, lambda row: int(next(iter(row.values()))))


def count_each(names: Mapping[Name, str], source: str, *values: object, asked: str = "") -> Question[dict[Name, int]]:
    """How many rows of `source` (FROM and on) meet the condition of each name; `asked` is what stands before SELECT."""
    counts = ", ".join(f'count(*) FILTER (WHERE {condition}) AS "{name}"' for name, condition in names.items())
    return Question(f"{asked} SELECT {counts} {source}", values, lambda row: {name: int(row[name]) for name in names})


async def ask_together(questions: Mapping[str, Question[Any]]) -> dict[str, Any]:
    """The answers, by the names of the questions; a page with a dozen numbers waits for the database once."""
    if not questions:
        return {}
    parts: list[str] = []
    values: list[object] = []
    for question in questions.values():
        parts.append(f"(SELECT to_jsonb(answer_row) FROM ({_shifted(question.sql, len(values))}) AS answer_row)")  # noqa: S608 - made of statements
        values += question.values
    (row,) = await fetch(f"SELECT jsonb_build_array({', '.join(parts)}) AS answers", *values)
    answers = msgspec.json.decode(row["answers"])
    return {name: question.read(said) for (name, question), said in zip(questions.items(), answers, strict=True)}


def _shifted(sql: str, by: int) -> str:
    return _ARGUMENT.sub(lambda argument: f"${int(argument[1]) + by}", sql)
