"""The rule table: rules that are open and closed, lists of fields, and local rows in every state."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.base import Choice, FormState, Paging, View
from api.console.view_models.rules import (
    LocalRuleFormView,
    LocalRuleLine,
    RuleLine,
    RuleListView,
    RuleRow,
    ServiceRowFormView,
)
from tests.api.console.samples.moments import at, named

NATION = RuleRow(
    value="3 日",
    fields=(),
    place="全国",
    valid_from=date(1958, 1, 9),
    valid_until=None,
    source="户口登记条例第十五条",
    confidence="verified",
    needs_check=False,
)
HERE = replace(
    NATION,
    value="5 个工作日",
    place="临溪县",
    valid_from=date(2026, 1, 1),
    valid_until=date(2027, 12, 31),
    source="临溪县流动人口登记办法第六条",
    confidence="secondary",
    needs_check=True,
)
LISTED = replace(NATION, value="", fields=("name", "sex", "phone"), source="居住证暂行条例第四条")
DUE = RuleLine(name="stay-registration-due", rows=(NATION, HERE), bounds="1 至 30", is_open=True)
CLOSED = RuleLine(name="permit-residence-least", rows=(replace(NATION, value="6 个月"),), bounds="", is_open=False)
FIELDS = RuleLine(name="person-fields", rows=(LISTED,), bounds="", is_open=True)
PROPOSED = LocalRuleLine(
    rule_id="r1",
    name=DUE.name,
    row=HERE,
    state="proposed",
    proposed_by="孙敏",
    proposed_at=at(9),
    decided_by="",
    decided_at=None,
    is_own=False,
)
CONFIRMED = replace(PROPOSED, rule_id="r2", state="confirmed", decided_by="林静", decided_at=at(10))
REVOKED = replace(
    CONFIRMED, rule_id="r3", state="revoked", name=FIELDS.name, row=replace(HERE, value="", fields=("name",))
)
SERVICE = replace(
    PROPOSED,
    rule_id="r4",
    name="service:local-1a2b3c4d",
    service="老年乘车卡",
    row=replace(
        HERE, value="", text="已办理居住登记；乡镇人民政府或者街道办事处；5 个工作日内答复；须带：近期照片一张"
    ),
)
RULES = RuleListView(rules=(DUE, CLOSED, FIELDS), local=(PROPOSED, SERVICE, CONFIRMED, REVOKED), paging=Paging(shown=4))
CONFIDENCES = (Choice(value="verified", label="已与官方文本核对"), Choice(value="unverified", label="凭记忆"))
FORM = LocalRuleFormView(
    rule=DUE,
    levels=(),
    units=(Choice(value="days", label="日"), Choice(value="working-days", label="个工作日")),
    fields=(),
    confidences=CONFIDENCES,
    form=FormState(),
)
SERVICE_FORM = ServiceRowFormView(
    services=(Choice(value="id-card", label="换领、补领居民身份证"),),
    conditions=named("service-condition"),
    offices=named("service-office"),
    units=FORM.units,
    confidences=CONFIDENCES,
    form=FormState(),
)

RULE_PAGES: Mapping[str, View] = {
    "service-row-form": SERVICE_FORM,
    "service-row-form-refused": replace(
        SERVICE_FORM,
        form=FormState(
            values={"service": "id-card", "service_name": "换领身份证", "days": "0", "condition": "anybody"},
            errors={"days": "答复期限须为 1 至 366 的整数。"},
        ),
    ),
    "rules-services": replace(RULES, may_propose=True, has_services=True),
    "rules": RULES,
    "rules-propose": replace(RULES, may_propose=True, may_revoke=True),
    "rules-confirm": replace(RULES, may_confirm=True),
    "rules-none": replace(RULES, local=(), paging=Paging(shown=0)),
    "rules-none-yet": replace(RULES, local=(), paging=Paging(shown=0), may_propose=True),
    "rule-form": FORM,
    "rule-form-levels": replace(
        FORM, levels=(Choice(value="2", label="县级社区矫正机构"), Choice(value="3", label="县级司法行政部门负责人"))
    ),
    "rule-form-one-unit": replace(FORM, units=(Choice(value="days", label="日"),)),
    "rule-form-refused": replace(
        FORM, form=FormState(values={"number": "90"}, errors={"number": "这项规则只能定在 1 至 30 之间。"})
    ),
    "rule-form-fields": replace(
        FORM,
        rule=FIELDS,
        units=(),
        fields=(Choice(value="name", label="姓名"), Choice(value="phone", label="联系方式")),
        form=FormState(lists={"fields": ("name",)}),
    ),
}
