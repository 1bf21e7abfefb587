"""Turns a page's frame and its view model into HTML, in the officer's language."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from api.console import formats
from api.console.view_models.base import Language, Page, View
from api.console.words import WORDS
from api.console.words_for_scripts import words_for_scripts
from supervision.orders.zone_words import distance_in_words, place_in_words
from supervision.wording import Wording, in_language

_HERE = Path(__file__).parent
_TEXTS_KEPT = 8192
STATIC_PATH = "/console/static"
"""Where `api/console/static` is served."""


def render_page(page: Page, view: View) -> str:
    """The HTML of `view`'s template; a name that a template misspells is an error, never an empty place."""
    return environment(page.language).get_template(view.template).render(page=page, view=view)


@cache
def translations(language: Language) -> NullTranslations:
    """The wording of a language, compiled from its catalogue at first use; Chinese needs none."""
    if language == "zh":
        return NullTranslations()
    with (_HERE / "locale" / language / "LC_MESSAGES" / "console.po").open("rb") as file:
        catalogue = read_po(file)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def translate(text: str, language: Language) -> str:
    """`text`, which is Chinese, in another language."""
    return translations(language).gettext(text)


@cache
def environment(language: Language) -> Environment:
    """The templates, with the filters that write in `language`."""
    env = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=False,  # else every page asks the disk after each of its templates
        finalize=lambda value: in_language(value, language) if isinstance(value, Wording) else value,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    env.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined] # by the extension
    env.filters |= _filters(language)
    env.globals |= {
        "_": _sayer(_translator(language)),
        "static": lambda path: f"{STATIC_PATH}/{path}",
        "script_words": lambda: words_for_scripts(_translator(language)),
        "in_chinese": _in_chinese,
    }
    return env


def _sayer(translate_text: formats.Translate) -> Callable[..., Markup]:
    """What templates call `_`, as Jinja's own does, and in one step instead of three: a page says hundreds of texts."""

    @lru_cache(_TEXTS_KEPT)
    def plain(text: str) -> Markup:
        return say(text, {})

    def say(text: str, values: Mapping[str, object]) -> Markup:
        return Markup(translate_text(text)) % values  # noqa: S704 - texts of the catalogue; values are escaped

    return lambda text, **values: say(text, values) if values else plain(text)


def _in_chinese(template: str, **values: object) -> Markup:
    """A part that is Chinese on every page: papers that are approved, printed and signed."""
    return Markup(environment("zh").get_template(template).render(values))  # noqa: S704 - rendered with autoescape


def _translator(language: Language) -> formats.Translate:
    return translations(language).gettext


def _filters(language: Language) -> Mapping[str, Any]:
    tr = _translator(language)

    def lasting(until: datetime, since: datetime) -> str:
        return formats.duration(until - since, tr)

    def words(code: str, table: str) -> str:
        known = WORDS[table].get(code, code)
        return in_language(known, language) if isinstance(known, Wording) else tr(known)

    return {
        "words": words,
        "masked": lambda text: Markup('<span class="masked">{}</span>').format(text),
        "iso": lambda at: at.isoformat(),
        "long_date": lambda day: formats.long_date(day, language),
        "short_date": pass_context(lambda context, day: formats.near_date(day, _now(context), language)),
        "month_name": lambda day: formats.month_name(day, language),
        "weekday": lambda day: formats.weekday(day, language),
        "clock": formats.clock,
        "full_moment": lambda at: formats.full_moment(at, language),
        "moment": pass_context(lambda context, at: _timed(at, formats.moment(at, _now(context), language), language)),
        "until": pass_context(lambda context, at: formats.until(at, _now(context), language)),
        "moment_ago": pass_context(
            lambda context, at: _timed(at, formats.moment_ago(at, _now(context), language, tr), language)
        ),
        "ago": pass_context(lambda context, at: _timed(at, formats.ago(at, _now(context), tr), language)),
        "lasting": lasting,
        "days_left": lambda days: formats.days_left(days, tr),
        "size": formats.size,
        "counted": formats.counted,
        "distance": lambda metres: in_language(distance_in_words(metres), language),
        "place": lambda position: in_language(place_in_words(position[1], position[0]), language),
        "date_value": lambda day: formats.legal_date(day).isoformat() if day else "",
    }


def _now(context: Context) -> datetime:
    page: Page = context["page"]
    return page.now


def _timed(at: date, text: str, language: Language) -> Markup:
    """A time that says in full what it abbreviates, to the mouse and to machines."""
    full = formats.full_moment(at, language) if isinstance(at, datetime) else formats.long_date(at, language)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(at.isoformat(), full, escape(text))
