"""The table of rental homes: judged against the register, written in bulk, and taken back."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from supervision.audit import Change
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day, now
from supervision.residence.addresses.import_rows import full_name_of
from supervision.residence.parties.bulk import PartyIndex, are_at_odds, merged_party
from supervision.residence.parties.details import Party
from supervision.residence.sheets.home_columns import HOME_COLUMNS
from supervision.residence.sheets.home_register import HomeRegister, Refused, Told, find_home_register
from supervision.residence.sheets.home_rows import HomeLine, read_home_row, told_place
from supervision.residence.sheets.home_undoing import take_back_homes
from supervision.residence.sheets.home_writing import write_homes
from supervision.residence.sheets.jobs import takes
from supervision.residence.sheets.made import Made
from supervision.sheet_cells import text_of
from supervision.sheets.store import ImportJob, ImportLine
from supervision.sheets.table import Kept, TableRow, refused_line, turned_down, unreadable_line
from supervision.sheets.words import ImportVerdict
from supervision.storage.database import fetch
from supervision.wording import Wording

IN_TABLE_TWICE = Wording("表内前面已有同一编号或同一地址的行。", "An earlier row has the same code or address.")
LANDLORD_TOLD_OTHERWISE = Wording(
    "表内前面的行对同一房主填写得不同，请核对姓名、证件、电话和住址。",
    "An earlier row tells otherwise of the same landlord: compare name, document, telephone and address.",
)
CHANGED_MEANWHILE = Wording("检查之后房屋档案有变动，请重新导入核对。", "The home's record changed since the check.")

_LINES = msgspec.msgpack.Decoder(HomeLine)


class HomeTable:
    """One row a home."""

    columns, chunk_rows, made_as = HOME_COLUMNS, 2_000, Made
    takes = staticmethod(takes)

    def __init__(self) -> None:
        self._communities: dict[str, bool] | None = None
        self._seen: set[object] = set()
        self._landlords = PartyIndex[list[Party]]()

    def group_of(self, row: TableRow) -> tuple[str, ...]:
        """Homes of one building stay together."""
        return told_place(row.cells)[:4] if row.cells.get("street") else (text_of(row.cells.get("home_code")),)

    async def judge(self, job: ImportJob, rows: Sequence[TableRow]) -> list[ImportLine]:
        """New, changed, unchanged, duplicate, outside or invalid, row by row."""
        communities, today = await self._loaded(), legal_day(now())
        read: dict[int, HomeLine] = {}
        verdicts: dict[int, ImportLine] = {}
        for row in rows:
            who = "".join(told_place(row.cells)[1:]) or text_of(row.cells.get("home_code"))
            if (unreadable := unreadable_line(row, who)) is not None:
                verdicts[row.number] = unreadable
                continue
            try:
                read[row.number] = read_home_row(row.cells, communities, today)
            except InputInvalid as error:
                verdicts[row.number] = refused_line(row, who, error)
        register = await find_home_register(list(read.values()), job.prefixes)
        for number, line in read.items():
            verdicts[number] = self._against_register(number, line, register)
        return [verdicts[row.number] for row in rows]

    async def write(self, change: Change, job: ImportJob, officer_id: UUID, lines: list[ImportLine]) -> Made:
        """Record new homes with addresses, drawers and landlords where they are missing, and change known ones."""
        read = {line.row_number: _LINES.decode(line.line) for line in lines if line.line is not None}
        register = await find_home_register(list(read.values()), job.prefixes, lock=True)
        told: list[Told] = []
        for place, line in enumerate(lines):
            if line.row_number not in read:
                continue
            found = register.compare(read[line.row_number])
            if isinstance(found, Refused):
                lines[place] = turned_down(line.row_number, line.who, found.verdict, found.reason, found.field)
            elif found.verdict is not line.verdict:
                lines[place] = turned_down(
                    line.row_number, line.who, ImportVerdict.DUPLICATE, CHANGED_MEANWHILE, "home_code"
                )
            else:
                told.append(found)
        return Made(homes=await write_homes(change, officer_id, told, register.addresses))

    async def undo(self, change: Change, officer_id: UUID, made: Made) -> Kept:  # noqa: ARG002 - homes have no versions of whose they are
        """Remove homes with what was made for them where nobody has touched it, and put back what was changed."""
        return Kept(await take_back_homes(change, made.homes))

    def _against_register(self, number: int, line: HomeLine, register: HomeRegister) -> ImportLine:
        found = register.compare(line)
        if isinstance(found, Refused):
            return turned_down(number, line.who, found.verdict, found.reason, found.field)
        who = full_name_of(found.place)
        if {line.code, found.place} & self._seen:
            return turned_down(number, who, ImportVerdict.DUPLICATE, IN_TABLE_TWICE, "home_code")
        if line.landlord and not self._agrees(line.landlord):
            return turned_down(number, who, ImportVerdict.INVALID, LANDLORD_TOLD_OTHERWISE, "landlord_name")
        self._seen |= {line.code, found.place}
        packed = None if found.verdict is ImportVerdict.UNCHANGED else msgspec.msgpack.encode(line)
        return ImportLine(number, found.verdict, who, line=packed)

    def _agrees(self, landlord: Party) -> bool:
        """Whether the rows so far tell nothing else of this landlord; what this one tells is added to it."""
        known = self._landlords.find(landlord)
        if known is None:
            self._landlords.add(landlord, [landlord])
            return True
        if are_at_odds(known[0], landlord):
            return False
        known[0] = merged_party(known[0], landlord)
        self._landlords.add(known[0], known)
        return True

    async def _loaded(self) -> dict[str, bool]:
        if self._communities is None:
            rows = await fetch("SELECT code FROM division WHERE length(code) = 12")
            self._communities = {row["code"]: True for row in rows}
        return self._communities
