"""The papers that an officer is handed once: first password, second factor as a QR code, printed codes."""

import segno

from api.console.pages_base import PageRequest
from api.console.view_models.officers import CodeSheet, CodesView
from supervision.officers import Enrolment

_QR_SCALE = 4


def codes_view(page: PageRequest, enrolments: tuple[tuple[Enrolment, str], ...], back_path: str) -> CodesView:
    """One sheet for each enrolment with the name of its office; nobody can show them again."""
    return CodesView(
        sheets=tuple(_sheet(enrolment, office_name) for enrolment, office_name in enrolments),
        made_at=page.now,
        made_by=page.officer.name,
        back_path=back_path,
    )


def qr_svg(text: str) -> str:
    """A QR code for a page or a paper, as large as its place."""
    return segno.make_qr(text, error="m").svg_inline(scale=_QR_SCALE, omitsize=True, svgclass=None, lineclass=None)


def _sheet(enrolment: Enrolment, office_name: str) -> CodeSheet:
    return CodeSheet(
        name=enrolment.name,
        username=enrolment.username,
        office_name=office_name,
        codes=enrolment.recovery_codes,
        first_password=enrolment.password,
        totp_qr_svg=qr_svg(enrolment.totp_uri) if enrolment.totp_uri else "",
        totp_secret=enrolment.totp_secret,
    )
