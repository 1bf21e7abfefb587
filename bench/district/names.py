"""Names as often as they occur: surnames by their share, given names by generation, other peoples' names. Pure."""

from dataclasses import dataclass
from itertools import accumulate
from random import Random

_SURNAME_SHARES = {
    "王": 719, "李": 717, "张": 679, "刘": 539, "陈": 454, "杨": 308, "黄": 222, "赵": 214, "吴": 205, "周": 202,
    "徐": 166, "孙": 154, "马": 129, "朱": 126, "胡": 125, "林": 118, "郭": 115, "何": 106, "高": 100, "罗": 99,
    "郑": 98, "梁": 94, "谢": 86, "宋": 83, "唐": 79, "许": 77, "邓": 76, "韩": 75, "冯": 75, "曹": 74,
    "彭": 73, "曾": 72, "肖": 71, "田": 69, "董": 68, "潘": 67, "袁": 66, "蔡": 64, "蒋": 62, "余": 61,
    "于": 60, "杜": 58, "叶": 56, "程": 55, "魏": 54, "苏": 53, "吕": 52, "丁": 51, "任": 50, "卢": 49,
    "姚": 48, "沈": 48, "钟": 47, "姜": 46, "崔": 46, "谭": 45, "陆": 44, "范": 43, "汪": 43, "廖": 42,
    "石": 41, "金": 41, "韦": 40, "贾": 39, "夏": 38, "付": 38, "方": 37, "邹": 36, "熊": 35, "白": 34,
    "孟": 33, "秦": 33, "邱": 32, "侯": 31, "江": 31, "尹": 30, "薛": 30, "闫": 29, "段": 29, "雷": 28,
    "龙": 27, "黎": 26, "史": 26, "陶": 25, "贺": 24, "毛": 24, "郝": 23, "顾": 23, "龚": 22, "邵": 22,
    "单": 6, "仇": 5, "区": 5, "解": 5, "查": 5, "覃": 12, "乐": 3, "盖": 3, "朴": 3, "翟": 9,
    "欧阳": 7, "上官": 2, "司马": 2, "诸葛": 1, "夏侯": 1, "皇甫": 1, "尉迟": 1, "东方": 1,
}  # fmt: skip
"""Shares in ten thousand; the last lines hold characters with a reading of their own as surnames, and double ones."""

_MALE = {
    1940: "德福贵财明山林根生水金玉宝树清春国华文光成长兴永", 1955: "建国军民卫东红新平志强胜利永明忠华文学金海保",
    1970: "军勇伟强斌涛辉峰刚波超鹏杰磊建华海林国栋志东晓明", 1985: "超鹏伟磊涛浩杰凯宇飞龙俊亮健鑫洋斌晓东志文博",
    2000: "浩宇轩博文俊杰子豪天翔嘉铭泽晨睿皓宏瑞昊然一航梓",
}  # fmt: skip
_FEMALE = {
    1940: "秀英兰珍桂香莲花玉梅淑凤金素贞翠云荣巧月芝", 1955: "秀兰玉英桂芳红玲华珍霞芬淑琴丽爱春香云萍",
    1970: "丽敏芳娟艳霞红燕玲静英华梅芬萍莉兰晓秀云", 1985: "静婷娜雪丹丽莹佳晶慧倩敏颖琳娟玲燕欣蕾晓芳",
    2000: "欣怡雨涵梓萱诗琪子涵佳怡思雨可馨梦瑶语嫣一诺婉",
}  # fmt: skip
_ONE_CHARACTER_SHARE = {1940: 0.12, 1955: 0.22, 1970: 0.46, 1985: 0.42, 2000: 0.12}

