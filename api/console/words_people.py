"""Codes about residents and households in words, in both languages."""

from collections.abc import Mapping

from api.console.wording_marks import named
from supervision.residence.codes import ARRIVAL_REASON_NAMES, LODGING_KIND_NAMES
from supervision.wording import Wording

PEOPLE_WORDS: Mapping[str, Mapping[str, str]] = {
    "household-state": {"open": Wording("在册", "open"), "closed": Wording("已关闭", "closed")},
    "member-role": {
        "head": Wording("户主", "head"),
        "spouse": Wording("配偶", "spouse"),
        "child": Wording("子女", "child"),
        "parent": Wording("父母", "parent"),
        "relative": Wording("其他亲属", "relative"),
        "companion": Wording("同住人", "companion"),
    },
    "resident-state": {
        "living": Wording("在住", "living here"),
        "left": Wording("已离开", "left"),
        "merged": Wording("已合并", "merged"),
    },
    "resident-source": {
        "officer": Wording("民警登记", "officer"),
        "assistant": Wording("协管员登记", "assistant"),
        "notice": Wording("申报", "notice"),
        "import": Wording("导入", "import"),
        "amendment": Wording("更正", "amendment"),
        "merge": Wording("合并", "merge"),
        "api": Wording("接口", "interface"),
    },
    "stay-end": {
        "left-area": Wording("离开本地", "left the area"),
        "moved": Wording("迁往他处", "moved"),
        "died": Wording("死亡", "died"),
        "in-error": Wording("登记有误", "entered in error"),
    },
    "visit-verdict": {
        "present": Wording("在", "present"),
        "moved-out": Wording("已搬走", "moved out"),
        "not-met": Wording("未见到", "not met"),
        "declined": Wording("不便", "declined"),
    },
    "lodging": named(LODGING_KIND_NAMES),
    "arrival-reason": named(ARRIVAL_REASON_NAMES),
    "asked-by": {
        "officer": Wording("民警", "officer"),
        "assistant": Wording("协管员", "assistant"),
        "resident": Wording("本人", "the resident"),
    },
    "actor": {
        "resident": Wording("本人（个人查询码）", "the resident (personal code)"),
        "own-page": Wording("本人页面", "own page"),
        "declarer": Wording("申报人", "declarer"),
    },
    "amendment-state": {
        "requested": Wording("待核准", "waits for a decision"),
        "approved": Wording("已核准", "approved"),
        "refused": Wording("未核准", "refused"),
    },
    "move-side": {
        "old": Wording("迁出地提出", "asked by the old office"),
        "new": Wording("迁入地提出", "asked by the new office"),
    },
    "move-state": {
        "asked": Wording("待接收", "waits to be accepted"),
        "accepted": Wording("已接收", "accepted"),
        "refused": Wording("已退回", "refused"),
        "withdrawn": Wording("已撤回", "withdrawn"),
    },
    "material-kind": {
        "photo": Wording("照片", "photo"),
        "document": Wording("证件", "document"),
        "contract": Wording("合同", "contract"),
        "proof": Wording("证明", "proof"),
        "other": Wording("其他", "other"),
    },
    "person-item": {
        "name": Wording("姓名", "name"),
        "pinyin": Wording("拼音", "pinyin"),
        "document_type": Wording("证件种类", "kind of document"),
        "document_number": Wording("证件号", "document number"),
        "sex": Wording("性别", "sex"),
        "born_on": Wording("出生日期", "date of birth"),
        "ethnicity": Wording("民族", "ethnicity"),
        "phone": Wording("电话", "telephone"),
        "domicile_code": Wording("户籍地代码", "domicile code"),
        "domicile_address": Wording("户籍地址", "domicile"),
        "issuer": Wording("签发机关", "issuer"),
        "issued_on": Wording("签发日期", "issued on"),
        "workplace": Wording("服务处所", "workplace"),
        "political_status": Wording("政治面貌", "political status"),
        "education": Wording("文化程度", "education"),
        "marital_status": Wording("婚姻状况", "marital status"),
        "employment": Wording("就业情况", "employment"),
        "social_security": Wording("社会保险", "social insurance"),
        "guardian_name": Wording("监护人", "guardian"),
        "guardian_relation": Wording("与监护人关系", "relation to the guardian"),
        "guardian_phone": Wording("监护人电话", "guardian's telephone"),
        "guardian_document": Wording("监护人证件号", "guardian's document number"),
    },
    "person-field": {
        "name": Wording("姓名", "name"),
        "sex": Wording("性别", "sex"),
        "ethnicity": Wording("民族", "ethnicity"),
        "born-on": Wording("出生日期", "date of birth"),
        "document": Wording("证件号码", "identity document"),
        "photo": Wording("相片", "photo"),
        "domicile": Wording("户籍地", "domicile"),
        "residence": Wording("居住地", "residence"),
        "issuer": Wording("签发机关", "issuer"),
        "issued-on": Wording("签发日期", "issued on"),
        "phone": Wording("联系方式", "contact"),
        "workplace": Wording("服务处所", "workplace"),
        "political-status": Wording("政治面貌", "political status"),
        "education": Wording("文化程度", "education"),
        "marital-status": Wording("婚姻状况", "marital status"),
        "employment": Wording("就业情况", "employment"),
        "social-security": Wording("社会保险", "social insurance"),
    },
}
"""For each kind of code, what each code is called."""
