"""Every stored kind of data has its rule of retention, in the code and in the database."""

import pytest
from piccolo.conf.apps import Finder

from supervision.retention import RETENTION_RULES, RetentionRule, find_retention_rule
from supervision.storage.database import fetch
from supervision.storage.urls import DatabaseUrls

BY_HAND = {"duplicate_key", "position", "resident_term", "party_term", "uncompared_resident"}
NOT_OURS = {"migration", "admission_revision"}


def test_every_table_has_exactly_one_rule_and_every_rule_its_table() -> None:
    tables = {table._meta.tablename for app in Finder().get_app_configs() for table in app.table_classes}  # noqa: SLF001 - Piccolo has no other name for it
    kinds = [rule.kind for rule in RETENTION_RULES]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) == tables | BY_HAND


@pytest.mark.parametrize("rule", RETENTION_RULES, ids=lambda rule: rule.kind)
def test_a_rule_says_in_one_way_how_long_and_on_whose_word(rule: RetentionRule) -> None:
    assert rule.source
    assert rule.source.english
    assert (rule.months is None) == (rule.kept_from is None)
    assert rule.months is None or (rule.months > 0 and rule.follows is None)
    if rule.follows is not None:
        assert find_retention_rule(rule.follows).months


def test_tracks_are_destroyed_years_before_the_archive() -> None:
    tracks, archive = find_retention_rule("position").months, find_retention_rule("person_file").months
    assert tracks is not None
    assert archive is not None
    assert tracks * 10 < archive


def test_a_table_without_a_rule_is_not_known() -> None:
    with pytest.raises(LookupError):
        find_retention_rule("religion")


async def test_the_database_says_the_same_of_every_table_that_it_has(database: DatabaseUrls) -> None:  # noqa: ARG001 - the pool is open
    stored = {row["kind"]: row["months"] for row in await fetch("SELECT kind, months FROM retention_rule")}
    assert stored == {rule.kind: rule.months for rule in RETENTION_RULES}
    rows = await fetch(
        """SELECT relname FROM pg_class JOIN pg_namespace AS n ON n.oid = relnamespace
           WHERE n.nspname = 'public' AND relkind IN ('r', 'p') AND NOT relispartition"""
    )
    assert {row["relname"] for row in rows} - NOT_OURS == set(stored)
