"""The columns of a table: by which titles they are known, which must be there, and how a listed cell is read. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from supervision.errors import InputInvalid
from supervision.wording import Wording

Code = TypeVar("Code", bound=StrEnum)

CODE_UNKNOWN = Wording(
    "没有这一项，请从模板的下拉列表中选择。", "There is no such entry; choose from the template's list."
)
COLUMNS_MISSING = Wording("缺少列：{names}。", "Columns are missing: {names}.")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its field, its title and other titles in use, whether it must be filled, what to choose."""

    field: str
    title: str
    other_titles: tuple[str, ...] = ()
    is_required: bool = False
    choices: tuple[str, ...] = ()
    is_day: bool = False

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title by which the column is known."""
        return (self.title, *self.other_titles)


def names_of(table: Mapping[Code, Wording]) -> tuple[str, ...]:
    """What may be chosen, as a template's drop-down lists it."""
    return tuple(str(name) for name in table.values())


class ColumnsMissing(InputInvalid):
    """The titles of a table do not say which columns the required ones are."""


def find_columns(columns: tuple[Column, ...], titles: tuple[str, ...]) -> dict[str, str]:
    """From a table's titles to our fields; ColumnsMissing names the required columns that are missing."""
    by_title = {title: column.field for column in columns for title in column.titles}
    found = {title: by_title[title] for title in titles if title in by_title}
    missing = [column.title for column in columns if column.is_required and column.field not in found.values()]
    if missing:
        names = "、".join(missing)
        raise ColumnsMissing(
            Wording(COLUMNS_MISSING.format(names=names), COLUMNS_MISSING.english.format(names=names)), field="sheet"
        )
    return found


def find_left_out(
    found: Mapping[str, str], titles: tuple[str, ...], is_taken: Callable[[str], bool]
) -> tuple[str, ...]:
    """Titles that are not taken over: unknown ones, and those of fields that may not be collected."""
    return tuple(title for title in titles if title and (title not in found or not is_taken(found[title])))


def reader_of(table: Mapping[Code, Wording]) -> Callable[[str, str], Code]:
    """How a cell of a code table is read: by the name, or by the code with its zero or without."""
    by_text: dict[str, Code] = {str(name): code for code, name in table.items()}
    by_text |= {code.value: code for code in table} | {code.value.lstrip("0"): code for code in table}

    def read(text: str, field: str) -> Code:
        if text not in by_text:
            raise InputInvalid(CODE_UNKNOWN, field=field)
        return by_text[text]

    return read
