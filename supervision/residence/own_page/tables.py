"""Personal codes: one a resident, known by its digest alone, and the session that it has open."""

from piccolo.columns import UUID, Boolean, Bytea, Date, ForeignKey, Integer, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from supervision.officers.tables import OfficerRow
from supervision.residence.households.tables import ResidentRow


class PersonalCodeRow(Table, tablename="personal_code"):
    """What opens a resident's own page, together with the end of their document's number; another takes its place."""

    id = UUID(primary_key=True, default=UUID4())
    resident = ForeignKey(ResidentRow, default=None, null=False, on_delete=OnDelete.restrict, unique=True)
    code_digest = Bytea(default=None, null=False, unique=True)
    for_guardian = Boolean(default=None, null=False, help_text="made for who acts for a minor")
    made_at = Timestamptz(default=None, null=False)
    made_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    valid_until = Date(default=None, null=False, help_text="last day")
    handed_over_at = Timestamptz(default=None, null=True, help_text="before that it opens nothing")
    handed_over_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    failures = Integer(default=0, null=False, help_text="tries since the last one that was right")
    session_digest = Bytea(default=None, null=True, unique=True)
    session_began_at = Timestamptz(default=None, null=True)
    session_seen_at = Timestamptz(default=None, null=True)

    handing_over_is_whole = Check("(handed_over_at IS NULL) = (handed_over_by IS NULL)")
    session_is_whole = Check("num_nulls(session_digest, session_began_at, session_seen_at) IN (0, 3)")
    opens_once_handed_over = Check("session_digest IS NULL OR handed_over_at IS NOT NULL")
