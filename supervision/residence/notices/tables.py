"""Links to the notice page, and stay notices; what was declared is sealed under a key of the notice's own.

A link is for a place and stands in clear. A notice is about people: it points at its drawer by digest and keeps its
link sealed, so that no column joins who was declared to where.
"""

from piccolo.columns import UUID, Bytea, Date, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.officers.tables import OfficerRow
from supervision.residence.addresses.tables import DrawerRow, DwellingRow
from supervision.residence.households.tables import ResidentRow


class NoticeLinkRow(Table, tablename="notice_link"):
    """A link, printed as a QR, under which anybody may give a stay notice for one place."""

    id = UUID(primary_key=True, default=UUID4())
    token_digest = Bytea(default=None, null=False, unique=True)
    token_sealed = Bytea(default=None, null=False, help_text="under the register's own key, to print it again")
    scope = Varchar(length=12, default=None, null=False)
    division = Varchar(length=12, default=None, null=False, index=True)
    drawer = ForeignKey(DrawerRow, default=None, null=False, on_delete=OnDelete.restrict, index=True)
    dwelling = ForeignKey(DwellingRow, default=None, null=True, on_delete=OnDelete.restrict)
    valid_until = Date(default=None, null=False, help_text="last day")
    issued_at = Timestamptz(default=None, null=False)
    issued_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    revoked_at = Timestamptz(default=None, null=True)
    revoked_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    the_scope_has_its_place = Check("scope IN ('drawer', 'dwelling') AND (scope = 'dwelling') = (dwelling IS NOT NULL)")
    revoking_is_whole = Check("(revoked_at IS NULL) = (revoked_by IS NULL)")


class StayNoticeRow(Table, tablename="stay_notice"):
    """A stay notice (居住申报): a draft until an officer has decided on everybody in it."""

    id = UUID(primary_key=True, default=UUID4())
    number = Varchar(length=24, default=None, null=False, unique=True)
    vault_key = UUID(default=None, null=False, unique=True)
    code_digest = Bytea(default=None, null=False, help_text="of the receipt's secret code")
    form_digest = Bytea(default=None, null=False, unique=True, help_text="of the form: sent twice, it is one notice")
    division = Varchar(length=12, default=None, null=False, index=True)
    drawer_digest = Bytea(default=None, null=False, index=True)
    kind = Varchar(length=10, default=None, null=False)
    declarer_kind = Varchar(length=16, default=None, null=False)
    content_sealed = Bytea(default=None, null=False, help_text="declarer, link, place and remarks")
    persons = Integer(default=None, null=False)
    event_on = Date(default=None, null=False, help_text="the first day of those declared: from then the period runs")
    due_on = Date(default=None, null=False, help_text="last day on which the notice was in time")
    state = Varchar(length=16, default=None, null=False)
    received_at = Timestamptz(default=None, null=False, index=True)
    received_by = ForeignKey(
        OfficerRow, default=None, null=True, on_delete=OnDelete.restrict, help_text="who wrote it down for the declarer"
    )
    closed_at = Timestamptz(default=None, null=True)

    two_kinds = Check("kind IN ('arrival', 'departure')")
    five_declarers = Check("declarer_kind IN ('landlord', 'employer', 'property-manager', 'broker', 'newcomer')")
    five_states = Check("state IN ('received', 'accepted', 'partly-accepted', 'refused', 'withdrawn')")
    closing_is_whole = Check("(closed_at IS NULL) = (state = 'received')")
    a_notice_is_bounded = Check("persons BETWEEN 1 AND 500")


class StayNoticeItemRow(Table, tablename="stay_notice_item"):
    """One person of a stay notice, decided on by itself."""

    id = UUID(primary_key=True, default=UUID4())
    notice = ForeignKey(StayNoticeRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)
    ordinal = Integer(default=None, null=False)
    item_sealed = Bytea(default=None, null=False)
    state = Varchar(length=10, default=None, null=False)
    resident = ForeignKey(ResidentRow, default=None, null=True, on_delete=OnDelete.cascade)
    reason_sealed = Bytea(default=None, null=True, help_text="why it was refused, as the declarer is told")
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    one_item_a_place = Unique(["notice", "ordinal"])
    three_states = Check("state IN ('received', 'accepted', 'refused')")
    deciding_is_whole = Check("num_nulls(decided_at, decided_by) = CASE state WHEN 'received' THEN 2 ELSE 0 END")
    accepted_for_somebody = Check("(resident IS NOT NULL) = (state = 'accepted')")
    refused_with_a_reason = Check("(reason_sealed IS NOT NULL) = (state = 'refused')")
