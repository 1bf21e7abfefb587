"""Invented names. Supervisees, officers and places are written with different characters, so that none can be mistaken.

A test elsewhere searches dumps, logs and tables for supervisees' names: whatever it finds is a leak and no coincidence.
"""

from collections.abc import Iterator
from random import Random

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严魏陶姜"
MALE = "伟强磊军勇杰涛超刚鹏辉斌波宇浩凯健俊飞"
FEMALE = "芳娜敏静丽艳娟秀英玲桂兰洁梅莉萍红玉凤"

_SEED = "names"
_TWO_CHARACTERS_SHARE = 0.6


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
