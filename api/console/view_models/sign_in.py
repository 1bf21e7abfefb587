"""Signing in, and confirming an act with the second factor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from api.console.view_models.base import FormState, Line, View


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInView(View):
    """Posts `username`, `password`, `code` or `recovery_code`, and `next` to `/console/sign-in`.

    `locked_until` is set while the account is locked; `session_ended` when an idle session sent the officer here.
    """

    template: ClassVar[str] = "sign_in.html"
    form: FormState = FormState()
    next_path: str = "/console/"
    uses_recovery_code: bool = False
    locked_until: datetime | None = None
    session_ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordView(View):
    """One's own password; posts `old_password`, `new_password`, `new_password_again` and `code` to this address."""

    template: ClassVar[str] = "password.html"
    username: str
    shortest: int
    cancel_path: str
    form: FormState = FormState()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorView(View):
    """A page that confirms one act with a second-factor code.

    `act` is the button's wording, `why` says why it cannot be undone, `shown` is exactly what is confirmed and
    `digest` its fingerprint. Posts `code`, `digest` and everything in `hidden` to `action_path`.
    """

    template: ClassVar[str] = "second_factor.html"
    heading: str
    act: str
    why: str
    action_path: str
    cancel_path: str
    shown: tuple[Line, ...] = ()
    digest: str = ""
    hidden: Mapping[str, str] = field(default_factory=dict)
    is_grave: bool = False
    form: FormState = FormState()
