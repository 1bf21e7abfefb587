"""When a reward may be proposed, and what the law restricts it by: shown, for people to decide. Pure."""

from dataclasses import dataclass
from datetime import date

from supervision.corrections.category import Category
from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.corrections.sanctions.ladder import Rung, RungStatus
from supervision.corrections.sanctions.words import MeasureKind, Trigger
from supervision.legal_time import add_months
from supervision.wording import Wording

PRAISE_SOURCE = Wording(
    "社区矫正法第二十八条；实施办法第三十三条（须核对正式文本）",
    "Community Correction Law, art. 28; Implementing Measures, art. 33 (to be confirmed against the text)",
)
REDUCTION_SOURCE = Wording(
    "社区矫正法第三十三条；最高人民法院减刑假释规定（2016）第十六条、第十八条",
    "Community Correction Law, art. 33; Supreme People's Court on reduction and parole (2016), arts. 16 and 18",
)
CONDUCT = Wording("表现符合表扬条件的，由人认定，写明事实", "if the conduct deserves it: people say so, with the facts")
DEED = Wording("有突出事迹的，不受入矫时间限制，写明事迹", "an outstanding deed is praised at any time; write it down")
MERIT = Wording(
    "由县级社区矫正机构提出，经市级机构审核，报执行地中级以上人民法院裁定",
    "proposed by the county agency through the city's to an intermediate or higher court where it is executed",
)
_SUSPENDED = Wording(
    "拘役或者三年以下有期徒刑宣告缓刑的，一般不适用减刑；有重大立功表现的可以减刑，并缩减考验期，"
    "拘役的不少于二个月，有期徒刑的不少于一年",
    "a suspended sentence of detention or of at most three years is normally not reduced; after major merit it may be, "
    "and probation is shortened to no less than two months (detention) or one year",
)
_CONTROL = Wording(
    "管制减刑后，实际执行刑期不能少于原判刑期的二分之一", "of public surveillance at least half is served"
)


@dataclass(frozen=True, slots=True)
class RewardFacts:
    """Since when the person is in the programme, and under which category."""

    category: Category
    division: str
    in_programme_since: date
    today: date


def rewards_of(facts: RewardFacts) -> tuple[Rung, ...]:
    """Praise by time and by deed, and a reduction of the sentence with what the law restricts it by."""
    return (_praise(facts), _deed(), _reduction(facts))


def _praise(facts: RewardFacts) -> Rung:
    rule = find_correction_rule(CorrectionRuleName.PRAISE_NOT_BEFORE, facts.today, facts.division)
    earliest = add_months(facts.in_programme_since, rule.number)
    step = Wording(
        f"{facts.in_programme_since}起接受矫正，满{rule.number}个月为{earliest}",
        f"in the programme since {facts.in_programme_since}; {rule.number} months are over on {earliest}",
    )
    may = facts.today >= earliest
    return Rung(
        MeasureKind.PRAISE,
        Trigger.GOOD_CONDUCT,
        RungStatus.TO_FIND if may else RungStatus.NOT_MET,
        (step, CONDUCT) if may else (step,),
        PRAISE_SOURCE,
        (rule,),
    )


def _deed() -> Rung:
    return Rung(MeasureKind.PRAISE, Trigger.OUTSTANDING_DEED, RungStatus.TO_FIND, (DEED,), PRAISE_SOURCE)


def _reduction(facts: RewardFacts) -> Rung:
    rule = find_correction_rule(CorrectionRuleName.REDUCTION_RULING_DUE, facts.today, facts.division)
    limits = {Category.SUSPENDED_SENTENCE: (_SUSPENDED,), Category.CONTROL: (_CONTROL,)}.get(facts.category, ())
    return Rung(MeasureKind.REDUCTION, Trigger.MERIT, RungStatus.TO_FIND, (MERIT, *limits), REDUCTION_SOURCE, (rule,))
