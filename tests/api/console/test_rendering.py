"""Every template renders from exactly what its view model holds, in both languages, and nothing slips through."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from jinja2 import UndefinedError, meta

from api.console import view_models
from api.console.rendering import environment, render_page
from api.console.view_models.access import AccessView
from api.console.view_models.aftercare import AftercareTab
from api.console.view_models.base import Language, View
from api.console.view_models.supervisees import SuperviseeTab
from supervision.wording import Wording
from tests.api.console.samples import SAMPLES, STRANGERS, VIEWS, Sample, frame
from tests.api.console.samples.work import ALERT_VIEW

EACH_SAMPLE = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
WITHOUT_SESSION = (STRANGERS, "walk")
"""Strangers' pages, whose forms the browser's own word guards, and the shell that a phone keeps for whoever walks."""
COLOURED = re.compile(r'class="state state-(?:red|amber|green)">([^<]*)')
HANDLER = re.compile(r"\son[a-z]+\s*=", re.IGNORECASE)


def page_of(sample: Sample, language: Language = "zh") -> str:
    """The sample as HTML."""
    return render_page(frame(sample.name, language), sample.view)


BASES = (View, AccessView, AftercareTab, SuperviseeTab)
"""What several view models share; they name no template."""


def templated() -> Iterator[type[View]]:
    """Every view model that names a template."""
    for found in pkgutil.walk_packages(view_models.__path__, f"{view_models.__name__}."):
        for one in vars(importlib.import_module(found.name)).values():
            if isinstance(one, type) and issubclass(one, View) and one not in BASES:
                yield one


@EACH_SAMPLE
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_renders_in_both_languages(sample: Sample, language: Language) -> None:
    html = page_of(sample, language)
    assert html.strip()
    assert "%(" not in html


def test_every_view_model_has_a_sample() -> None:
    assert set(templated()) - {type(view) for view in VIEWS.values()} == set()


def test_every_template_belongs_to_a_page() -> None:
    env = environment("zh")
    used = {one.template for one in templated()}
    for name in env.list_templates():
        assert env.loader is not None
        tree = env.parse(env.loader.get_source(env, name)[0])
        used |= {found for found in meta.find_referenced_templates(tree) if found}
        used |= set(re.findall(r'in_chinese\("([^"]+)"', env.loader.get_source(env, name)[0]))
    assert set(env.list_templates()) == used


@EACH_SAMPLE
def test_nothing_inline_could_be_blocked_by_the_content_security_policy(sample: Sample) -> None:
    html = page_of(sample)
    scripts = re.findall(r"<script([^>]*)>", html)
    assert all("src=" in one or 'type="application/json"' in one for one in scripts)
    assert ' style="' not in html
    assert not any(HANDLER.search(tag) for tag in re.findall(r"<[a-z][^>]*>", html))


@EACH_SAMPLE
def test_every_form_that_changes_something_proves_whose_page_sent_it(sample: Sample) -> None:
    html = page_of(sample)
    if sample.name.startswith(WITHOUT_SESSION):
        assert "token" not in "".join(re.findall(r"<(?:input|meta|body)[^>]*>", html))
    else:
        forms = re.findall(r'<form[^>]*method="post".*?</form>', html, flags=re.DOTALL)
        assert all('name="_csrf_token" value="a-token"' in form for form in forms)


@EACH_SAMPLE
def test_what_people_typed_is_text_and_never_markup(sample: Sample) -> None:
    page = replace(frame(sample.name), path='/console/"><script>alert(1)</script>')
    assert "<script>alert" not in render_page(page, sample.view)


def test_a_name_with_markup_is_shown_as_it_was_written() -> None:
    html = render_page(frame(), replace(ALERT_VIEW, name="<b>李</b>", reply="</script><script>x"))
    assert "&lt;b&gt;李&lt;/b&gt;" in html
    assert "</script><script>x" not in html


def test_data_for_scripts_cannot_end_its_own_block() -> None:
    evidence = {**ALERT_VIEW.evidence, "strips": [{"label": "</script><script>x", "kind": "required", "spans": []}]}
    html = render_page(frame(), replace(ALERT_VIEW, evidence=evidence))
    assert "</script><script>x" not in html


def test_a_misspelt_name_in_a_template_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment("zh").from_string("{{ view.nme }}").render(view=ALERT_VIEW)


def test_a_sentence_in_two_languages_follows_the_page() -> None:
    view = replace(ALERT_VIEW, reply=Wording("去医院了", "went to hospital"))
    assert "去医院了" in render_page(frame("alert", "zh"), view)
    assert "went to hospital" in render_page(frame("alert", "en"), view)


@EACH_SAMPLE
def test_every_page_of_a_demonstration_says_that_it_is_one(sample: Sample) -> None:
    page = frame(sample.name)
    html = render_page(page, sample.view)
    if "<html" in html:
        assert "演示环境" in html
        assert "演示环境" not in render_page(replace(page, is_demo=False), sample.view)


@pytest.mark.parametrize("name", ["order", "order-approval"])
def test_a_paper_is_chinese_whatever_the_language_of_the_page(name: str) -> None:
    html = render_page(frame(name, "en"), VIEWS[name])
    assert "一、依据" in html
    assert "每天 22:00 至次日 06:00" in html


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("permit-paper", "签注有效期至"),
        ("permit-paper-missing", "还缺以下材料"),
        ("notice-link", "请用手机扫码申报"),
        ("stay-notice-receipt", "居住申报回执"),
        ("sharing-print", "标准地址、隐患类型、办理期限"),
        ("service-slip", "法律援助和其他法律服务"),
        ("own-slip", "扫码或输入网址"),
    ],
)
def test_what_the_police_print_for_people_is_chinese_too(name: str, said: str) -> None:
    html = render_page(frame(name, "en"), VIEWS[name])
    paper = html[html.index("<article") : html.index("</article>")]
    assert said in paper
    assert "Valid" not in paper


def test_no_colour_is_set_on_a_person() -> None:
    pages = [name for name in VIEWS if name.startswith(("resident-", "residents", "household", "quality-list"))]
    said = {text for name in pages for text in COLOURED.findall(render_page(frame(name), VIEWS[name]))}
    assert said == {"按本地规定此房屋最多住 1 人", "已关闭", "户卡 有效", "红色"}  # premises, and things of paper


@pytest.mark.parametrize("name", ["today", "people", "alerts", "map", "check-ins", "trackers"])
def test_lists_show_masked_names_and_look_masked(name: str) -> None:
    assert '<span class="masked">' in render_page(frame(name), VIEWS[name])


@pytest.mark.parametrize("code", [400, 401, 403, 404, 409, 429, 500, 503])
def test_an_error_says_that_nothing_was_lost_and_what_to_do(code: int) -> None:
    html = render_page(frame(), VIEWS[f"error-{code}"])
    assert "没有写入" in html or "没有丢失" in html
    assert html.count("<p>") >= 3


def test_a_page_shows_only_the_sections_that_an_officer_may_open() -> None:
    html = render_page(replace(frame(), sections=frozenset({"today", "audit"})), VIEWS["today"])
    assert 'href="/console/audit"' in html
    assert 'href="/console/officers"' not in html
    assert 'id="search"' not in html
