"""Numbers of files, notices, permits: a yearly series of each kind for each county, no gaps and no doubles."""

import re
import unicodedata
from enum import StrEnum

from supervision.legal_time import legal_day, now
from supervision.storage.database import fetch

COUNTY_DIGITS = 6


class Series(StrEnum):
    """What is numbered; a code has at most 12 characters. No kind is shared between registers."""

    FILE = "file"
    AFTERCARE = "aftercare"
    ASSESSMENT = "assessment"
    ASSESSMENT_REPLY = "assess-reply"
    ORDER = "order"
    NOTICE = "notice"
    CERTIFICATE = "certificate"
    APPLICATION = "application"
    ADMONITION = "admonition"
    WARNING = "warning"
    PROPOSAL = "proposal"
    PRAISE = "praise"
    HOUSEHOLD = "household"
    RESIDENT = "resident"
    STAY_NOTICE = "stay-notice"
    PERMIT = "permit"
    TENANCY = "tenancy"
    REQUEST = "request"
    PROVISION = "provision"
    EXPORT = "export"
    DISCLOSURE = "disclosure"
    FILE_EXPORT = "file-export"
    COUNT_SHEET = "count-sheet"
    DESTRUCTION = "destruction"
    PAPER_REPORT_IN_NOTICE = "paper-bd"
    PAPER_DECLARATION = "paper-xg"
    PAPER_COMMITMENT = "paper-cn"
    PAPER_LEAVE_APPLICATION = "paper-wc"
    PAPER_LEAVE_PERMIT = "paper-zw"
    PAPER_LEAVE_REFUSAL = "paper-bz"
    PAPER_POSITIONING_DECISION = "paper-dj"
    PAPER_POSITIONING_NOTICE = "paper-dg"
    PAPER_PENALTY_PROPOSAL = "paper-zc"
    PAPER_SUSPENSION_REVOCATION = "paper-ch"
    PAPER_PAROLE_REVOCATION = "paper-cj"
    PAPER_IMPRISONMENT_PROPOSAL = "paper-sj"
    PAPER_ARREST_PROPOSAL = "paper-db"
    PAPER_REDUCTION_PROPOSAL = "paper-jx"
    PAPER_TRANSFER_INQUIRY = "paper-zx"
    PAPER_TRANSFER_REPLY = "paper-fh"
    PAPER_SEARCH_POLICE_NOTICE = "paper-cz"
    PAPER_SEARCH_PROSECUTOR_NOTICE = "paper-tb"
    PAPER_APPRAISAL = "paper-jd"
    PAPER_RELEASE_CERTIFICATE = "paper-jm"
    PAPER_RELEASE_NOTICE = "paper-jt"
    PAPER_TERMINATION_NOTICE = "paper-zt"


_PREFIX = {
    Series.FILE: "",
    Series.AFTERCARE: "BJ-",
    Series.ASSESSMENT: "PG-",
    Series.ASSESSMENT_REPLY: "PF-",
    Series.ORDER: "DW-",
    Series.NOTICE: "GZ-",
    Series.CERTIFICATE: "JC-",
    Series.APPLICATION: "SP-",
    Series.ADMONITION: "XJ-",
    Series.WARNING: "JG-",
    Series.PROPOSAL: "TQ-",
    Series.PRAISE: "BY-",
    Series.HOUSEHOLD: "HU-",
    Series.RESIDENT: "RY-",
    Series.STAY_NOTICE: "SB-",
    Series.PERMIT: "JZ-",
    Series.TENANCY: "ZL-",
    Series.REQUEST: "SQ-",
    Series.PROVISION: "GX-",
    Series.EXPORT: "DC-",
    Series.DISCLOSURE: "YJ-",
    Series.FILE_EXPORT: "DD-",
    Series.COUNT_SHEET: "DS-",
    Series.DESTRUCTION: "XH-",
    **{series: f"{series[-2:].upper()}-" for series in Series if series.startswith("paper-")},
}
"""What a number begins with: the initials of its Chinese word, which end the code of a paper's series."""


_PREFIXED = re.compile(r"[A-Z]{2}-\d{6}-\d{4}-\d{4,}")
_PLAIN = re.compile(r"(?:(?P<county>\d{6}-)?\d{4}-)?\d{4,5}")


def county_of(division: str) -> str:
    """The county's six digits of a division inside it."""
    return division[:COUNTY_DIGITS]


def number_pattern(text: str) -> str | None:
    """For LIKE: the numbers without a prefix that a text names, whole, from the year on or by their last part. Pure."""
    text = _in_one_form(text)
    if not (named := _PLAIN.fullmatch(text)):
        return None
    return text if named["county"] else f"%-{text}"


def prefixed_number(text: str) -> str | None:
    """The whole number with a prefix that a text is, such as DW-140502-2026-0001. Pure."""
    text = _in_one_form(text)
    return text if _PREFIXED.fullmatch(text) else None


def _in_one_form(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(text.split())).upper()


async def take_numbers(series: Series, division: str, count: int = 1) -> list[str]:
    """The next numbers, such as 140502-2026-0001; the series stays locked until the caller's transaction ends."""
    county, year = county_of(division), legal_day(now()).year
    rows = await fetch(
        """INSERT INTO number_series (id, kind, county, year, last) VALUES (gen_random_uuid(), $1, $2, $3, $4)
           ON CONFLICT (kind, county, year) DO UPDATE SET last = number_series.last + $4 RETURNING last""",
        series, county, year, count,
    )  # fmt: skip
    last = int(rows[0]["last"])
    return [f"{_PREFIX[series]}{county}-{year}-{number:04}" for number in range(last - count + 1, last + 1)]


async def take_number(series: Series, division: str) -> str:
    """The next number of the series."""
    return (await take_numbers(series, division))[0]
