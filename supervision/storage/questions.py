"""Statements that give one row each, asked one by one or several in one journey to the database."""

import re
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from supervision.storage.database import Record, fetch

__all__ = ["Question", "ask_together"]

T_co = TypeVar("T_co", covariant=True)

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
