"""Cards: the serial stands under its household's key, and is found by a digest that the database cannot compute."""

from piccolo.columns import UUID, Bytea, Date, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from supervision.officers.tables import OfficeRow, OfficerRow
from supervision.residence.households.tables import HouseholdRow


class CardRow(Table, tablename="card"):
    """A household's card (一户一卡), from waiting to be printed until it is void.

    The database itself queues one with every household file and revokes it when the file is closed, so that neither an
    import nor any other way into the register can forget it.
    """

    id = UUID(primary_key=True, default=UUID4())
    household = ForeignKey(HouseholdRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)
    state = Varchar(length=8, default=None, null=False)
    serial_digest = Bytea(default=None, null=True, unique=True)
    serial_sealed = Bytea(default=None, null=True, help_text="drawn when the card is printed")
    sheet = UUID(default=None, null=True, index=True, help_text="what was printed together")
    queued_at = Timestamptz(default=None, null=False)
    printed_at = Timestamptz(default=None, null=True)
    printed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    handed_over_on = Date(default=None, null=True)
    handed_over_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    receipt_sealed = Bytea(default=None, null=True, help_text="who received it, in words")
    signature_sealed = Bytea(default=None, null=True, help_text="the receiver's signature, as a picture or document")
    end_reason = Varchar(length=16, default=None, null=True)
    end_note_sealed = Bytea(default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)
    ended_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    follows: "ForeignKey[CardRow]" = ForeignKey("self", default=None, null=True, on_delete=OnDelete.cascade)

    six_states = Check("state IN ('queued', 'printed', 'active', 'lost', 'revoked', 'replaced')")
    printing_is_whole = Check("num_nulls(serial_digest, serial_sealed, sheet, printed_at) IN (0, 4)")
    a_printed_card_has_a_serial = Check("state NOT IN ('printed', 'active') OR serial_digest IS NOT NULL")
    an_active_card_was_handed_over = Check("state <> 'active' OR handed_over_on IS NOT NULL")
    ending_is_whole = Check("(ended_at IS NULL) = (state IN ('queued', 'printed', 'active'))")
    an_end_has_a_reason = Check("(ended_at IS NULL) = (end_reason IS NULL)")


class CardFaceRow(Table, tablename="card_face"):
    """The telephone number that an office prints on its cards."""

    office = ForeignKey(OfficeRow, primary_key=True, default=None, null=False, on_delete=OnDelete.cascade)
    phone = Varchar(length=20, default=None, null=False)
    changed_at = Timestamptz(default=None, null=False)
    changed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
