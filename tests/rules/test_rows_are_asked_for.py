"""Every row of a table of rules is asked for by code outside of its table, or its page says that nothing is."""

import re
from functools import cache

import pytest

from api.console.words import WORDS
from supervision.aftercare.rules import AftercareRuleName
from supervision.corrections.rules import CorrectionRuleName
from supervision.legal_rules import RuleName
from supervision.residence.rules import ResidenceRuleName
from tests.test_architecture import ROOT, code_files

NAMES = [*RuleName, *CorrectionRuleName, *AftercareRuleName, *ResidenceRuleName]
TABLES = frozenset(
    ROOT / "supervision" / path
    for path in ("legal_rules.py", "corrections/rules.py", "aftercare/rules.py", "residence/rules.py")
)
ONLY_LISTED = "本系统不按此计算，仅供查阅"


@cache
def asked_for() -> frozenset[str]:
    """Every name of a member that stands in code outside of the tables."""
    texts = (path.read_text(encoding="utf-8") for path in code_files("supervision", "api") if path not in TABLES)
    return frozenset(word for text in texts for word in re.findall(r"\.([A-Z][A-Z_]+)\b", text))


@pytest.mark.parametrize("name", NAMES, ids=str)
def test_a_rule_that_the_page_lists_is_asked_for(name: RuleName) -> None:
    is_listed_only = WORDS["rule-use"][name] == ONLY_LISTED
    assert (name.name in asked_for()) is not is_listed_only
