"""How names are read in pinyin where the dictionary's first reading is not, or not alone, the name's.

Surnames keep readings of their own (单 is Shàn, 曾 is Zēng, 解 is Xiè, 仇 is Qiú), and some characters of given names
are read in two ways of which only the family knows the right one. Letters without tones; readings apart by a space.
"""

COMPOUND_SURNAMES = frozenset(
    """
    万俟 乐正 亓官 令狐 单于 尉迟 澹台 皇甫 宰父 谷梁 鲜于 长孙 夏侯 呼延
    闾丘 欧阳 上官 司马 司徒 司空 司寇 诸葛 东方 东郭 南宫 西门 独孤 慕容
    宇文 轩辕 公孙 公冶 公羊 公西 赫连 端木 百里 申屠 太史 仲孙 淳于 钟离
    濮阳 宗政 拓跋 第五 纳兰 梁丘 左丘 巫马 漆雕 壤驷 颛孙 微生 羊舌 叱干
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""Surnames of two characters."""

SURNAME_READINGS = {
    "么": "yao",
    "乐": "yue le",
    "乜": "nie mie",
    "仇": "qiu",
    "佴": "nai",
    "便": "pian",
    "区": "ou",
    "单": "shan",
    "卜": "bu",
    "卡": "ka qia",
    "召": "shao zhao",
    "员": "yun yuan",
    "句": "gou ju",
    "宓": "mi fu",
    "尉": "wei yu",
    "强": "qiang jiang",
    "折": "she zhe",
    "晟": "cheng sheng",
    "曾": "zeng",
    "朴": "piao pu",
    "查": "zha cha",
    "柏": "bai bo",
    "洗": "xian xi",
    "牟": "mu mou",
    "盖": "ge gai",
    "祭": "zhai ji",
    "种": "chong zhong",
    "秘": "bi mi",
    "粘": "nian",
    "繁": "po fan",
    "缪": "miao mou",
    "翟": "zhai di",
    "能": "nai neng",
    "藏": "zang cang",
    "蕃": "fan bo",
    "覃": "qin tan",
    "解": "xie",
    "谌": "chen shen",
    "贠": "yun yuan",
    "郇": "xun huan",
    "郗": "xi chi",
    "都": "du",
    "重": "chong zhong",
    "长": "zhang chang",
    "阚": "kan",
    "降": "jiang xiang",
    "隗": "wei kui",
    "隽": "juan jun",
    "黑": "he hei",
    "龟": "qiu gui",
}
"""Surnames whose reading differs from the dictionary's first; the usual one stands first."""

GIVEN_NAME_READINGS = {
    "长": "chang zhang",
    "乐": "le yue",
    "朝": "chao zhao",
    "行": "xing hang",
    "重": "chong zhong",
    "盛": "sheng cheng",
    "茜": "qian xi",
    "娜": "na nuo",
    "曾": "zeng ceng",
    "都": "du dou",
    "传": "chuan zhuan",
    "晟": "sheng cheng",
    "乘": "cheng sheng",
    "莞": "wan guan",
    "莎": "sha suo",
    "柏": "bai bo",
    "薄": "bo bao",
    "藏": "cang zang",
    "省": "sheng xing",
    "参": "can shen",
    "焘": "tao dao",
    "炅": "jiong gui",
    "仔": "zi zai",
    "卡": "ka qia",
    "艾": "ai yi",
    "隽": "juan jun",
    "种": "zhong chong",
    "单": "dan shan",
    "调": "diao tiao",
    "澄": "cheng deng",
    "珩": "heng hang",
    "翟": "zhai di",
    "粘": "zhan nian",
    "校": "xiao jiao",
    "角": "jiao jue",
    "率": "shuai lv",
    "缪": "miao mou",
    "贾": "jia gu",
    "解": "jie xie",
    "还": "huan hai",
    "降": "jiang xiang",
    "蔓": "man wan",
    "筠": "yun jun",
    "琢": "zhuo",
}
"""Characters of given names with two living readings; a person is found by either."""
