"""A new password for oneself, whoever one is."""

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.status_codes import HTTP_200_OK

from api.console.confirming import CODE_FIELD
from api.console.page_forms import SubmittedForm
from api.console.pages_base import FIRST_PAGE, PageRequest
from api.console.view_models.base import FormState
from api.console.view_models.sign_in import PasswordView
from api.http import HttpResponse
from supervision.errors import InputInvalid, SignInRefused
from supervision.officers import OldPasswordRefused, Session, change_password
from supervision.officers.password_change import SHORTEST_PASSWORD
from supervision.wording import Wording

CHANGED = Wording("密码已修改，其他地方的登录已全部退出。", "The password is changed; your other sessions have ended.")
NOT_TWICE_THE_SAME = Wording("两次输入的新密码不一致。", "The new password was not typed the same twice.")


class OwnPasswordPages(Controller):
    """The form, and the change."""

    path = "/password"

    @get("/", opt={"own": True})
    async def ask(self, page: NamedDependency[PageRequest]) -> HttpResponse:
        """The form of a new password."""
        return await page.show(_view(page, FormState()))

    @post("/", opt={"own": True}, status_code=HTTP_200_OK)
    async def change(self, page: NamedDependency[PageRequest], session: NamedDependency[Session]) -> HttpResponse:
        """Change it; what is wrong is said beside its field, and nothing that was typed comes back."""
        form = await page.form()
        try:
            await _change(session, form)
        except (InputInvalid, SignInRefused) as error:
            return await page.show_again(_view(page, _state(page, error)), error)
        return page.redirect(FIRST_PAGE, done=CHANGED)


async def _change(session: Session, form: SubmittedForm) -> None:
    new = form.raw("new_password")
    if form.raw("new_password_again") != new:
        raise InputInvalid(NOT_TWICE_THE_SAME, field="new_password_again")
    await change_password(session, form.raw("old_password"), new, form.text(CODE_FIELD))


def _view(page: PageRequest, form: FormState) -> PasswordView:
    return PasswordView(username=page.officer.username, shortest=SHORTEST_PASSWORD, cancel_path=FIRST_PAGE, form=form)


def _state(page: PageRequest, error: InputInvalid | SignInRefused) -> FormState:
    message = page.say(error.args[0] if error.args else error.code)
    match error:
        case InputInvalid(field=str(field)):
            return FormState(errors={field: message})
        case OldPasswordRefused():
            return FormState(errors={"old_password": message})
        case SignInRefused():
            return FormState(errors={CODE_FIELD: message})
    return FormState(refusal=message)
