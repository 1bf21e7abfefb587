"""Invented names. Supervisees, residents, officers and places are written with different signs: none can be mistaken.

A test elsewhere searches dumps, logs and tables for supervisees' names: whatever it finds is a leak and no coincidence.
"""

from collections.abc import Iterator
from random import Random

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严魏陶姜"
MALE = "伟强磊军勇杰涛超刚鹏辉斌波宇浩凯健俊飞"
FEMALE = "芳娜敏静丽艳娟秀英玲桂兰洁梅莉萍红玉凤"

RESIDENT_SURNAMES = "林黄刘胡郭高罗梁宋唐曾彭肖田董袁潘于余杜叶程卢丁任钟崔廖范谢徐马邓傅侯邵万段易乔齐庄岳翟毕康"
RESIDENT_MALE = "志建德海东成春生国平华峰光荣福根旺永家良才学庆思子轩博睿哲文"
RESIDENT_FEMALE = "燕霞琴珍香月琳雪婷慧倩蓉霜瑶菊翠巧素淑惠莲彩环"

_SEED = "names"
_TWO_CHARACTERS_SHARE = 0.6
_LONG_NAMES_SHARE = 0.85


def supervisee_names(is_male: bool) -> Iterator[str]:  # noqa: FBT001 - the one thing that is asked
    """Full names without end, none of them twice and none part of another."""
    chance = Random(f"{_SEED} {is_male}")  # noqa: S311 - invented names
    given, seen = MALE if is_male else FEMALE, set[str]()
    while True:
        first = chance.choice(given)
        second = chance.choice(given) if chance.random() < _TWO_CHARACTERS_SHARE else ""
        name = chance.choice(SURNAMES) + first + second
        if all(name not in other and other not in name for other in seen):
            seen.add(name)
            yield name


def resident_name(chance: Random, surname: str, *, is_male: bool, taken: set[str]) -> str:
    """A full name of two or three characters that nobody has yet; it is taken then."""
    given = RESIDENT_MALE if is_male else RESIDENT_FEMALE
    while True:
        name = surname + chance.choice(given) + (chance.choice(given) if chance.random() < _LONG_NAMES_SHARE else "")
        if name not in taken:
            taken.add(name)
            return name
