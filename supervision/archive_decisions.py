"""What no night drops although it has a period: only a decision of people ends it. Pure."""

from dataclasses import dataclass

from supervision.retention import RETENTION_RULES
from supervision.wording import Wording


@dataclass(frozen=True, slots=True)
class ArchiveDecision:
    """Tables whose rows no night drops, and why only a decision of people about the archive ends them."""

    kinds: tuple[str, ...]
    reason: Wording


KEPT_FOR_ARCHIVE_DECISION: tuple[ArchiveDecision, ...] = (
    ArchiveDecision(
        tuple(rule.kind for rule in RETENTION_RULES if "person_file" in {rule.kind, rule.follows}),
        Wording(
            "档案法第三十七条：档案期满须经鉴定方可销毁，不得擅自销毁；由县级机构提议、县司法局负责人用动态口令核准才销毁。",
            "Archives Law, art. 37: an archive past its period is appraised before it is destroyed, never on anybody's "
            "own: the county agency proposes, and the county's head approves with the second factor.",
        ),
    ),
    ArchiveDecision(
        tuple(
            rule.kind
            for rule in RETENTION_RULES
            if "resident" in {rule.kind, rule.follows} or "household" in {rule.kind, rule.follows}
        ),
        Wording(
            "居住登记期满后，由一人提议、另一人用动态口令核准才销毁；设有暂停销毁的不销毁。",
            "Past its period a record of residents is destroyed only when one officer proposes it and another approves "
            "with the second factor; a hold stops it.",
        ),
    ),
    ArchiveDecision(
        tuple(rule.kind for rule in RETENTION_RULES if "aftercare_file" in {rule.kind, rule.follows}),
        Wording(
            "帮教档案保存期满后列入清单，由县级机构提议、县司法局负责人用动态口令核准才销毁。",
            "Past its period a file of after-care is listed; the county agency proposes, and the county's head "
            "approves with the second factor.",
        ),
    ),
    ArchiveDecision(
        tuple(rule.kind for rule in RETENTION_RULES if "assessment" in {rule.kind, rule.follows}),
        Wording(
            "调查评估保存期满后列入清单，由一人提议、另一人用动态口令核准才销毁。",
            "Past its period an assessment is listed, and destroyed only when one officer proposes it and another "
            "approves with the second factor.",
        ),
    ),
    ArchiveDecision(
        ("audit_entry",),
        Wording(
            "审计链只增不减：去掉开头的记录，其余便无法校验。",
            "The chain of audit is append-only: without its first entries the rest could not be verified.",
        ),
    ),
    ArchiveDecision(
        ("officer", "role_grant", "written_authority", "recovery_code", "credential_replacement"),
        Wording(
            "档案中的文书署有经办人姓名，须与所署文书同期保存。",
            "Officers are named by the papers that they signed, and are kept as long as those.",
        ),
    ),
)
"""Every table with a period that `devices.retiring` does not enforce by itself."""
