"""The people and places that tests are about, always the same ones.

Olga works in North and Oscar in South, each in a township of the county Linxi; Oscar sees nothing of North. Agnes works
in the county's agency, Hua heads its bureau, Carl reads in the city above. Hugo heads the bureau of another county.
Emil is the account of the platform that reads the county's outbox, Erik that of the other county's.
Sam, Sue and Ada administer system, security and audit, and see no file.

The police have a register of their own: Petra and her assistant Paul work in North, Pavel in South, who sees nothing of
North. Rosa, Rita and Rolf administer that register's system, security and audit.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from supervision.legal_time import legal_day, now
from supervision.officers import Role
from tests.makers import RESIDENCE, Member, make_divisions, make_office, make_officer

PROVINCE, CITY, COUNTY, OTHER_COUNTY = "14", "1499", "149901", "149902"
NORTH, SOUTH = "149901001", "149901002"
NORTH_VILLAGE = "149901001003"

DIVISIONS = {
    PROVINCE: "山西省",
    CITY: "青屏市",
    COUNTY: "临溪县",
    OTHER_COUNTY: "石坝县",
    NORTH: "北岭镇",
    SOUTH: "南浦镇",
    NORTH_VILLAGE: "松坡村",
    "1409": "云安市",
    "140902": "平川区",
    "140902001": "河口镇",
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, with the offices they work in."""

    olga: Member
    oscar: Member
    agnes: Member
    hua: Member
    carl: Member
    hugo: Member
    emil: Member
    erik: Member
    petra: Member
    paul: Member
    sam: Member
    sue: Member
    ada: Member
    pavel: Member
    rosa: Member
    rita: Member
    rolf: Member
    city_office: UUID
    county_office: UUID
    other_county_office: UUID
    north_office: UUID
    south_office: UUID
    north_station: UUID
    south_station: UUID


async def gather_cast() -> Cast:
    """Create everybody in the open database."""
    await make_divisions(DIVISIONS)
    city = await make_office("青屏市司法局", CITY)
    county = await make_office("临溪县司法局", COUNTY, city)
    other_county = await make_office("石坝县司法局", OTHER_COUNTY, city)
    north = await make_office("北岭司法所", NORTH, county)
    south = await make_office("南浦司法所", SOUTH, county)
    sue = await make_officer("sue", "Sue Security", Role.SECURITY_ADMIN)
    north_station = await make_office("北岭派出所", NORTH, register=RESIDENCE)
    south_station = await make_office("南浦派出所", SOUTH, register=RESIDENCE)
    rita = await make_officer("rita", "Rita Security", Role.SECURITY_ADMIN, register=RESIDENCE)
    return Cast(
        olga=await make_officer("olga", "Olga North", Role.JUSTICE_OFFICE, NORTH, north, granted_by=sue.id),
        oscar=await make_officer("oscar", "Oscar South", Role.JUSTICE_OFFICE, SOUTH, south, granted_by=sue.id),
        agnes=await make_officer("agnes", "Agnes Agency", Role.COUNTY_AGENCY, COUNTY, county, granted_by=sue.id),
        hua=await make_officer("hua", "Hua Head", Role.COUNTY_HEAD, COUNTY, county, granted_by=sue.id),
        carl=await make_officer("carl", "Carl City", Role.CITY_AGENCY, CITY, city, granted_by=sue.id),
        hugo=await make_officer(
            "hugo", "Hugo Elsewhere", Role.COUNTY_HEAD, OTHER_COUNTY, other_county, granted_by=sue.id
        ),
        emil=await _platform("emil", "Emil Exchange", COUNTY, county, sue),
        erik=await _platform("erik", "Erik Elsewhere", OTHER_COUNTY, other_county, sue),
        petra=await _police("petra", "Petra Police", Role.COMMUNITY_POLICE, NORTH, north_station, rita),
        paul=await _police("paul", "Paul Assistant", Role.POLICE_ASSISTANT, NORTH, north_station, rita),
        sam=await make_officer("sam", "Sam System", Role.SYSTEM_ADMIN),
        sue=sue,
        ada=await make_officer("ada", "Ada Audit", Role.AUDIT_ADMIN),
        pavel=await _police("pavel", "Pavel Police", Role.COMMUNITY_POLICE, SOUTH, south_station, rita),
        rosa=await make_officer("rosa", "Rosa System", Role.SYSTEM_ADMIN, register=RESIDENCE),
        rita=rita,
        rolf=await make_officer("rolf", "Rolf Audit", Role.AUDIT_ADMIN, register=RESIDENCE),
        city_office=city,
        county_office=county,
        other_county_office=other_county,
        north_office=north,
        south_office=south,
        north_station=north_station,
        south_station=south_station,
    )


async def _platform(username: str, name: str, county: str, office: UUID, granted_by: Member) -> Member:
    last_day = legal_day(now()) + timedelta(days=90)
    return await make_officer(
        username, name, Role.EXCHANGE_READER, county, office, granted_by=granted_by.id, valid_until=last_day
    )


async def _police(username: str, name: str, role: Role, prefix: str, station: UUID, granted_by: Member) -> Member:
    return await make_officer(username, name, role, prefix, station, register=RESIDENCE, granted_by=granted_by.id)
