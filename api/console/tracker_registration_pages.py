"""A tracker is put into stock: a known model, or a new one with what it is and what it speaks."""

from litestar import Controller, get, post
from litestar.di import NamedDependency

from api.console.page_forms import SubmittedForm
from api.console.pages_base import PageRequest
from api.console.tracker_pages import tracker_path
from api.console.view_models.base import Choice, FormState
from api.console.view_models.trackers import TrackerFormView
from api.http import HttpResponse
from devices.dialects import Dialect
from devices.registry import TrackerModel, load_models, register_tracker
from supervision.audit import Act
from supervision.errors import InputInvalid, RuleRefused
from supervision.officers import LEVEL_NAMES, load_offices
from supervision.wording import Wording

NEW_MODEL = "new"
"""What stands in the field of the model where it is a new one."""

MODEL_MISSING = Wording("请选择型号。", "Choose a model.")
NAME_MISSING = Wording("请填写型号名称。", "Give the model's name.")
NAME_TAKEN = Wording("已有这个型号，请从列表中选择。", "There is this model already; choose it from the list.")
KIND_MISSING = Wording("请选择是专用终端还是手机。", "Say whether it is a dedicated device or a phone.")
DIALECT_MISSING = Wording("请选择协议。", "Choose what it speaks.")
REGISTERED = Wording("已登记，请配对后使用。", "Registered; pair it before it is used.")

_KINDS = ("dedicated", "phone")


class TrackerRegistrationPages(Controller):
    """New trackers."""

    path = "/trackers"

    @get("/new", opt={"act": Act.TRACKER_REGISTER})
    async def ask(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form of a new tracker."""
        return await page.show(await _view(page), active="trackers")

    @post("/", opt={"act": Act.TRACKER_REGISTER})
    async def register(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """Put the tracker into stock; its new id is also its account."""
        form = await page.form()
        try:
            model = _model(form, await load_models(page.officer))
            tracker_id = await register_tracker(
                page.officer, form.text("serial"), model[0], model[1], form.text("division"), is_dedicated=model[2]
            )
        except (InputInvalid, RuleRefused) as error:
            view = await _view(page, form.state(error, page.language))
            return await page.show_again(view, error, active="trackers")
        return page.redirect(tracker_path(tracker_id), done=REGISTERED)


def _model(form: SubmittedForm, models: list[TrackerModel]) -> tuple[str, Dialect, bool]:
    """Name, dialect, and whether it is a dedicated device."""
    chosen = form.text("model")
    if chosen != NEW_MODEL:
        known = next((model for model in models if str(model.id) == chosen), None)
        if known is None:
            raise InputInvalid(MODEL_MISSING, field="model")
        return known.name, known.dialect, known.is_dedicated
    name, dialect, kind = form.text("model_name"), form.text("dialect"), form.text("kind")
    if not name:
        raise InputInvalid(NAME_MISSING, field="model_name")
    if any(model.name == name for model in models):
        raise InputInvalid(NAME_TAKEN, field="model_name")
    if kind not in _KINDS:
        raise InputInvalid(KIND_MISSING, field="kind")
    if dialect not in set(Dialect):
        raise InputInvalid(DIALECT_MISSING, field="dialect")
    return name, Dialect(dialect), kind == _KINDS[0]


async def _view(page: PageRequest, form: FormState = FormState()) -> TrackerFormView:
    models = await load_models(page.officer)
    by_division = {office.division: office for office in reversed(await load_offices(page.officer))}
    return TrackerFormView(
        form=form,
        models=(
            *(Choice(value=str(model.id), label=_model_label(page, model)) for model in models),
            Choice(value=NEW_MODEL, label=page.say(Wording("新型号……", "A new model …"))),
        ),
        kinds=page.choices("tracker-kind", _KINDS),
        dialects=tuple(Choice(value=dialect, label=dialect) for dialect in Dialect),
        divisions=tuple(
            Choice(value=division, label=f"{office.name}（{page.say(LEVEL_NAMES[office.level])} {division}）")
            for division, office in sorted(by_division.items())
        ),
    )


def _model_label(page: PageRequest, model: TrackerModel) -> str:
    kind = page.word("dedicated" if model.is_dedicated else "phone", "tracker-kind")
    return f"{model.name}（{kind}，{model.dialect}）"
