"""The invented police of the county: its stations, community police officers and their assistants. Pure."""

from api.demo.cast_parts import Establishment, Part
from api.demo.county import CITY, COUNTY, TOWNSHIPS
from supervision.officers import Level, Role
from supervision.settings import Register

_CITY_BUREAU, _COUNTY_BUREAU = "云泽市公安局", "云岭县公安局"
_USERNAMES = ("shiqiao", "liuwan", "nanping", "songgang", "yuanshang", "quangou")
_OFFICERS = ("常棣", "柏予川", "苏映真", "戚望舒", "邹竞帆", "谭清和")
_ASSISTANTS = (("shiqiao.assistant", "俞则鸣", 0), ("shiqiao.second", "蓝嘉禾", 0), ("liuwan.assistant", "卓行简", 1))

POLICE = Establishment(
    Register.RESIDENCE,
    offices=(
        (_CITY_BUREAU, Level.CITY, CITY, None),
        (_COUNTY_BUREAU, Level.COUNTY, COUNTY, _CITY_BUREAU),
        *((township.station_name, Level.TOWNSHIP, township.code, _COUNTY_BUREAU) for township in TOWNSHIPS),
    ),
    parts=(
        *(
            Part(f"{username}.police", name, Role.COMMUNITY_POLICE, township.code, township.station_name)
            for username, name, township in zip(_USERNAMES, _OFFICERS, TOWNSHIPS, strict=True)
        ),
        *(
            Part(username, name, Role.POLICE_ASSISTANT, TOWNSHIPS[place].code, TOWNSHIPS[place].station_name)
            for username, name, place in _ASSISTANTS
        ),
        Part("county.police", "季云樵", Role.COMMUNITY_POLICE, COUNTY, _COUNTY_BUREAU),
    ),
)
"""The stations of the townships, and the county's bureau above them."""


def station_username(township_code: str) -> str:
    """The community police officer of a township."""
    return f"{_USERNAMES[[township.code for township in TOWNSHIPS].index(township_code)]}.police"


def assistant_username(community_code: str) -> str | None:
    """The assistant who looks after the drawers of a community; None where the station has none."""
    return _ASSISTANT_OF.get(community_code)


_ASSISTANT_OF = {
    **{TOWNSHIPS[0].community_code(number): "shiqiao.assistant" for number in (0, 1)},
    **{TOWNSHIPS[0].community_code(number): "shiqiao.second" for number in (2, 3)},
    **{TOWNSHIPS[1].community_code(number): "liuwan.assistant" for number in (0, 1)},
}
