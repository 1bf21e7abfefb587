"""Headers on every answer, errors included, and the hosts under which the service may be addressed."""

import base64
import hashlib
from ipaddress import ip_address
from urllib.parse import urlsplit

from litestar.datastructures import MutableScopeHeaders
from litestar.exceptions import ClientException
from litestar.handlers import BaseRouteHandler
from litestar.types import BeforeMessageSendHookHandler, Guard, Message, Scope

from api.http import HttpConnection
from api.signed_in import speaks_tls
from supervision.settings import Settings

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""What a page of ours may load: its own files only, nothing inline; `policy_with_style` has the one exception."""


def policy_with_style(style: str) -> str:
    """The policy of a page that carries exactly this style in itself, and nothing else inline."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return CONTENT_SECURITY_POLICY.replace("style-src 'self'", f"style-src 'self' 'sha256-{digest}'")


_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), geolocation=(self), microphone=()",
}
_ONE_YEAR_HSTS = "max-age=31536000"
_LOOPBACK_NAMES = frozenset({"127.0.0.1", "::1", "localhost"})


def security_headers(settings: Settings) -> BeforeMessageSendHookHandler:
    """The hook that adds the headers, and keeps what nobody said may be kept out of caches."""
    headers = dict(_HEADERS)
    if speaks_tls(settings):
        headers["strict-transport-security"] = _ONE_YEAR_HSTS

    async def add(message: Message, _scope: Scope) -> None:
        if message["type"] == "http.response.start":
            found = MutableScopeHeaders.from_message(message)
            for name, value in headers.items():
                found.setdefault(name, value)
            found.setdefault("cache-control", "no-store")

    return add


def allowed_hosts(settings: Settings) -> frozenset[str] | None:
    """The host names that requests may carry; None for any.

    That is where the service listens on every address of a machine and was not told its name.
    """
    if settings.public_url is None and settings.listen != "localhost" and ip_address(settings.listen).is_unspecified:
        return None
    named = {urlsplit(settings.own_url).hostname or "", settings.listen}
    return frozenset(named | _LOOPBACK_NAMES)


def host_guard(settings: Settings) -> Guard:
    """The guard that refuses other host names: a page elsewhere must not reach us by a name that points here."""
    hosts = allowed_hosts(settings)

    def check_host(connection: HttpConnection, _handler: BaseRouteHandler) -> None:
        if hosts is not None and urlsplit(f"//{connection.headers.get('host', '')}").hostname not in hosts:
            raise ClientException("This service is not reached under that host name.")

    return check_host
