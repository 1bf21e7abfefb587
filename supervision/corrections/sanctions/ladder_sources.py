"""The sentences of the ladder: where each line stands in the law, what was compared, what people have to find. Pure."""

from collections.abc import Sequence
from datetime import date

from supervision.wording import Wording

MEASURES = Wording(
    "社区矫正法实施办法（据温州市司法局公开条文）",
    "Implementing Measures of the Community Correction Law, as published by a justice bureau (Wenzhou)",
)
MEASURES_47 = Wording(
    "社区矫正法实施办法第四十七条（须核对正式文本）；刑法第八十六条",
    "Implementing Measures, art. 47 (to be confirmed against the text); Criminal Law, art. 86",
)
MEASURES_49 = Wording(
    "社区矫正法实施办法第四十九条（须核对正式文本）；刑事诉讼法第二百六十八条",
    "Implementing Measures, art. 49 (to be confirmed against the text); Criminal Procedure Law, art. 268",
)
LAW_47 = Wording("社区矫正法第四十七条", "Community Correction Law, art. 47")
PENALTIES_72 = Wording(
    "治安管理处罚法第七十二条第四项（不适用于假释）",
    "Public Security Penalties Law, art. 72(4) (it does not cover parole)",
)
PENALTIES_73 = Wording(
    "治安管理处罚法第七十三条第一项（假释不适用）",
    "Public Security Penalties Law, art. 73(1) (it does not cover parole)",
)

NO_LAPSE = Wording("没有经确认的脱离监管", "no time out of supervision is confirmed")
COUNTED_BEFORE = Wording("已据此作出同类措施", "a measure of this kind rests on it already")
NO_FACT = Wording("档案中没有尚未处理的违规事实记录", "no breach stands on the file that was not dealt with")
NO_WARNING = Wording("此前没有警告", "there was no warning before")
NO_REVOCATION = Wording(
    "没有正在提请的撤销缓刑、撤销假释", "no proposal to revoke the suspended sentence or parole is under way"
)
FINDING_NEEDED = Wording(
    "还须有“仍不改正”的书面认定，写明此后的事实；不因次数推定",
    "a written finding that the person is unrepentant is needed, with facts from after that; no count implies it",
)
FINDING_STANDS = Wording(
    "有此后作出的“仍不改正”书面认定", "a finding made after that says that the person is unrepentant"
)
IF_MINOR = Wording("情节轻微的，由人认定", "if it is minor: people say so")
IF_HEAVIER = Wording("情节较重的，由人认定", "if it is heavier: people say so")
IF_SERIOUS = Wording("情节严重的，由人认定", "if it is serious: people say so")
IF_PUNISHABLE = Wording("依法应予治安管理处罚的，由人认定", "if the law punishes it: people say so")
SHORT_OF_CRIME = Wording("尚未构成新的犯罪的，由人认定", "if it is no new crime: people say so")
OTHER_MINOR = Wording("其他情节轻微的违规，写明事实", "another minor breach, with its facts")
OTHER = Wording("其他违反监督管理规定的情形，写明事实", "another breach, with its facts")
OTHER_SERIOUS = Wording("其他情节严重的情形，写明事实", "another serious case, with its facts")
NOT_EXAMINED = Wording(
    "无正当理由不按时提交病情复查情况，经教育仍不改正的",
    "no re-examination handed in without reason, after being taught",
)
STILL_NOT_EXAMINED = Wording(
    "不按规定提交病情复查情况，经警告拒不改正的", "no re-examination handed in, unmoved by a warning"
)
NOT_ELIGIBLE = Wording("不符合暂予监外执行条件的，写明事实", "not eligible for service outside prison, with the facts")
LEFT_UNMOVED = Wording(
    "未经批准擅自离开，经警告拒不改正，或者拒不报告行踪、脱离监管的",
    "left without approval and was unmoved by a warning, or hides where they are",
)
GROUND_GONE = Wording("暂予监外执行的情形消失后，刑期未满的", "the ground is gone, and the term has not ended")
GUARANTOR_LOST = Wording(
    "保证人丧失保证条件或者被取消资格，不能提出新的保证人的", "the guarantor is lost, and no other is named"
)
DANGER = Wording("可能逃跑或者可能发生社会危险，写明事实", "flight or danger to society is likely, with the facts")


def within(days: int, limit: int) -> Wording:
    """The days that count do not exceed the limit."""
    return Wording(f"{days}日，不超过{limit}日", f"{days} days, no more than {limit}")


def beyond(days: int, limit: int) -> Wording:
    """The days that count exceed the limit."""
    return Wording(f"{days}日，超过{limit}日", f"{days} days, more than {limit}")


def counted(name: Wording, days: Sequence[date], needed: int) -> Wording:
    """How many records of a kind stand, on which days, and how many are needed."""
    dates = [day.isoformat() for day in sorted(days)]
    when, english = (f"（{'、'.join(dates)}）", f" ({', '.join(dates)})") if dates else ("", "")
    return Wording(
        f"有效且未计过的{name}{len(days)}次{when}，须{needed}次",
        f"{name.english}: {len(days)} standing and not counted before{english}, {needed} needed",
    )


def fact(name: Wording, day: date) -> Wording:
    """A recorded fact, by its kind and day."""
    return Wording(f"{day}：{name}", f"{day}: {name.english}")


def not_for(category: Wording, measure: Wording) -> Wording:
    """The law does not know this measure for this category."""
    return Wording(f"{category}不适用{measure}", f"the law has no {measure.english} for {category.english}")
