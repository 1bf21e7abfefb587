"""The invented offices and officers of the county; their secrets are random, and kept in the home."""

from dataclasses import dataclass

import pyotp

from api.demo.county import CITY, COUNTY, OTHER_COUNTY, TOWNSHIPS
from api.demo.keeping import DemoOfficer
from supervision import legal_time
from supervision.officers import (
    Enrolment,
    GrantDraft,
    Level,
    Office,
    OfficeDraft,
    Officer,
    OfficerDraft,
    Role,
    add_officer,
    create_administrators,
    create_office,
    load_offices,
    sign_in,
)
from supervision.settings import Register

AGENCY, HEAD, DEPUTY, DUTY_DESK, SYSTEM = "county.agency", "county.head", "county.deputy", "duty.desk", "system-admin"
_SECURITY = "security-admin"

_CITY_OFFICE, _COUNTY_OFFICE, _AGENCY_OFFICE = "云泽市司法局", "云岭县司法局", "云岭县社区矫正管理局"
_OTHER_OFFICE, _POLICE_OFFICE = "岚台县社区矫正管理局", "石桥派出所"
_SEAT = TOWNSHIPS[0]


@dataclass(frozen=True, slots=True)
class Part:
    """One officer of the cast; those who are not listed work behind the scenes, so that their codes stay unused."""

    username: str
    name: str
    role: Role
    prefix: str
    office: str
    is_listed: bool = True


def office_username(township_code: str) -> str:
    """Who works in the justice office of a township."""
    return dict(zip((township.code for township in TOWNSHIPS), _OFFICE_USERNAMES, strict=True))[township_code]


_OFFICE_USERNAMES = (
    "shiqiao.office", "liuwan.office", "nanping.office", "songgang.office", "yuanshang.office", "quangou.office",
)  # fmt: skip
_OFFICE_PEOPLE = ("方承谦", "江序之", "费若屿", "雷昭明", "贺砚秋", "倪舒岑")

CAST = (
    *(
        Part(username, name, Role.JUSTICE_OFFICE, township.code, township.office_name)
        for username, name, township in zip(_OFFICE_USERNAMES, _OFFICE_PEOPLE, TOWNSHIPS, strict=True)
    ),
    Part(AGENCY, "汤允衡", Role.COUNTY_AGENCY, COUNTY, _AGENCY_OFFICE),
    Part(HEAD, "殷黎安", Role.COUNTY_HEAD, COUNTY, _COUNTY_OFFICE),
    Part("city.agency", "薛知远", Role.CITY_AGENCY, CITY, _CITY_OFFICE),
    Part("shiqiao.police", "常棣", Role.COMMUNITY_POLICE, _SEAT.code, _POLICE_OFFICE),
    Part("shiqiao.assistant", "俞则鸣", Role.POLICE_ASSISTANT, _SEAT.code, _POLICE_OFFICE),
    Part("lantai.agency", "骆怀瑾", Role.COUNTY_AGENCY, OTHER_COUNTY, _OTHER_OFFICE),
    Part(DUTY_DESK, "温亦行", Role.COUNTY_AGENCY, COUNTY, _AGENCY_OFFICE, is_listed=False),
    Part(DEPUTY, "顾以宁", Role.COUNTY_HEAD, COUNTY, _COUNTY_OFFICE, is_listed=False),
)
"""Everybody but the three administrators."""

_OFFICES = (
    (_CITY_OFFICE, Level.CITY, CITY, None),
    (_COUNTY_OFFICE, Level.COUNTY, COUNTY, _CITY_OFFICE),
    (_AGENCY_OFFICE, Level.COUNTY, COUNTY, _COUNTY_OFFICE),
    (_OTHER_OFFICE, Level.COUNTY, OTHER_COUNTY, _CITY_OFFICE),
    (_POLICE_OFFICE, Level.TOWNSHIP, _SEAT.code, None),
    *((township.office_name, Level.TOWNSHIP, township.code, _AGENCY_OFFICE) for township in TOWNSHIPS),
)


class Cast:
    """Officers who act by signing in as themselves, whenever now is; each signs in once."""

    def __init__(self, officers: tuple[DemoOfficer, ...]) -> None:
        self._by_username = {officer.username: officer for officer in officers}
        self._signed_in: dict[str, Officer] = {}

    async def officer(self, username: str) -> Officer:
        """The officer, signed in."""
        if username not in self._signed_in:
            secrets = self._by_username[username]
            self._signed_in[username] = (await sign_in(username, secrets.password, self.code(username))).officer
        return self._signed_in[username]

    async def in_office_of(self, township_code: str) -> Officer:
        """The justice office's officer of a township, signed in."""
        return await self.officer(office_username(township_code))

    def code(self, username: str) -> str:
        """The officer's present one-time code."""
        return pyotp.TOTP(self._by_username[username].totp_secret).at(int(legal_time.now().timestamp()))


async def enrol_administrators() -> tuple[DemoOfficer, ...]:
    """The first three; AlreadyInitialised where there are officers."""
    return tuple(
        _kept(enrolment, Role(enrolment.username)) for enrolment in await create_administrators(Register.CORRECTIONS)
    )


async def enrol_everybody(administrators: tuple[DemoOfficer, ...]) -> tuple[DemoOfficer, ...]:
    """Offices by the system administrator, officers with one grant each by the security administrator."""
    cast = Cast(administrators)
    system, security = await cast.officer(SYSTEM), await cast.officer(_SECURITY)
    for name, level, division, parent in _OFFICES:
        known = {office.name: office.id for office in await load_offices(system)}
        await create_office(system, OfficeDraft(name, level, division, known[parent] if parent else None))
    today = legal_time.legal_day(legal_time.now())
    added = []
    for part in CAST:
        draft = OfficerDraft(part.name, part.username, part.office, GrantDraft(part.role, part.prefix, today))
        added.append(_kept(await add_officer(security, draft), part.role, part))
    return (*added, *administrators)


async def justice_offices(cast: Cast) -> dict[str, Office]:
    """The justice office of each township, by the township's code."""
    names = {township.office_name for township in TOWNSHIPS}
    return {
        office.division: office for office in await load_offices(await cast.officer(SYSTEM)) if office.name in names
    }


def _kept(enrolment: Enrolment, role: Role, part: Part | None = None) -> DemoOfficer:
    return DemoOfficer(
        enrolment.username,
        enrolment.password,
        enrolment.totp_secret,
        role,
        () if part is None else (part.prefix,),
        is_listed=part is None or part.is_listed,
    )
