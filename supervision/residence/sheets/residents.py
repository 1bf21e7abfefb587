"""The residents' table: judged against the register, written in bulk, and taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from supervision.audit import Change
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day, now
from supervision.residence.addresses.dwellings import Dwelling
from supervision.residence.changes import RESIDENCE
from supervision.residence.households.bulk import BulkHousehold, store_in_bulk
from supervision.residence.households.heads import ONE_HEAD
from supervision.residence.households.person import Person
from supervision.residence.households.registering import NewResident
from supervision.residence.households.store import (
    RESIDENT_COLUMNS,
    StoredResident,
    dwelling_digest,
    open_people,
    resident_of,
)
from supervision.residence.households.words import HouseholdKind, MemberRole, Source
from supervision.residence.rules import find_field_list
from supervision.residence.sheets.columns import RESIDENT_COLUMNS as COLUMNS
from supervision.residence.sheets.homes import homes_by_code
from supervision.residence.sheets.jobs import takes
from supervision.residence.sheets.made import Made
from supervision.residence.sheets.resident_changes import change_residents, merged_person, put_back_residents
from supervision.residence.sheets.resident_households import (
    HouseholdTold,
    ToldHouseholds,
    find_told_households,
    household_of,
    lock_open_households,
)
from supervision.residence.sheets.resident_rows import ResidentLine, asked_home, read_resident_row
from supervision.residence.sheets.resident_undoing import remove_households, remove_residents
from supervision.sheets.store import ImportJob, ImportLine
from supervision.sheets.table import Kept, TableRow, masked, refused_line, turned_down, unreadable_line
from supervision.sheets.words import ImportVerdict
from supervision.storage.database import fetch
from supervision.vault import SearchField, SearchTerm, digest_terms
from supervision.wording import Wording

NO_SUCH_HOME = Wording(
    "没有这个房屋编号，或者不在您的辖区内；请先导入房屋。",
    "There is no home of this code within reach; import the homes first.",
)
IN_TABLE_TWICE = Wording("表内前面已有相同证件号码的行。", "An earlier row has the same document number.")
LIVES_ELSEWHERE = Wording(
    "此证件号码已在别处登记在住；如已搬来，请办理迁移。",
    "Somebody with this document is registered elsewhere; if they moved, enter a move.",
)
REGISTERED_MEANWHILE = Wording("检查之后已被登记。", "Registered by somebody else since the check.")

_LINES = msgspec.msgpack.Decoder(ResidentLine)


@dataclass(frozen=True, slots=True)
class _Known:
    """A living resident whose document a row has."""

    resident: StoredResident
    dwelling_digest: bytes
    person: Person | None


class ResidentTable:
    """One row a resident."""

    columns, chunk_rows, made_as = COLUMNS, 2_000, Made
    takes = staticmethod(takes)

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def group_of(self, row: TableRow) -> tuple[str, ...]:
        """Rows of one household stay together."""
        asked = asked_home(row.cells)
        return asked.home_code, asked.household_code

    async def judge(self, job: ImportJob, rows: Sequence[TableRow]) -> list[ImportLine]:
        """New, changed, unchanged, duplicate, outside or invalid, row by row."""
        today = legal_day(now())
        homes = await homes_by_code([asked_home(row.cells).home_code for row in rows], job.prefixes)
        read: dict[int, ResidentLine] = {}
        verdicts: dict[int, ImportLine] = {}
        for row in rows:
            who, home = masked(row.cells.get("name")), homes.get(asked_home(row.cells).home_code)
            if (unreadable := unreadable_line(row, who)) is not None:
                verdicts[row.number] = unreadable
            elif home is None:
                verdicts[row.number] = turned_down(row.number, who, ImportVerdict.OUTSIDE, NO_SUCH_HOME, "home_code")
            else:
                try:
                    read[row.number] = read_resident_row(row.cells, find_field_list(today, home.division), today)
                except InputInvalid as error:
                    verdicts[row.number] = refused_line(row, who, error)
        known = await self._known(read.values())
        households = await find_told_households(read.values(), _files_there(read.values(), homes, known))
        for row in rows:
            if (line := read.get(row.number)) is not None:
                verdicts[row.number] = self._against_register(
                    row, line, known.get(line.person.document_number), homes[line.home_code], households
                )
        return [verdicts[row.number] for row in rows]

    async def write(self, change: Change, job: ImportJob, officer_id: UUID, lines: list[ImportLine]) -> Made:
        """Store new residents by households, and new versions of changed ones."""
        read = {line.row_number: _LINES.decode(line.line) for line in lines if line.line is not None}
        homes = await homes_by_code([line.home_code for line in read.values()], job.prefixes)
        known = await self._known(read.values())
        files = await lock_open_households(line.record_id for line in lines if line.record_id)
        _look_again(lines, read, homes, known, files)
        groups = _households(lines, read, homes, files)
        stored = await store_in_bulk(change, officer_id, groups, Source.IMPORT)
        changed = await change_residents(
            change,
            officer_id,
            {
                known[read[line.row_number].person.document_number].resident: read[line.row_number].person
                for line in lines
                if line.verdict is ImportVerdict.CHANGED
            },
        )
        return Made(residents=list(stored.residents), households=list(stored.households), changed=changed)

    async def undo(self, change: Change, officer_id: UUID, made: Made) -> Kept:
        """Remove residents and households that nobody has touched since, and put earlier versions back."""
        kept = await remove_residents(change, made.residents)
        await remove_households(change, made.households)
        return Kept(kept + await put_back_residents(change, officer_id, made.changed))

    def _against_register(
        self,
        row: TableRow,
        line: ResidentLine,
        there: _Known | None,
        home: Dwelling,
        households: ToldHouseholds,
    ) -> ImportLine:
        who, number = masked(line.person.name), line.person.document_number
        if number in self._seen:
            return turned_down(row.number, who, ImportVerdict.DUPLICATE, IN_TABLE_TWICE, "document_number")
        self._seen.add(number)
        if there is None:
            try:
                settled = msgspec.structs.replace(line, role=households.settle_role(line))
            except InputInvalid as error:
                return refused_line(row, who, error)
            file = households.there.get(household_of(line))
            return ImportLine(row.number, ImportVerdict.NEW, who, line=msgspec.msgpack.encode(settled), record_id=file)
        if there.dwelling_digest != dwelling_digest(home.id):
            return turned_down(row.number, who, ImportVerdict.DUPLICATE, LIVES_ELSEWHERE, "document_number")
        if there.person is None or merged_person(there.person, line.person) == there.person:
            return ImportLine(row.number, ImportVerdict.UNCHANGED, who)
        return ImportLine(row.number, ImportVerdict.CHANGED, who, line=msgspec.msgpack.encode(line))

    async def _known(self, lines: Iterable[ResidentLine]) -> dict[str, _Known]:
        """Living residents by document number, of those that the lines name."""
        numbers = [line.person.document_number for line in lines]
        terms = digest_terms(RESIDENCE, [SearchTerm(SearchField.DOCUMENT, number) for number in numbers])
        by_digest = {digest: term.value for term, digest in terms.items()}
        met = await fetch(
            "SELECT term_digest, resident FROM resident_term WHERE term_digest = ANY($1)", list(by_digest)
        )
        number_of = {row["resident"]: by_digest[bytes(row["term_digest"])] for row in met}
        rows = await fetch(
            f"""SELECT h.dwelling_digest AS home, {RESIDENT_COLUMNS}
                FROM resident AS r JOIN household AS h ON h.id = r.household
                WHERE r.id = ANY($1) AND r.state = 'living'""",  # noqa: S608 - a constant's columns
            list(number_of),
        )
        residents = {number_of[row["id"]]: (resident_of(row), bytes(row["home"])) for row in rows}
        people = await open_people([resident for resident, _ in residents.values()])
        return {
            number: _Known(resident, home, people.get(resident.id)) for number, (resident, home) in residents.items()
        }


def _files_there(
    lines: Iterable[ResidentLine], homes: Mapping[str, Dwelling], known: Mapping[str, _Known]
) -> dict[HouseholdTold, UUID]:
    """The household files of rows of which somebody lives at their home already."""
    found = {}
    for line in lines:
        there = known.get(line.person.document_number)
        if there and there.dwelling_digest == dwelling_digest(homes[line.home_code].id):
            found[household_of(line)] = there.resident.household_id
    return found


def _look_again(
    lines: list[ImportLine],
    read: Mapping[int, ResidentLine],
    homes: Mapping[str, Dwelling],
    known: Mapping[str, _Known],
    files: Mapping[UUID, bool],
) -> None:
    """Turn down what has become impossible since the check: a home gone, somebody registered, moved or head by now."""
    for place, line in enumerate(lines):
        told = read.get(line.row_number)
        if told is None:
            continue
        there = known.get(told.person.document_number)
        if told.home_code not in homes:
            lines[place] = turned_down(line.row_number, line.who, ImportVerdict.OUTSIDE, NO_SUCH_HOME, "home_code")
        elif (there is not None) is not (line.verdict is ImportVerdict.CHANGED):
            lines[place] = turned_down(
                line.row_number, line.who, ImportVerdict.DUPLICATE, REGISTERED_MEANWHILE, "document_number"
            )
        elif told.role is MemberRole.HEAD and line.record_id and files.get(line.record_id):
            lines[place] = turned_down(line.row_number, line.who, ImportVerdict.INVALID, ONE_HEAD, "role")


def _households(
    lines: Sequence[ImportLine],
    read: Mapping[int, ResidentLine],
    homes: Mapping[str, Dwelling],
    files: Mapping[UUID, bool],
) -> list[BulkHousehold]:
    """The new rows by households; those of a household of which somebody lives there already join it."""
    by_household: dict[HouseholdTold, list[ResidentLine]] = {}
    joined: dict[HouseholdTold, UUID | None] = {}
    for line in lines:
        if line.verdict is ImportVerdict.NEW:
            told = read[line.row_number]
            by_household.setdefault(household_of(told), []).append(told)
            joined[household_of(told)] = line.record_id if line.record_id in files else None
    return [
        BulkHousehold(
            homes[household[0]],
            tuple(NewResident(told.person, told.stay, told.role) for told in members),
            joined[household],
            _kind(members),
        )
        for household, members in by_household.items()
    ]


def _kind(members: Sequence[ResidentLine]) -> HouseholdKind:
    roles = {told.role for told in members}
    return HouseholdKind.SHARED if MemberRole.COMPANION in roles else HouseholdKind.FAMILY
