"""What the doctor can tell with the database open."""

from datetime import timedelta
from pathlib import Path

import asyncpg

from api.commands.backup import backup
from api.commands.checks import Check, Verdict
from api.commands.installed import installed
from api.commands.opening import OWN_TEMPLATES
from api.commands.stored_checks import AUDIT, BACKUP, PARTITIONS, ROTATION, TEMPLATES, stored_checks
from devices.housekeeping import make_partitions_ahead
from supervision import legal_time
from supervision.forms.catalogue import FormName
from supervision.settings import Settings
from tests.cast import gather_cast
from tests.makers_forms import a_template, put


async def look(settings: Settings, *, after_days: int = 0) -> dict[str, Check]:
    async with installed(settings):
        now = legal_time.now() + timedelta(days=after_days)
        return {check.name: check async for check in stored_checks(settings.registers, now)}


async def prepare(settings: Settings) -> None:
    async with installed(settings):
        await gather_cast()
        await make_partitions_ahead()


async def tamper(settings: Settings, statement: str) -> None:
    connection = await asyncpg.connect(settings.database_url)
    try:
        async with connection.transaction():
            await connection.execute("SET LOCAL session_replication_role = replica")
            await connection.execute(statement)
    finally:
        await connection.close()


async def test_a_healthy_installation_only_lacks_its_first_backup(settings: Settings, tmp_path: Path) -> None:
    await prepare(settings)
    checks = await look(settings)
    assert [name for name, check in checks.items() if check.verdict is not Verdict.GOOD] == [BACKUP]
    await backup(settings, tmp_path / "backup")
    assert (await look(settings))[BACKUP].verdict is Verdict.GOOD
    assert (await look(settings, after_days=9))[BACKUP].verdict is Verdict.WARNING


async def test_partitions_that_run_out_are_a_failure(settings: Settings) -> None:
    await prepare(settings)
    assert (await look(settings, after_days=10))[PARTITIONS].verdict is Verdict.GOOD
    assert (await look(settings, after_days=13))[PARTITIONS].verdict is Verdict.FAILED


async def test_a_template_that_cannot_be_used_is_a_failure_that_names_it(settings: Settings) -> None:
    await prepare(settings)
    assert (await look(settings))[TEMPLATES].verdict is Verdict.GOOD
    put(settings.home / OWN_TEMPLATES, FormName.WARNING, "2026-03-01", a_template("{{ nmae }}"))
    found = (await look(settings))[TEMPLATES]
    assert found.verdict is Verdict.FAILED
    assert "2026-03-01/warning.docx" in found.finding


async def test_keys_that_were_not_rotated_are_a_warning(settings: Settings) -> None:
    await prepare(settings)
    assert (await look(settings))[ROTATION].verdict is Verdict.GOOD
    assert (await look(settings, after_days=40))[ROTATION].verdict is Verdict.WARNING


async def test_an_entry_that_was_altered_is_named(settings: Settings) -> None:
    await prepare(settings)
    await tamper(settings, "UPDATE audit_entry SET actor_name = 'nobody' WHERE position = 7")
    check = (await look(settings))[AUDIT]
    assert check.verdict is Verdict.FAILED
    assert "7: altered" in check.finding
