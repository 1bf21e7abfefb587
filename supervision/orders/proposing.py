"""Proposing an order version: its paper is written down as a whole and does not change from then on."""

import secrets
from datetime import datetime
from uuid import UUID

from supervision.audit import Act, Change, audited_change
from supervision.corrections.content import FileContent
from supervision.corrections.records import FileRecord
from supervision.corrections.store import StoredFile, load_file
from supervision.officers import Officer
from supervision.orders.checks import check_active, check_proof, check_terms_period, needed_open_version
from supervision.orders.duties import CONSEQUENCES, DUTIES, RIGHTS
from supervision.orders.grounds import NO_PROOF, Ground, GroundsRefused
from supervision.orders.order_state import OrderStep, VersionKind, next_order_state, next_version_state
from supervision.orders.periods import find_period_rule
from supervision.orders.store import (
    StoredOrder,
    StoredVersion,
    about_order,
    approved_version,
    load_order,
    paper_digest,
    seal_paper,
    versions_of,
)
from supervision.orders.tables import OrderRow, OrderVersionRow
from supervision.orders.terms import OrderPaper, PaperGround, Terms
from supervision.vault import load_key


async def propose_order(officer: Officer, order_id: UUID) -> None:
    """Put the open version before the county bureau's head: from now on its paper does not change.

    GroundsRefused unless every ground has its standing, proved record; OrderStepRefused in another state.
    """
    async with audited_change(officer.actor, Act.ORDER_PROPOSE, about_order(order_id)) as change:
        order = await load_order(officer, Act.ORDER_PROPOSE, order_id, lock=True)
        versions = (await versions_of([order_id]))[order_id]
        version = needed_open_version(versions)
        next_version_state(version.state, OrderStep.PROPOSE)  # refuses what was proposed or decided already
        file = await load_file(officer, Act.ORDER_PROPOSE, order.file_id)
        check_active(file)
        terms = version.terms(await load_key(order.vault_key))
        check_terms_period(version.kind, terms, approved_version(versions), file, change.at)
        records = await check_proof(file, terms)
        grounds = tuple(_paper_ground(choice.ground, records[choice.record_id]) for choice in terms.grounds)
        paper = _write_paper(
            order=order,
            version=version,
            file=file,
            content=await file.open_content(),
            terms=terms,
            grounds=grounds,
            officer=officer,
            at=change.at,
        )
        digest = await _save_proposal(change, officer, order, version, paper)
        change.note(version=version.version, digest=digest.hex())


async def _save_proposal(
    change: Change, officer: Officer, order: StoredOrder, version: StoredVersion, paper: OrderPaper
) -> bytes:
    digest = paper_digest(paper)
    await OrderVersionRow.update(
        {
            "state": next_version_state(version.state, OrderStep.PROPOSE).value,
            "paper_sealed": seal_paper(await load_key(order.file_key), version.id, paper),
            "paper_digest": digest,
            "proposed_at": change.at,
            "proposed_by": officer.id,
            "decided_at": None,
            "decided_by": None,
            "authority": None,
        }
    ).where(OrderVersionRow.id == version.id)
    if version.kind is VersionKind.INITIAL:
        state = next_order_state(order.state, OrderStep.PROPOSE)
        await OrderRow.update({"state": state.value}).where(OrderRow.id == order.id)
    return digest


def _write_paper(
    *,
    order: StoredOrder,
    version: StoredVersion,
    file: StoredFile,
    content: FileContent,
    terms: Terms,
    grounds: tuple[PaperGround, ...],
    officer: Officer,
    at: datetime,
) -> OrderPaper:
    return OrderPaper(
        salt=secrets.token_hex(16),
        order_id=order.id,
        order_number=order.number,
        version=version.version,
        kind=version.kind,
        file_id=file.id,
        file_number=file.number,
        agency_name=file.office_name,
        name=content.identity.name,
        document_type=content.identity.document_type,
        document_number=content.identity.document_number,
        category=file.category,
        home_address=content.home.address,
        court=content.judgment.court,
        judgment_number=content.judgment.document_number,
        term_ends_on=file.term_ends_on,
        grounds=grounds,
        zones=terms.zones,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        period_rule=str(find_period_rule(version.kind, terms.starts_on, file.division).source),
        tracker_model=terms.tracker_model,
        assessment=terms.assessment,
        duties=DUTIES,
        consequences=CONSEQUENCES[file.category],
        rights=RIGHTS,
        proposed_by=officer.id,
        proposed_by_name=officer.name,
        proposed_at=at,
    )


def _paper_ground(ground: Ground, record: FileRecord) -> PaperGround:
    if record.proof_id is None:
        raise GroundsRefused(NO_PROOF)
    return PaperGround(
        ground=ground,
        record_id=record.record_id,
        record_kind=record.kind,
        happened_on=record.happened_on,
        summary=str(record.summary),  # of a sealed record the words that say so
        proof_id=record.proof_id,
        proof_sha256=record.proof_sha256,
    )
