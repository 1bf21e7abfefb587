"""The invented justice bureau of the county, and how everybody is enrolled; their secrets are kept in the home."""

import pyotp

from api.demo.cast_parts import Establishment, Part
from api.demo.county import CITY, COUNTY, OTHER_COUNTY, TOWNSHIPS
from api.demo.keeping import DemoOfficer
from api.demo.police import POLICE
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
from supervision.officers.first_officers import FIRST_ROLES
from supervision.settings import Register

AGENCY, HEAD, DEPUTY, DUTY_DESK, SYSTEM = "county.agency", "county.head", "county.deputy", "duty.desk", "system-admin"

_CITY_OFFICE, _COUNTY_OFFICE, _AGENCY_OFFICE = "云泽市司法局", "云岭县司法局", "云岭县社区矫正管理局"
_OTHER_OFFICE = "岚台县社区矫正管理局"


def office_username(township_code: str) -> str:
    """Who works in the justice office of a township."""
    return dict(zip((township.code for township in TOWNSHIPS), _OFFICE_USERNAMES, strict=True))[township_code]


_OFFICE_USERNAMES = (
    "shiqiao.office", "liuwan.office", "nanping.office", "songgang.office", "yuanshang.office", "quangou.office",
)  # fmt: skip
_OFFICE_PEOPLE = ("方承谦", "江序之", "费若屿", "雷昭明", "贺砚秋", "倪舒岑")

_PARTS = (
    *(
        Part(username, name, Role.JUSTICE_OFFICE, township.code, township.office_name)
        for username, name, township in zip(_OFFICE_USERNAMES, _OFFICE_PEOPLE, TOWNSHIPS, strict=True)
    ),
    Part(AGENCY, "汤允衡", Role.COUNTY_AGENCY, COUNTY, _AGENCY_OFFICE),
    Part(HEAD, "殷黎安", Role.COUNTY_HEAD, COUNTY, _COUNTY_OFFICE),
    Part("city.agency", "薛知远", Role.CITY_AGENCY, CITY, _CITY_OFFICE),
    Part("lantai.agency", "骆怀瑾", Role.COUNTY_AGENCY, OTHER_COUNTY, _OTHER_OFFICE),
    Part(DUTY_DESK, "温亦行", Role.COUNTY_AGENCY, COUNTY, _AGENCY_OFFICE, is_listed=False),
    Part(DEPUTY, "顾以宁", Role.COUNTY_HEAD, COUNTY, _COUNTY_OFFICE, is_listed=False),
)

_OFFICES = (
    (_CITY_OFFICE, Level.CITY, CITY, None),
    (_COUNTY_OFFICE, Level.COUNTY, COUNTY, _CITY_OFFICE),
    (_AGENCY_OFFICE, Level.COUNTY, COUNTY, _COUNTY_OFFICE),
    (_OTHER_OFFICE, Level.COUNTY, OTHER_COUNTY, _CITY_OFFICE),
    *((township.office_name, Level.TOWNSHIP, township.code, _AGENCY_OFFICE) for township in TOWNSHIPS),
)

JUSTICE = Establishment(Register.CORRECTIONS, _OFFICES, _PARTS)
"""The justice bureau and its offices."""

ESTABLISHMENTS = {one.register: one for one in (JUSTICE, POLICE)}
"""Who works in each register."""


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


async def enrol(establishment: Establishment) -> tuple[DemoOfficer, ...]:
    """The three administrators; then offices by the first, and officers with one grant each by the second of them.

    AlreadyInitialised where the register has officers.
    """
    register = establishment.register
    administrators = tuple(map(_administrator, await create_administrators(register), FIRST_ROLES))
    cast = Cast(administrators)
    system, security, _ = [await cast.officer(one.username) for one in administrators]
    for name, level, division, parent in establishment.offices:
        known = {office.name: office.id for office in await load_offices(system)}
        await create_office(system, OfficeDraft(name, level, division, known[parent] if parent else None))
    today = legal_time.legal_day(legal_time.now())
    added = []
    for part in establishment.parts:
        draft = OfficerDraft(part.name, part.username, part.office, GrantDraft(part.role, part.prefix, today))
        added.append(_kept(await add_officer(security, draft), part))
    return (*added, *administrators)


async def justice_offices(cast: Cast) -> dict[str, Office]:
    """The justice office of each township, by the township's code."""
    names = {township.office_name for township in TOWNSHIPS}
    return {
        office.division: office for office in await load_offices(await cast.officer(SYSTEM)) if office.name in names
    }


def _administrator(enrolment: Enrolment, role: Role) -> DemoOfficer:
    return DemoOfficer(enrolment.username, enrolment.password, enrolment.totp_secret, role, (), is_listed=True)


def _kept(enrolment: Enrolment, part: Part) -> DemoOfficer:
    return DemoOfficer(
        enrolment.username,
        enrolment.password,
        enrolment.totp_secret,
        part.role,
        (part.prefix,),
        is_listed=part.is_listed,
    )