_UYGHUR = ("阿迪力", "买买提", "艾尔肯", "吐尔逊", "古丽娜尔", "热依汗", "帕提古丽", "阿依古丽", "玉素甫", "伊力亚斯")
_KAZAKH = ("叶尔兰", "巴合提", "努尔兰", "阿依努尔", "古丽扎", "沙吾列", "别克", "木拉提")
_TIBETAN = ("扎西", "次仁", "卓玛", "央金", "旦增", "多吉", "白玛", "平措", "德吉", "曲珍", "索朗", "拉姆")
_FOREIGN_FIRST = (
    "ANNA",
    "DAVID",
    "MARIA",
    "JOHN",
    "OLGA",
    "MINH",
    "SOMCHAI",
    "YUKI",
    "JISOO",
    "AHMED",
    "FATIMA",
    "IVAN",
)
_FOREIGN_LAST = ("KOVALENKO", "SMITH", "NGUYEN", "TANAKA", "PARK", "HASSAN", "IVANOVA", "SANTOS", "MILLER", "TRAN")

HOMOPHONES = {
    "伟": "玮", "杰": "洁", "静": "婧", "丽": "莉", "燕": "艳", "华": "桦", "明": "铭", "辉": "晖", "涛": "韬",
    "鹏": "朋", "芳": "方", "红": "宏", "玲": "铃", "英": "瑛", "梅": "玫", "娟": "涓", "强": "墙", "峰": "锋",
    "志": "智", "国": "帼", "文": "雯", "晓": "小", "佳": "嘉", "云": "芸", "浩": "皓", "俊": "峻", "博": "勃",
    "欣": "昕", "婷": "亭", "雪": "鳕", "兰": "岚", "春": "椿", "平": "萍", "宇": "雨", "超": "抄", "勇": "涌",
    "敏": "闽", "霞": "侠", "健": "建", "磊": "蕾", "秀": "绣", "金": "今", "子": "梓", "洋": "阳", "军": "君",
    "东": "冬", "海": "醢", "飞": "菲", "刚": "钢", "斌": "彬", "波": "玻", "亮": "谅", "林": "琳", "生": "声",
}  # fmt: skip
"""Characters of given names that are typed for one another, since they are read alike but for their tone."""

SURNAME_READINGS = {
    "单": "shan", "仇": "qiu", "区": "ou", "解": "xie", "查": "zha", "覃": "qin", "乐": "yue", "盖": "ge", "朴": "piao",
    "翟": "zhai", "曾": "zeng", "任": "ren", "尉迟": "yu chi",
}  # fmt: skip
"""How these are read as surnames."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as its parts; other peoples' names have no surname of their own."""

    surname: str
    given: str
    nation: str

    @property
    def whole(self) -> str:
        """As a document states it."""
        return self.surname + self.given


_SURNAMES = tuple(_SURNAME_SHARES)
_CUMULATED = tuple(accumulate(_SURNAME_SHARES.values()))
_MINORITIES = (("05", _UYGHUR), ("17", _KAZAKH), ("04", _TIBETAN))
_OTHER_NATIONS = ("03", "06", "08", "11", "15")


def draw_surname(chance: Random) -> str:
    """One by its share."""
    return chance.choices(_SURNAMES, cum_weights=_CUMULATED)[0]


def draw_name(chance: Random, birth_year: int, *, is_male: bool, surname: str = "") -> PersonName:
    """A name such as people born in that year have; about one in sixty is of another people."""
    if not surname and chance.random() < 0.016:  # noqa: PLR2004 - as the docstring says
        nation, words = chance.choice(_MINORITIES)
        first, second = chance.sample(words, 2)
        return PersonName("", first + second if nation == "04" else f"{first}·{second}", nation)
    decade = max(year for year in _MALE if year <= max(birth_year, 1940))
    characters = (_MALE if is_male else _FEMALE)[decade]
    given = chance.choice(characters)
    if chance.random() >= _ONE_CHARACTER_SHARE[decade]:
        given += chance.choice(characters)
    nation = "01" if chance.random() < 0.94 else chance.choice(_OTHER_NATIONS)  # noqa: PLR2004 - the Han's share
    return PersonName(surname or draw_surname(chance), given, nation)


def draw_foreign_name(chance: Random) -> PersonName:
    """A name in Latin letters, as passports state it."""
    return PersonName("", f"{chance.choice(_FOREIGN_LAST)} {chance.choice(_FOREIGN_FIRST)}", "")
