"""The rule table by clicks: every rule with its source, a local row from the proposal to the revocation."""

from datetime import date

from api.console.words import WORDS
from api.rule_books import RULE_BOOKS
from supervision.legal_rules import RuleName
from supervision.local_rules.book import FIELD_LIST
from supervision.residence.rules import PersonField
from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown
from tests.api.rule_calls import FORM, SERVICE_ROW
from tests.makers_orders import unused_code
from tests.makers_rules import SOURCE, make_correction_row, make_row, propose

RULES = "/console/rules"
NEW = f"{RULES}/check-ins-a-day/new"


def test_every_rule_says_in_both_languages_what_it_is_and_where_it_is_applied() -> None:
    names = {FIELD_LIST} | {rule.name.value for book in RULE_BOOKS.values() for rule in book.rules}
    for table in ("rule", "rule-use"):
        assert set(WORDS[table]) == names, table


async def test_every_rule_is_listed_with_its_source_and_what_is_not_read_says_so(service: Service) -> None:
    async with browser(service, service.cast.petra) as police, browser(service, service.cast.carl) as justice:
        residence, corrections = shown(await police.get(RULES)), shown(await justice.get(RULES))
    assert "居住证暂行条例第九条" in residence
    assert "浙江省" in residence
    assert "居住证暂行条例" not in corrections
    assert "社区矫正法第二十九条" in corrections
    for page in (residence, corrections):
        assert "须以官方文本核定" in page
        assert "不可以" in page
        assert "另行规定" not in page.replace("地方可否另行规定", "")


async def test_one_proposes_another_confirms_and_the_page_says_who_and_when(service: Service) -> None:
    cast = service.cast
    async with browser(service, cast.sam) as sam, browser(service, cast.sue) as sue:
        assert NEW in await sam.get(RULES)
        assert "1 至 3" in shown(await sam.get(NEW))
        page = await sam.done(NEW, FORM)
        assert "待核准" in shown(page)
        assert "confirmation" not in page
        page = await sue.get(RULES)
        assert NEW not in page
        path = next(part for part in page.split('"') if part.endswith("/confirmation"))
        assert SOURCE in shown(await sue.get(path))
        assert "口令" in shown(await sue.refused(path, 401, {"code": "000000"}))
        page = shown(await sue.done(path, {"code": unused_code(cast.sue)}))
        assert "已核准" in page
        assert "Sue Security 办理" in page
        page = shown(await sam.done(path.replace("confirmation", "revocation"), {}))
        assert "已撤销" in page


async def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(service: Service) -> None:
    async with browser(service, service.cast.sam) as sam:
        for wrong, said in (
            ({"number": "9"}, "1 至 3"),
            ({"number": "zwei"}, "请填写整数"),
            ({"valid_from": ""}, "起用日期"),
            ({"confidence": ""}, "请选择核对情况"),
            ({"division": "99"}, "区划"),
            ({"source": ""}, "必须填写"),
        ):
            page = await sam.refused(NEW, 400, FORM | wrong)
            assert said in shown(page)
            assert SOURCE in page or wrong == {"source": ""}


async def test_a_rule_that_is_not_open_or_another_registers_has_no_form(service: Service) -> None:
    async with browser(service, service.cast.sam) as sam:
        for name in (RuleName.PROBATION_TERM_MOST, "permit-issue-due", FIELD_LIST, "no-such-rule"):
            assert await sam.status_of(f"{RULES}/{name}/new") == 404


async def test_a_list_of_fields_is_chosen_from_what_the_service_has(service: Service) -> None:
    path = f"{RULES}/{FIELD_LIST}/new"
    async with browser(service, service.cast.rosa) as rosa:
        page = await rosa.get(path)
        assert page.count('name="fields"') == len(PersonField)
        assert "宗教" not in page
        form = {name: value for name, value in FORM.items() if name != "number"}
        fields = [field.value for field in PersonField if field is not PersonField.PHOTO]
        assert "只能从列出的项目中选择" in shown(
            await rosa.refused(path, 400, form | {"fields": [*fields, "religion"]})
        )
        assert "可以采集的项目" in shown(await rosa.done(path, form | {"fields": fields}))


async def test_another_registers_row_is_on_no_page(service: Service) -> None:
    cast = service.cast
    police = await propose(cast.rosa, make_row(valid_from=date(2027, 1, 1)))
    justice = await propose(cast.sam, make_correction_row())
    async with browser(service, cast.sue) as sue:
        page = await sue.get(RULES)
        assert str(justice) in page
        assert str(police) not in page
        assert await sue.status_of(f"{RULES}/rows/{police}/confirmation") == 404


NEW_SERVICE = f"{RULES}/service/new"
SERVICE_FORM = {
    **{name: str(value) for name, value in SERVICE_ROW.items() if name not in {"name", "service"}},
    **{name: str(value) for name, value in SERVICE_ROW["service"].items() if name != "name"},
    "service": "", "service_name": SERVICE_ROW["service"]["name"],
}  # fmt: skip


async def test_a_county_s_own_service_is_entered_confirmed_and_stands_in_the_catalogue(service: Service) -> None:
    cast = service.cast
    async with browser(service, cast.rosa) as rosa, browser(service, cast.rita) as rita:
        assert NEW_SERVICE in await rosa.get(RULES)
        assert "换领、补领居民身份证" in shown(await rosa.get(NEW_SERVICE))
        page = shown(await rosa.done(NEW_SERVICE, SERVICE_FORM))
        assert "老年乘车卡" in page
        assert "5 个工作日内答复；须带：近期照片一张" in page
        page = await rita.get(RULES)
        path = next(part for part in page.split('"') if part.endswith("/confirmation"))
        asked = shown(await rita.get(path))
        assert "老年乘车卡" in asked
        assert "已办理居住登记" in asked
        assert "已核准" in shown(await rita.done(path, {"code": unused_code(cast.rita)}))
    async with browser(service, cast.petra) as petra:
        catalogue = shown(await petra.get("/console/service-requests/catalogue"))
    assert "老年乘车卡" in catalogue
    assert "近期照片一张" in catalogue


async def test_what_is_wrong_with_a_service_stands_beside_its_field_and_what_was_typed_stays(service: Service) -> None:
    async with browser(service, service.cast.rosa) as rosa:
        for wrong, said in (
            ({"service_name": ""}, "必须填写"),
            ({"name_english": ""}, "必须填写"),
            ({"condition": ""}, "谁可以提出"),
            ({"office": ""}, "请选择办理机关"),
            ({"days": "400"}, "1 至 366"),
            ({"unit": ""}, "1 至 366"),
            ({"division": ""}, "适用地区的区划代码"),
        ):
            page = await rosa.refused(NEW_SERVICE, 400, SERVICE_FORM | wrong)
            assert said in shown(page)
            assert SOURCE in page


async def test_the_other_register_has_no_form_for_services(service: Service) -> None:
    async with browser(service, service.cast.sam) as sam:
        assert await sam.status_of(NEW_SERVICE) == 404
        assert NEW_SERVICE not in await sam.get(RULES)
