"""Divisions and their names: provinces come with the product, everything below them from a list of code and name."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from supervision.actor import Actor
from supervision.audit import Act, audited_change
from supervision.errors import InputInvalid
from supervision.officers.jurisdiction import DivisionInvalid, containing, entered_division
from supervision.settings import Register
from supervision.storage.database import fetch, fetch_one
from supervision.wording import Wording

NOT_A_LIST = Wording("文件不是“代码,名称”两列的 CSV 表。", "The file is no CSV table of the two columns code and name.")
NAME_WRONG = Wording("名称应为 1 至 80 个字。", "A name has 1 to 80 characters.")
LISTED_TWICE = Wording("同一代码在表中出现两次。", "The list has this code twice.")
PARENT_UNKNOWN = Wording(
    "上级区划未知；请把上级也列入表中。", "The division that contains it is unknown; put that into the list as well."
)
UNKNOWN = Wording("没有载入这个区划。", "This division has not been loaded.")

_LONGEST_NAME = 80
_HEADINGS = ({"code", "name"}, {"代码", "名称"})


@dataclass(frozen=True, slots=True)
class DivisionLine:
    """One line of a list, as it stands there."""

    line_number: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class DivisionRefusal:
    """A line that was left out, and why."""

    line_number: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class DivisionReport:
    """What a list brought."""

    added: int
    renamed: int
    unchanged: int
    refused: tuple[DivisionRefusal, ...]


_BELOW_COUNTY = 3
"""After how many levels the townships of a county come."""


def read_divisions(text: str) -> list[DivisionLine]:
    """The lines of a CSV table with the headings code and name (or 代码 and 名称); InputInvalid when it is none."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        heading = next(reader, [])
        if {cell.strip().lower() for cell in heading} not in _HEADINGS or len(heading) != len(_HEADINGS[0]):
            raise InputInvalid(NOT_A_LIST, field="divisions")
        code_at = 0 if heading[0].strip().lower() in {"code", "代码"} else 1
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise InputInvalid(NOT_A_LIST, field="divisions") from error
    if any(len(row) != len(heading) for _, row in rows):
        raise InputInvalid(NOT_A_LIST, field="divisions")
    return [DivisionLine(number, row[code_at].strip(), row[1 - code_at].strip()) for number, row in rows]


def province_lines() -> list[DivisionLine]:
    """The 34 divisions of the first level, by GB/T 2260."""
    return read_divisions(resources.files(__package__).joinpath("provinces.csv").read_text("utf-8"))


def check_divisions(
    lines: Iterable[DivisionLine], known: Iterable[str]
) -> tuple[list[DivisionLine], list[DivisionRefusal]]:
    """Part the lines into those to keep, containing divisions first, and those refused with their reason."""
    good: dict[str, DivisionLine] = {}
    refused: list[DivisionRefusal] = []
    for line in lines:
        reason = _line_fault(line, good)
        if reason is None:
            good[line.code] = line
        else:
            refused.append(DivisionRefusal(line.line_number, line.code, reason))
    names, kept = set(known), []
    for line in sorted(good.values(), key=lambda line: (len(line.code), line.code)):
        if set(containing(line.code)[:-1]) <= names:
            names.add(line.code)
            kept.append(line)
        else:
            refused.append(DivisionRefusal(line.line_number, line.code, PARENT_UNKNOWN))
    return kept, sorted(refused, key=lambda refusal: refusal.line_number)


def _line_fault(line: DivisionLine, earlier: dict[str, DivisionLine]) -> str | None:
    try:
        entered_division(line.code)
    except DivisionInvalid as refusal:
        reason: str = refusal.args[0]
        return reason
    if not 1 <= len(line.name) <= _LONGEST_NAME:
        return NAME_WRONG
    return LISTED_TWICE if line.code in earlier else None


async def import_divisions(actor: Actor, register: Register, lines: Sequence[DivisionLine]) -> DivisionReport:
    """Add new divisions and rename known ones; a line that cannot be used is left out and reported, the rest kept."""
    known = {row["code"]: row["name"] for row in await fetch("SELECT code, name FROM division")}
    kept, refused = check_divisions(lines, known)
    changed = [line for line in kept if known.get(line.code) != line.name]
    report = DivisionReport(
        added=sum(line.code not in known for line in kept),
        renamed=sum(line.code in known for line in changed),
        unchanged=len(kept) - len(changed),
        refused=tuple(refused),
    )
    async with audited_change(actor, Act.DIVISION_IMPORT, register=register) as change:
        await change.connection.execute(
            """INSERT INTO division (code, name) SELECT * FROM unnest($1::text[], $2::text[])
               ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name""",
            [line.code for line in changed], [line.name for line in changed],
        )  # fmt: skip
        change.note(added=report.added, renamed=report.renamed, refused=len(refused))
    return report


async def division_name(code: str) -> str:
    """The name of a division with the names of those that contain it; the code itself where none is loaded."""
    return (await division_names([code]))[code]


async def division_names(codes: Iterable[str]) -> dict[str, str]:
    """The names of several divisions, each preceded by the names of those that contain it."""
    return await _named({code: _line_of(code) for code in codes})


async def local_names(codes: Iterable[str]) -> dict[str, str]:
    """The names of several divisions as they are told within a county: township and community, or the county itself."""
    lines = {code: _line_of(code) for code in codes}
    return await _named({code: line[_BELOW_COUNTY:] or line[-1:] for code, line in lines.items()})


async def _named(lines: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    wanted = {part for line in lines.values() for part in line}
    names = {
        row["code"]: row["name"]
        for row in await fetch("SELECT code, name FROM division WHERE code = ANY($1)", list(wanted))
    }
    return {code: "".join(names.get(part, "") for part in line) or code for code, line in lines.items()}


def _line_of(code: str) -> tuple[str, ...]:
    try:
        return containing(code)
    except DivisionInvalid:
        return ()


async def is_known_division(code: str) -> bool:
    """Whether the division was loaded."""
    return await fetch_one("SELECT code FROM division WHERE code = $1", code) is not None
