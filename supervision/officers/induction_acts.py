"""What officers do when a correction begins: officer, group, guardians, plan, needs, exit ban, papers. Pure."""

from supervision.audit.acts import Act

INDUCTION_ACTS = frozenset(
    {
        Act.GROUP_SET,
        Act.FILE_OFFICER_SET,
        Act.GUARDIAN_ENTER,
        Act.GUARDIAN_CHANGE,
        Act.GUARDIAN_END,
        Act.PLAN_SAVE,
        Act.NEED_REFER,
        Act.NEED_ANSWER,
        Act.EXIT_BAN_RECORD,
        Act.MOVEMENT_RECORD,
    }
)
"""For whoever keeps files."""
