"""What just happened, told on the page after a redirect: a cookie of the session's own, gone once it was shown.

A notice never carries personal data: it is signed, not sealed, and lies on the officer's machine for a minute.
"""

import base64
import binascii
import hmac

import msgspec
from litestar.datastructures import Cookie

from api.console.view_models.base import Language, Notice
from api.http import HttpRequest
from api.signed_in import speaks_tls
from supervision.settings import Settings
from supervision.wording import Wording, in_language

_COOKIE = "supervision-notice"
_PATH = "/console"
_SHOWN_WITHIN_SECONDS = 60
_SEPARATOR = "."


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    tone: str
    chinese: str
    english: str
    undo_path: str | None = None


def notice(tone: str, text: str, undo_path: str | None = None) -> _Kept:
    """A notice for the next page; `tone` is `done`, `warning` or `refused`."""
    return _Kept(tone, str(text), in_language(text, "en"), undo_path)


def notice_cookie(settings: Settings, csrf_token: str, kept: _Kept) -> Cookie:
    """The cookie that carries a notice over a redirect."""
    body = base64.urlsafe_b64encode(msgspec.json.encode(kept)).decode().rstrip("=")
    return _cookie(settings, f"{body}{_SEPARATOR}{_mac(csrf_token, body)}", _SHOWN_WITHIN_SECONDS)


def no_notice_cookie(settings: Settings) -> Cookie:
    """The cookie that takes a notice back once it was shown."""
    return _cookie(settings, "", 0)


def has_notice(request: HttpRequest) -> bool:
    """Whether the request carries a notice, genuine or not."""
    return _COOKIE in request.cookies


def read_notices(request: HttpRequest, csrf_token: str, language: Language) -> tuple[Notice, ...]:
    """The notice that a request carries; nothing where it is not ours."""
    body, _, mac = request.cookies.get(_COOKIE, "").partition(_SEPARATOR)
    if not body or not hmac.compare_digest(mac.encode(), _mac(csrf_token, body).encode()):
        return ()
    try:
        kept = msgspec.json.decode(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)), type=_Kept)
    except (msgspec.MsgspecError, binascii.Error, ValueError):
        return ()
    text = in_language(Wording(kept.chinese, kept.english), language)
    tone = msgspec.convert(kept.tone, Notice.__annotations__["tone"])
    return (Notice(tone=tone, text=text, undo_path=kept.undo_path),)


def _mac(csrf_token: str, body: str) -> str:
    return hmac.new(csrf_token.encode(), body.encode(), "sha256").hexdigest()


def _cookie(settings: Settings, value: str, seconds: int) -> Cookie:
    is_secure = speaks_tls(settings)
    return Cookie(_COOKIE, path=_PATH, value=value, max_age=seconds, httponly=True, samesite="strict", secure=is_secure)
