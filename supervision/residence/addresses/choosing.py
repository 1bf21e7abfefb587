"""The columns of an address table whose titles do not tell: chosen by hand, and remembered for the office."""

from collections.abc import Sequence

from supervision.audit import Act
from supervision.officers import Officer, check_officer_may
from supervision.residence.addresses.import_rows import COLUMNS
from supervision.residence.changes import RESIDENCE, residence_change
from supervision.sheets.column_choice import ColumnChoice, FileColumn, check_choice
from supervision.sheets.remembering import ChoiceMemory

KIND = "addresses"
"""Under which choices for address tables are remembered, apart from those for other tables of the same titles."""

MEMORY = ChoiceMemory(RESIDENCE, "import_columns")


async def recall_address_columns(officer: Officer, there: Sequence[FileColumn]) -> ColumnChoice | None:
    """What the officer's office chose for a table of the same titles."""
    check_officer_may(officer, Act.ADDRESS_IMPORT, None)
    return await MEMORY.recall(officer.id, KIND, there)


async def choose_address_columns(officer: Officer, there: Sequence[FileColumn], chosen: ColumnChoice) -> None:
    """Remember for the officer's office which columns the fields are. InputInvalid for what cannot be chosen."""
    check_officer_may(officer, Act.ADDRESS_IMPORT, None)
    check_choice(COLUMNS, (column.place for column in there), chosen)
    if officer.office_id is not None:
        async with residence_change(officer.actor, Act.ADDRESS_IMPORT) as change:
            await MEMORY.remember(change, officer.office_id, KIND, there, chosen)
            change.note(columns=len(chosen))
