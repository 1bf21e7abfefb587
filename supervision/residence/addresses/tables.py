"""Standard addresses, dwellings and drawers stand in clear: none of them says who lives there."""

from piccolo.columns import (
    UUID,
    Array,
    Boolean,
    Bytea,
    Date,
    DoublePrecision,
    ForeignKey,
    Integer,
    OnDelete,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from supervision.officers.tables import OfficerRow


class StandardAddressRow(Table, tablename="standard_address"):
    """A street, building, unit or room (标准地址); each stands under its parent, a street under its division."""

    id = UUID(primary_key=True, default=UUID4())
    division = Varchar(length=12, default=None, null=False, index=True)
    kind = Varchar(length=10, default=None, null=False)
    parent: "ForeignKey[StandardAddressRow]" = ForeignKey(
        "self", default=None, null=True, on_delete=OnDelete.restrict, index=True
    )
    name = Varchar(
        length=60, default=None, null=False, help_text="as it stands on the plate: 幸福路, 3号楼, 2单元, 601"
    )
    full_name = Varchar(length=250, default=None, null=False, help_text="with its parents, from the street down")
    ordinal = Integer(default=None, null=False, help_text="the order in which one walks past it")
    floor = Integer(default=None, null=True, help_text="of a room")
    code = Varchar(length=30, default=None, null=True, index=True, help_text="the district's own code")
    lat = DoublePrecision(default=None, null=True, help_text="WGS-84 degrees")
    lon = DoublePrecision(default=None, null=True)
    is_point_of_parent = Boolean(default=False, null=False, help_text="taken from what it stands under")
    source = Varchar(length=10, default=None, null=False, help_text="officer, import or api")
    created_at = Timestamptz(default=None, null=False)
    created_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    merged_into: "ForeignKey[StandardAddressRow]" = ForeignKey(
        "self", default=None, null=True, on_delete=OnDelete.restrict
    )
    revision = Integer(default=1, null=False)

    four_kinds = Check("kind IN ('street', 'building', 'unit', 'room')")
    a_street_stands_alone = Check("(kind = 'street') = (parent IS NULL)")
    a_point_is_whole = Check("(lat IS NULL) = (lon IS NULL)")
    never_into_itself = Check("merged_into <> id")


class DrawerRow(Table, tablename="drawer"):
    """A drawer of a community's cabinet: one building, or one street of houses; household files stand in it."""

    id = UUID(primary_key=True, default=UUID4())
    division = Varchar(length=12, default=None, null=False, index=True, help_text="the community, which is the cabinet")
    address = ForeignKey(StandardAddressRow, default=None, null=False, on_delete=OnDelete.restrict, unique=True)
    name = Varchar(length=130, default=None, null=False)
    ordinal = Integer(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    created_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    a_cabinet_is_a_community = Check("length(division) = 12")


class DrawerDutyRow(Table, tablename="drawer_duty"):
    """Who looks after a drawer from when to when: one assistant and one officer, or who covers for one of them."""

    id = UUID(primary_key=True, default=UUID4())
    drawer = ForeignKey(DrawerRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    officer = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    part = Varchar(length=10, default=None, null=False)
    is_cover_for: "ForeignKey[DrawerDutyRow]" = ForeignKey("self", default=None, null=True, on_delete=OnDelete.restrict)
    valid_from = Date(default=None, null=False)
    valid_until = Date(default=None, null=True, help_text="last day")
    given_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    given_at = Timestamptz(default=None, null=False)

    two_parts = Check("part IN ('assistant', 'officer')")
    days_run_forward = Check("valid_until IS NULL OR valid_until >= valid_from")


class DwellingRow(Table, tablename="dwelling"):
    """Premises that can be lived in, at one standard address; the landlord is pointed at by a digest only."""

    id = UUID(primary_key=True, default=UUID4())
    address = ForeignKey(StandardAddressRow, default=None, null=False, on_delete=OnDelete.restrict, unique=True)
    division = Varchar(length=12, default=None, null=False, index=True)
    drawer = ForeignKey(DrawerRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    building_use = Varchar(length=2, default=None, null=False)
    letting_use = Varchar(length=2, default=None, null=True, help_text="null while not let")
    ownership = Varchar(length=12, default=None, null=False)
    area_m2 = DoublePrecision(default=None, null=True)
    rooms = Integer(default=None, null=True, help_text="rooms to live in")
    capacity = Integer(default=None, null=True, help_text="how many may live there by the local rule")
    spaces_lived_in = Array(
        base_column=Varchar(length=14), default=list, null=False, help_text="what is no living space and is lived in"
    )
    landlord_digest = Bytea(default=None, null=True, index=True)
    landlord_sealed = Bytea(default=None, null=True, help_text="the landlord's id, under the register's own key")
    created_at = Timestamptz(default=None, null=False)
    created_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    retired_at = Timestamptz(default=None, null=True)
    revision = Integer(default=1, null=False)

    four_ownerships = Check("ownership IN ('private', 'public', 'collective', 'unit')")
    sizes_are_sizes = Check("(area_m2 IS NULL OR area_m2 > 0) AND (rooms IS NULL OR rooms > 0)")
    landlord_is_whole = Check("(landlord_digest IS NULL) = (landlord_sealed IS NULL)")


class HazardRow(Table, tablename="hazard"):
    """Something dangerous about premises (隐患), from when it was seen until it is put right; never about a person."""

    id = UUID(primary_key=True, default=UUID4())
    dwelling = ForeignKey(DwellingRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    division = Varchar(length=12, default=None, null=False, index=True)
    kind = Varchar(length=2, default=None, null=False)
    space = Varchar(
        length=14, default=None, null=True, help_text="the space that is lived in, where that is the hazard"
    )
    state = Varchar(length=8, default=None, null=False)
    referred_to = Varchar(length=14, default=None, null=True, help_text="the office in charge")
    due_on = Date(default=None, null=False)
    recorded_at = Timestamptz(default=None, null=False)
    resolved_at = Timestamptz(default=None, null=True)

    two_states = Check("state IN ('open', 'resolved')")
    resolving_is_whole = Check("(resolved_at IS NULL) = (state = 'open')")


class HazardStepRow(Table, tablename="hazard_step"):
    """What was done about a hazard, step by step; nothing of it is changed afterwards."""

    id = UUID(primary_key=True, default=UUID4())
    hazard = ForeignKey(HazardRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    kind = Varchar(length=10, default=None, null=False)
    referred_to = Varchar(length=14, default=None, null=True)
    due_on = Date(default=None, null=True)
    note_sealed = Bytea(default=None, null=True, help_text="under the register's own key")
    at = Timestamptz(default=None, null=False)
    officer = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    five_kinds = Check("kind IN ('recorded', 'referred', 'answered', 'resolved', 'reopened')")


class AddressMergeRow(Table, tablename="address_merge"):
    """Two addresses of one place made one; what was moved is kept so that it can be moved back."""

    id = UUID(primary_key=True, default=UUID4())
    division = Varchar(length=12, default=None, null=False, index=True)
    merged = ForeignKey(StandardAddressRow, default=None, null=False, on_delete=OnDelete.restrict)
    kept = ForeignKey(StandardAddressRow, default=None, null=False, on_delete=OnDelete.restrict)
    moved_sealed = Bytea(default=None, null=False, help_text="what was moved, household files too; the register's key")
    merged_at = Timestamptz(default=None, null=False)
    merged_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    undone_at = Timestamptz(default=None, null=True)
    undone_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    undoing_is_whole = Check("(undone_at IS NULL) = (undone_by IS NULL)")
