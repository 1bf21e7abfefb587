"""What cannot be undone is confirmed with the second factor: the question, the code, and what was wrong with it."""

from dataclasses import replace

from api.console.page_forms import SubmittedForm
from api.console.pages_base import PageRequest
from api.console.view_models.base import FormState
from api.console.view_models.sign_in import SecondFactorView
from api.http import HttpResponse
from supervision.errors import SignInRefused, SupervisionError
from supervision.officers import confirm_with_second_factor
from supervision.wording import Wording

CODE_FIELD = "code"
"""The field of a form that carries the code."""

DESTROYED_FOR_GOOD = Wording(
    "密钥销毁后内容不可恢复，相关各行一并删除；备份中的内容在证明所载日期后也不可恢复。",
    "Once the key is destroyed the content is gone, with every row about it; in backups from the day on that the "
    "certificate names.",
)
"""Why the destruction of a key is confirmed with the second factor."""


async def ask_code(
    page: PageRequest, view: SecondFactorView, error: SupervisionError | None = None, *, active: str = ""
) -> HttpResponse:
    """The page that shows what will be done and asks for a code; with what was wrong with the last one."""
    shown = replace(view, form=code_state(page, error))
    if error is None:
        return await page.show(shown, active=active)
    return await page.show_again(shown, error, active=active)


async def wrong_code(page: PageRequest, form: SubmittedForm) -> SignInRefused | None:
    """Spend the code that the form carries; what is returned says why it could not be, None that it was right."""
    try:
        await confirm_with_second_factor(page.officer, form.text(CODE_FIELD))
    except SignInRefused as error:
        return error
    return None


def code_state(page: PageRequest, error: SupervisionError | None) -> FormState:
    """The form with a refusal of its code beside the field; any other refusal stands above it."""
    if error is None:
        return FormState()
    message = page.say(error.args[0] if error.args else error.code)
    if isinstance(error, SignInRefused):
        return FormState(errors={CODE_FIELD: message})
    return FormState(refusal=message)
