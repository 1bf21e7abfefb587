from dataclasses import replace
from datetime import date

import pytest

from supervision.corrections.rules import CorrectionRuleName, find_correction_rule
from supervision.legal_rules import LEGAL_RULES, Confidence, RuleMissing, RuleName, find_rule
from supervision.wording import Wording, in_language

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("name", [*RuleName, *CorrectionRuleName])
def test_every_rule_that_code_asks_for_is_in_force_with_a_source_in_both_languages(
    name: RuleName | CorrectionRuleName,
) -> None:
    find = find_rule if isinstance(name, RuleName) else find_correction_rule
    rule = find(name, TODAY, "149901001")  # type: ignore[arg-type]
    assert rule.number > 0
    assert rule.source.english
    assert rule.confidence in Confidence


def test_a_regions_own_row_goes_before_the_nations_and_only_there() -> None:
    nation = find_rule(RuleName.CHECK_INS_A_DAY, TODAY)
    local = replace(nation, number=1, division="14", confidence=Confidence.LOCAL)
    rules = (local, *LEGAL_RULES)
    assert find_rule(RuleName.CHECK_INS_A_DAY, TODAY, "149901", rules).number == 1
    assert find_rule(RuleName.CHECK_INS_A_DAY, TODAY, "330101", rules).number == nation.number


def test_a_newer_row_holds_from_its_day_on() -> None:
    nation = find_rule(RuleName.ORDER_TERM_MOST, TODAY)
    newer = replace(nation, number=2, valid_from=date(2027, 1, 1))
    rules = (*LEGAL_RULES, newer)
    assert find_rule(RuleName.ORDER_TERM_MOST, date(2026, 12, 31), "", rules).number == 3
    assert find_rule(RuleName.ORDER_TERM_MOST, date(2027, 1, 1), "", rules).number == 2


def test_a_row_that_has_run_out_or_not_begun_does_not_hold() -> None:
    ended = replace(find_rule(RuleName.ORDER_TERM_MOST, TODAY), valid_until=date(2026, 1, 1))
    with pytest.raises(RuleMissing):
        find_rule(RuleName.ORDER_TERM_MOST, TODAY, "", (ended,))
    with pytest.raises(RuleMissing):
        find_rule(RuleName.ORDER_TERM_MOST, date(2020, 6, 30))


def test_a_wording_is_its_chinese_text_and_carries_its_english() -> None:
    wording = Wording("管制", "public surveillance")
    assert wording == "管制"
    assert in_language(wording, "zh") == "管制"
    assert in_language(wording, "en") == "public surveillance"
    assert in_language("plain", "en") == "plain"
