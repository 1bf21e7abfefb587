"""Disclosures in words."""

from collections.abc import Mapping

from supervision.monitoring.disclosures.store import DisclosureState, Organ
from supervision.wording import Wording

DISCLOSURE_WORDS: Mapping[str, Mapping[str, Wording]] = {
    "disclosure-state": {
        DisclosureState.ASKED: Wording("待审批", "to be decided"),
        DisclosureState.RETURNED: Wording("已退回", "returned"),
        DisclosureState.APPROVED: Wording("已批准，待移交", "approved, to be handed over"),
        DisclosureState.HANDED_OVER: Wording("已移交", "handed over"),
    },
    "disclosure-organ": {
        Organ.POLICE: Wording("公安机关", "police"),
        Organ.PROCURATORATE: Wording("人民检察院", "procuratorate"),
        Organ.COURT: Wording("人民法院", "court"),
    },
}
"""For each kind of code, what each code is called."""

DISCLOSURE_ACTS: Mapping[str, Wording] = {
    "disclosure:list": Wording("查看移交清单", "List disclosures"),
    "disclosure:read": Wording("查阅移交", "Read a disclosure"),
    "disclosure:ask": Wording("登记移交申请", "Put down who asks for positions"),
    "disclosure:decide": Wording("审批移交", "Decide on a disclosure"),
    "disclosure:hand-over": Wording("取出移交材料", "Take out a disclosure pack"),
}
"""What each act is called."""
