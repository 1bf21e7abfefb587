"""What happens to a printed card: handed over, lost, revoked, replaced by another; each void from that moment."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.images import redraw
from supervision.legal_time import legal_day
from supervision.media import MediaType, read_media_type
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.residence.cards.states import (
    LIVING,
    REASONS_TO_REISSUE,
    REASONS_TO_REVOKE,
    CardEnd,
    CardState,
    check_step,
)
from supervision.residence.cards.store import CARD, Receipt, StoredCard, cards_of_household, load_card
from supervision.residence.changes import about, residence_change
from supervision.residence.households.files import check_open
from supervision.residence.households.store import load_household
from supervision.residence.purposes import ResidencePurpose
from supervision.storage.database import fetch_one
from supervision.texts import needed_text, optional_text
from supervision.vault import Place, load_key, seal, seal_json, seal_text, unseal
from supervision.wording import Wording

REASON_WRONG = Wording("请选择列出的原因。", "Choose one of the listed reasons.")
SIGNATURE_WRONG = Wording("签名请用图片或 PDF。", "A signature is a picture or a PDF.")
HAS_A_CARD = Wording(
    "这户还有一张未作废的卡，请在那张卡上办理换发。",
    "The household has a card that is not void; replace that one.",
)
_MOST_NAME = 60


class CardExists(RuleRefused):
    """The household has a living card."""

    code = "card-exists"


@dataclass(frozen=True, slots=True)
class OpenedCard:
    """A card in clear, for the officer who handles it."""

    card: StoredCard
    serial: str
    address: str
    receipt: Receipt | None
    end_note: str


async def hand_over(officer: Officer, card_id: UUID, receipt: Receipt, signature: bytes | None = None) -> None:
    """Record that a printed card is in the household's hand; it is valid from now. CardStateRefused, InputInvalid."""
    receiver = needed_text(receipt.receiver, "receiver", _MOST_NAME)
    kept = Receipt(receiver, optional_text(receipt.note, "note"))
    signed = _signature(signature) if signature is not None else None
    async with residence_change(officer.actor, Act.CARD_HAND_OVER, about(CARD, card_id)) as change:
        card = await load_card(officer, Act.CARD_HAND_OVER, card_id, lock=True)
        check_step(card.state, CardState.ACTIVE)
        key = await load_key(card.vault_key)
        sealed = seal(key, signed, Place(CARD, "signature_sealed", card_id)) if signed is not None else None
        await change.connection.execute(
            """UPDATE card SET state = 'active', handed_over_on = $2, handed_over_by = $3, receipt_sealed = $4,
                   signature_sealed = $5 WHERE id = $1""",
            card_id, legal_day(change.at), officer.id,
            seal_json(key, kept, Place(CARD, "receipt_sealed", card_id)), sealed,
        )  # fmt: skip
        change.note(household=card.household_id, has_signature=signed is not None)


async def report_lost(officer: Officer, card_id: UUID, note: str = "") -> None:
    """A lost card is void at once, and stays so if it is found again. CardStateRefused."""
    async with residence_change(officer.actor, Act.CARD_REVOKE, about(CARD, card_id)) as change:
        await _end(change, officer, card_id, CardState.LOST, CardEnd.LOST, note)


async def revoke_card(officer: Officer, card_id: UUID, reason: CardEnd, note: str = "") -> None:
    """Void a card for a reason that an officer may give. CardStateRefused, InputInvalid."""
    if reason not in REASONS_TO_REVOKE:
        raise InputInvalid(REASON_WRONG, field="reason")
    async with residence_change(officer.actor, Act.CARD_REVOKE, about(CARD, card_id)) as change:
        await _end(change, officer, card_id, CardState.REVOKED, reason, note)


async def reissue_card(officer: Officer, card_id: UUID, reason: CardEnd, note: str = "") -> UUID:
    """Queue another card for the household; a card that was still valid is void at once. Gives the new card's id.

    CardExists where the household has been given another already, HouseholdClosed, CardStateRefused, InputInvalid.
    """
    if reason not in REASONS_TO_REISSUE:
        raise InputInvalid(REASON_WRONG, field="reason")
    async with residence_change(officer.actor, Act.CARD_REVOKE, about(CARD, card_id)) as change:
        card = await load_card(officer, Act.CARD_REVOKE, card_id, lock=True)
        check_open(await load_household(officer, Act.CARD_REVOKE, card.household_id, lock=True))
        if card.state in LIVING:
            await _end(change, officer, card_id, CardState.REPLACED, reason, note)
        elif await cards_of_household(card.household_id, LIVING):
            raise CardExists(HAS_A_CARD)
        new_id = uuid4()
        await change.connection.execute(
            "INSERT INTO card (id, household, state, queued_at, follows) VALUES ($1, $2, 'queued', $3, $4)",
            new_id, card.household_id, change.at, card_id,
        )  # fmt: skip
        change.note(following=new_id)
    return new_id


async def open_card(officer: Officer, card_id: UUID) -> OpenedCard:
    """A card in clear with the place of its household; recorded as a reading for registration."""
    async with residence_change(
        officer.actor, Act.CARD_OPEN, about(CARD, card_id), purpose=ResidencePurpose.REGISTRATION
    ) as change:
        card = await load_card(officer, Act.CARD_OPEN, card_id)
        household = await load_household(officer, Act.CARD_OPEN, card.household_id)
        key = await load_key(card.vault_key)
        change.note(household=card.household_id)
        return OpenedCard(card, card.serial(key), household.place(key).address, card.receipt(key), card.end_note(key))


async def open_signature(officer: Officer, card_id: UUID) -> tuple[MediaType, bytes]:
    """The receiver's signature; recorded. NotFound where none was kept."""
    async with residence_change(
        officer.actor, Act.CARD_OPEN, about(CARD, card_id), purpose=ResidencePurpose.REGISTRATION
    ) as change:
        card = await load_card(officer, Act.CARD_OPEN, card_id)
        change.note(household=card.household_id, signature=True)
        row = await fetch_one("SELECT signature_sealed FROM card WHERE id = $1", card_id)
        if row is None or row["signature_sealed"] is None:
            raise NotFound(NOT_HERE)
        place = Place(CARD, "signature_sealed", card_id)
        content = unseal(await load_key(card.vault_key), row["signature_sealed"], place)
    return read_media_type(content), content


def _signature(content: bytes) -> bytes:
    """A picture drawn anew, or a PDF as it is. AttachmentRefused, InputInvalid."""
    media_type = read_media_type(content)
    if media_type is MediaType.DOCX:
        raise InputInvalid(SIGNATURE_WRONG, field="signature")
    return redraw(content, media_type)


async def _end(change: Change, officer: Officer, card_id: UUID, state: CardState, reason: CardEnd, note: str) -> None:
    text = optional_text(note, "note")
    card = await load_card(officer, Act.CARD_REVOKE, card_id, lock=True)
    check_step(card.state, state)
    sealed = seal_text(await load_key(card.vault_key), text, Place(CARD, "end_note_sealed", card_id)) if text else None
    await change.connection.execute(
        "UPDATE card SET state = $2, end_reason = $3, end_note_sealed = $4, ended_at = $5, ended_by = $6 WHERE id = $1",
        card_id, state, reason, sealed, change.at, officer.id,
    )  # fmt: skip
    change.note(household=card.household_id, state=state, reason=reason)
