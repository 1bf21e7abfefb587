"""Household files closed, as a drawer and a home list them."""

from collections.abc import Iterable

from api.console.view_models.residence.cabinet import FolderLine
from supervision.residence.cabinet.building import Folder


def folder_lines(folders: Iterable[Folder], drawer_name: str) -> tuple[FolderLine, ...]:
    """Household files without anybody's name."""
    return tuple(
        FolderLine(
            household_id=folder.household.id,
            number=folder.household.number,
            kind=folder.household.kind,
            plate=folder.dwelling.address.removeprefix(drawer_name) or folder.dwelling.address,
            dwelling_id=folder.dwelling.id,
            living=folder.counts.living,
            unverified=folder.counts.unverified,
            ending=folder.counts.ending,
            verified_on=folder.household.verified_on,
        )
        for folder in folders
    )
