"""Which person files are past their period, what keeps one all the same, and the book in which they are proposed."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from supervision.audit import Act
from supervision.corrections.access import asking, open_to_minors, within_reach
from supervision.corrections.identity import Identity
from supervision.corrections.legal_holds import held
from supervision.corrections.opening import SUBJECT_KIND
from supervision.corrections.store import TABLE
from supervision.keeping.book import DestructionActs, DestructionBook
from supervision.masking import mask_name
from supervision.settings import Register
from supervision.storage.database import fetch
from supervision.vault import Place, load_keys, unseal_json
from supervision.wording import Wording

_FILES = """
SELECT f.id, f.number, f.division, f.is_minor, f.vault_key, (f.ended_at AT TIME ZONE 'Asia/Shanghai')::date AS ended_on
FROM files_within($1) AS f"""

_SEEN = f"""({within_reach("p.division", 1)} AND {open_to_minors("p")} AND (
    NOT EXISTS (SELECT FROM person_file AS f WHERE f.id = p.subject_id)
    OR EXISTS (SELECT FROM files_open_to($1) AS f WHERE f.id = p.subject_id)))"""  # noqa: S608 - made of constants
"""While the file is there, whom it is open to decides; once it is destroyed, reach and the minors' compartment."""


def _there_is(table: str, where: str = "true", column: str = "file") -> str:
    return f"EXISTS (SELECT FROM {table} AS o WHERE o.{column} = {{id}} AND {where})"


OBSTACLES: Mapping[str, tuple[str, Wording]] = {
    "legal-hold": (held("{id}"), Wording("已暂停销毁", "a legal hold")),
    "transfer-open": (
        _there_is("transfer", "o.closed_at IS NULL"), Wording("执行地变更未办结", "an open change of place")
    ),
    "search-open": (_there_is("person_search", "o.ended_at IS NULL"), Wording("查找未结束", "an open search")),
    "application-open": (
        _there_is("application", "o.state = 'asked'"), Wording("审批事项未办结", "an application without a decision")
    ),
    "measure-open": (
        _there_is(
            "measure",
            "(o.state IN ('proposed', 'decided') OR o.copy_due_on IS NOT NULL OR o.objection_due_on IS NOT NULL"
            " OR (o.state = 'delivered' AND num_nonnulls(o.ruling_due_on, o.ruling_due_at) > 0))",
        ),
        Wording("处罚或奖励未办结，或者有关机关尚未答复", "a measure under way, or an organ's answer to come"),
    ),
    "opinion-open": (
        _there_is("prosecutor_opinion", "o.closed_at IS NULL"),
        Wording("检察意见未办结", "an opinion of the prosecutor's that is not closed"),
    ),
    "query-open": (
        _there_is("legal_query", "o.answered_at IS NULL"), Wording("依法查询未答复", "a legal query without an answer")
    ),
    "glass-to-review": (
        _there_is("broken_glass", "o.reviewed_at IS NULL"),
        Wording("紧急查阅未审查", "an emergency opening that nobody has reviewed"),
    ),
    "tracks-kept": (
        """EXISTS (SELECT FROM positioning_order AS o JOIN tracker_assignment AS w ON w.order_id = o.id
                   WHERE o.file = {id} AND w.track_cleared_at IS NULL)""",
        Wording("定位轨迹尚未清除，由夜间任务先行清除", "tracks that the night clears first"),
    ),
    "check-ins-kept": (
        _there_is("check_in_request"), Wording("定位核查记录未满保存期", "check-ins within their own period")
    ),
    "provided": (
        f"({_there_is('disclosure')} OR {_there_is('outbox_event')})",
        Wording("对外提供记录须保存满三年", "records of provision, which are kept for three years"),
    ),
    "reconciliation-kept": (
        f"({_there_is('reconciliation_item')} OR {_there_is('reconciliation_item', column='decided_file')})",
        Wording("人员核对名单未满保存期", "a reconciliation's lists within their own period"),
    ),
}  # fmt: skip
"""What keeps a file although its period is over: a hold, an open matter, a record that has a period of its own."""


async def _labels(file_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The masked names of files of which the caller may know; a file whose key is destroyed has none."""
    rows = await fetch("SELECT id, vault_key, identity_sealed FROM person_file WHERE id = ANY($1)", list(file_ids))
    keys = await load_keys(row["vault_key"] for row in rows)
    return {
        row["id"]: mask_name(unseal_json(key, row["identity_sealed"], place, Identity).name)
        for row in rows
        if (key := keys.get(row["vault_key"])) is not None
        for place in (Place(TABLE, "identity_sealed", row["id"]),)
    }


async def _let_go(file_id: UUID) -> dict[str, int]:
    """The steps of the file's applications, which name their matter by table and id."""
    rows = await fetch(
        """DELETE FROM approval_step WHERE matter_kind = 'application'
               AND matter_id IN (SELECT id FROM application WHERE file = $1) RETURNING id""",
        file_id,
    )
    return {"approval_step": len(rows)}


PERSON_FILES = DestructionBook(
    register=Register.CORRECTIONS,
    kind=TABLE,
    table="file_destruction",
    subject=SUBJECT_KIND,
    acts=DestructionActs(
        Act.FILE_DESTRUCTION_LIST,
        Act.FILE_DESTRUCTION_PROPOSE,
        Act.FILE_DESTRUCTION_APPROVE,
        Act.FILE_DESTRUCTION_RETURN,
    ),
    asked=asking,
    files=_FILES,
    seen=_SEEN,
    obstacles=OBSTACLES,
    labels=_labels,
    let_go=_let_go,
)
"""Person files past their period."""
