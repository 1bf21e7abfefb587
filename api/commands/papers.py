"""What a new officer is handed, printed at the terminal once."""

import io
from collections.abc import Iterable

import segno

from api.commands.terminal import say
from supervision.officers import Enrolment
from supervision.wording import Wording

_RULE = "─" * 60
_PASSWORD = Wording("初始密码", "First password")
_SECRET = Wording("动态口令密钥", "Secret of the one-time codes")
_CODES = Wording("备用码（每个只能用一次）", "Printed codes (each works once)")
_SCAN = Wording(
    "用手机上的口令应用扫描下面的二维码，也可手工输入上面的密钥。",
    "Scan this with an authenticator app, or type the secret in.",
)


def print_papers(enrolments: Iterable[Enrolment]) -> None:
    """Username, first password, second factor and printed codes of each; nobody can show them again."""
    for enrolment in enrolments:
        say(_RULE, f"{enrolment.name}  {enrolment.username}", "")
        say(f"{_both(_PASSWORD)}: {enrolment.password}")
        say(f"{_both(_SECRET)}: {enrolment.totp_secret}")
        say(f"  {enrolment.totp_uri}", f"{_both(_CODES)}:")
        say(*(f"  {code}" for code in enrolment.recovery_codes), "")
        say(_SCAN, _qr(enrolment.totp_uri))
    say(_RULE)


def _both(wording: Wording) -> str:
    return f"{wording} / {wording.english}"


def _qr(text: str) -> str:
    out = io.StringIO()
    segno.make_qr(text).terminal(out=out, compact=True)
    return out.getvalue()
