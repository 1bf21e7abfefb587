"""The residence register's codes in words, as the domain names them in both languages."""

from collections.abc import Mapping

from api.console.wording_marks import N_, named
from supervision.exports.words import EXPORT_STATE_NAMES
from supervision.residence.addresses.words import (
    ADDRESS_KIND_NAMES,
    DUTY_PART_NAMES,
    HAZARD_STATE_NAMES,
    HAZARD_STEP_NAMES,
    NON_LIVING_SPACE_NAMES,
    OFFICE_IN_CHARGE_NAMES,
    OWNERSHIP_NAMES,
)
from supervision.residence.cabinet.marks import MARK_NAMES
from supervision.residence.codes import BUILDING_USE_NAMES, HAZARD_KIND_NAMES, LETTING_USE_NAMES
from supervision.residence.exports.words import EXPORT_KIND_NAMES
from supervision.residence.organisations.words import ORGANISATION_KIND_NAMES
from supervision.residence.parties.words import PARTY_KIND_NAMES
from supervision.residence.purposes import RESIDENCE_PURPOSE_NAMES

RESIDENCE_WORDS: Mapping[str, Mapping[str, str]] = {
    "kept-kind": {
        "resident": N_("居住人员"),
        "household": N_("户档"),
    },
    "destruction-show": {
        "residents": N_("到期的居住人员"),
        "households": N_("到期的户档"),
        "to-approve": N_("待我核准"),
        "proposed": N_("待核准"),
        "returned": N_("已退回"),
        "destroyed": N_("已销毁"),
    },
    "residence-purpose": named(RESIDENCE_PURPOSE_NAMES),
    "residence-purpose-hint": {
        "registration": N_("办理居住登记、变更或者注销"),
        "visit": N_("上门走访，核对人、证、房"),
        "permit": N_("受理、签注居住证"),
        "service": N_("办理入学、就业、社保等服务"),
        "complaint": N_("本人或者他人提出申诉、投诉，需要核实"),
        "inspection": N_("上级检查或者登记质量抽查"),
    },
    "address-kind": named(ADDRESS_KIND_NAMES),
    "ownership": named(OWNERSHIP_NAMES),
    "building-use": named(BUILDING_USE_NAMES),
    "letting-use": named(LETTING_USE_NAMES),
    "duty-part": named(DUTY_PART_NAMES),
    "space": named(NON_LIVING_SPACE_NAMES),
    "hazard-kind": named(HAZARD_KIND_NAMES),
    "hazard-state": named(HAZARD_STATE_NAMES),
    "hazard-step": named(HAZARD_STEP_NAMES),
    "office-in-charge": named(OFFICE_IN_CHARGE_NAMES),
    "home-mark": named(MARK_NAMES),
    "organisation-kind": named(ORGANISATION_KIND_NAMES),
    "party-kind": named(PARTY_KIND_NAMES),
    "export-kind": named(EXPORT_KIND_NAMES),
    "export-state": named(EXPORT_STATE_NAMES),
    "export-show": {
        "mine": N_("我的导出"),
        "to-decide": N_("待我核准"),
    },
    "household-kind": {
        "family": N_("家庭户"),
        "shared": N_("合租户"),
        "dormitory": N_("集体宿舍"),
    },
    "import-kind": {"homes": N_("出租房屋"), "residents": N_("居住人员")},
}
"""For each kind of code of the residence register, what each code is called."""
