"""Code tables of the residence register, after GB/T 31000-2015 and the codes that it refers to. Pure.

The standard's text was not at hand: codes and names come from public reproductions of its tables. No conformity is
claimed. Religion and marks on persons, which the standard also lists, are left out on purpose.
"""

from collections.abc import Mapping
from enum import StrEnum

from supervision.wording import Wording


class ArrivalReason(StrEnum):
    """流入原因: why somebody came."""

    WORK = "01"
    FARMING = "02"
    BUSINESS = "03"
    STUDY = "04"
    MARRIAGE = "05"
    ACCOMPANYING = "06"
    TREATMENT = "07"
    JOINING_RELATIVES = "08"
    JOB_TRANSFER = "09"
    OTHER = "99"


class LodgingKind(StrEnum):
    """住所类型: on what footing somebody lives there."""

    OWNED = "01"
    RENTED = "02"
    LODGING = "03"
    BORROWED = "04"
    STAFF_DORMITORY = "05"
    TEMPORARY_DORMITORY = "06"
    WORKERS_FLATS = "07"
    OTHER = "99"


class LettingUse(StrEnum):
    """出租用途: for what premises are let."""

    DORMITORY = "01"
    DWELLING = "02"
    SHOP = "03"
    OFFICE = "04"
    STORE = "05"
    WORKSHOP = "06"
    OTHER = "99"


class BuildingUse(StrEnum):
    """建筑用途: for what premises were built."""

    RESIDENTIAL = "01"
    COMMERCIAL = "02"
    OFFICE = "03"
    INDUSTRIAL = "04"
    STORAGE = "05"
    MIXED = "06"
    OTHER = "99"


class HazardKind(StrEnum):
    """隐患类型: what is dangerous about premises; `00` of the standard is having none."""

    FIRE = "01"
    SECURITY = "02"
    DISPUTE = "03"
    CHEMICALS = "04"
    CONTAGION = "05"
    OTHER = "99"


MARITAL_STATUSES: Mapping[str, str] = {"10": "未婚", "20": "已婚", "30": "丧偶", "40": "离婚", "90": "未说明"}
"""婚姻状况, after GB/T 2261.2."""

EDUCATIONS: Mapping[str, str] = {
    "10": "研究生", "20": "大学本科", "30": "大学专科", "40": "中等职业教育", "60": "普通高中", "70": "初中",
    "80": "小学", "90": "其他",
}  # fmt: skip
"""文化程度, after GB/T 4658."""

POLITICAL_STATUSES: Mapping[str, str] = {
    "01": "中共党员", "02": "中共预备党员", "03": "共青团员", "12": "无党派人士", "13": "群众",
}  # fmt: skip
"""政治面貌, after GB/T 4762; members of the other parties write its name."""

SUGGESTED: Mapping[str, Mapping[str, str]] = {
    "marital_status": MARITAL_STATUSES,
    "education": EDUCATIONS,
    "political_status": POLITICAL_STATUSES,
}
"""Parts of a person with usual words; a code is taken for its word, and other words stay as they were written."""

ARRIVAL_REASON_NAMES: Mapping[ArrivalReason, Wording] = {
    ArrivalReason.WORK: Wording("务工", "work"),
    ArrivalReason.FARMING: Wording("务农", "farming"),
    ArrivalReason.BUSINESS: Wording("经商", "business"),
    ArrivalReason.STUDY: Wording("学习培训", "study or training"),
    ArrivalReason.MARRIAGE: Wording("婚嫁", "marriage"),
    ArrivalReason.ACCOMPANYING: Wording("随迁", "accompanying family"),
    ArrivalReason.TREATMENT: Wording("治病疗养", "medical treatment"),
    ArrivalReason.JOINING_RELATIVES: Wording("投亲靠友", "joining relatives or friends"),
    ArrivalReason.JOB_TRANSFER: Wording("工作调动", "job transfer"),
    ArrivalReason.OTHER: Wording("其他", "other"),
}
LODGING_KIND_NAMES: Mapping[LodgingKind, Wording] = {
    LodgingKind.OWNED: Wording("自购", "owned"),
    LodgingKind.RENTED: Wording("租赁", "rented"),
    LodgingKind.LODGING: Wording("寄宿", "lodging"),
    LodgingKind.BORROWED: Wording("借住", "borrowed"),
    LodgingKind.STAFF_DORMITORY: Wording("单位宿舍", "staff dormitory"),
    LodgingKind.TEMPORARY_DORMITORY: Wording("临时宿舍", "temporary dormitory"),
    LodgingKind.WORKERS_FLATS: Wording("农民工公寓", "migrant workers' flats"),
    LodgingKind.OTHER: Wording("其他", "other"),
}
LETTING_USE_NAMES: Mapping[LettingUse, Wording] = {
    LettingUse.DORMITORY: Wording("宿舍", "dormitory"),
    LettingUse.DWELLING: Wording("住房", "dwelling"),
    LettingUse.SHOP: Wording("商铺", "shop"),
    LettingUse.OFFICE: Wording("办公", "office"),
    LettingUse.STORE: Wording("仓库", "store"),
    LettingUse.WORKSHOP: Wording("厂房", "workshop"),
    LettingUse.OTHER: Wording("其他", "other"),
}
BUILDING_USE_NAMES: Mapping[BuildingUse, Wording] = {
    BuildingUse.RESIDENTIAL: Wording("住宅", "residential"),
    BuildingUse.COMMERCIAL: Wording("商业", "commercial"),
    BuildingUse.OFFICE: Wording("办公", "office"),
    BuildingUse.INDUSTRIAL: Wording("工业", "industrial"),
    BuildingUse.STORAGE: Wording("仓储", "storage"),
    BuildingUse.MIXED: Wording("商住", "commercial and residential"),
    BuildingUse.OTHER: Wording("其他", "other"),
}
HAZARD_KIND_NAMES: Mapping[HazardKind, Wording] = {
    HazardKind.FIRE: Wording("火灾", "fire"),
    HazardKind.SECURITY: Wording("治安", "public security"),
    HazardKind.DISPUTE: Wording("矛盾纠纷", "dispute"),
    HazardKind.CHEMICALS: Wording("危险化学品", "dangerous chemicals"),
    HazardKind.CONTAGION: Wording("疾病传染", "contagious disease"),
    HazardKind.OTHER: Wording("其他", "other"),
}

ETHNICITIES = tuple(  # the 56 of GB/T 3304, in its order; anything else may be typed
    """
    汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族
    傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族
    仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族
    鄂伦春族 赫哲族 门巴族 珞巴族 基诺族
    """.split()  # noqa: SIM905 - fifty lines less
)
"""The names of peoples as documents write them."""
