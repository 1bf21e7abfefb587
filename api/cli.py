"""The command `supervision`: reads the command line and hands over to `api.commands`."""

import asyncio
import sys
from pathlib import Path

import click

from api.commands.logs import set_up_logs
from supervision import __version__
from supervision.errors import SupervisionError
from supervision.settings import Settings, load_settings
from supervision.wording import Wording


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="supervision")
@click.pass_context
def commands(context: click.Context) -> None:
    """Files, positioning orders and trackers of people under community correction."""
    set_up_logs()
    context.obj = load_settings()


@commands.command("run")
@click.option("--demo", is_flag=True, help="With an invented county, its people and simulated trackers.")
@click.pass_obj
def run_command(settings: Settings, *, demo: bool) -> None:
    """Start everything: database, broker, ingest, API."""
    from api.commands.run import run

    asyncio.run(run(settings, is_demo=demo))


@commands.command("api")
@click.pass_obj
def api_command(settings: Settings) -> None:
    """Serve the JSON API and the console."""
    from api.commands.serve import serve

    serve(settings)


@commands.command("ingest")
@click.option("--shard", type=click.IntRange(0, 999), default=0, show_default=True)
@click.pass_obj
def ingest_command(settings: Settings, *, shard: int) -> None:
    """Store what trackers send."""
    from api.commands.ingest import ingest

    asyncio.run(ingest(settings, shard))


@commands.command("imports")
@click.pass_obj
def imports_command(settings: Settings) -> None:
    """Work off imports from Excel and CSV."""
    from api.commands.imports import imports

    asyncio.run(imports(settings))


@commands.command("migrate")
@click.pass_obj
def migrate_command(settings: Settings) -> None:
    """Bring the database to this version."""
    from api.commands.administration import migrate_database

    asyncio.run(migrate_database(settings))


@commands.command("init")
@click.option("--divisions", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CSV: code,name.")
@click.option(
    "--holidays", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CSV: day,is_working,name."
)
@click.pass_obj
def init_command(settings: Settings, *, divisions: Path | None, holidays: Path | None) -> None:
    """Make a real installation: keys, tables, divisions and the three administrators."""
    from api.commands.first_start import init

    asyncio.run(init(settings, divisions, holidays))


@commands.group("officer")
def officer_commands() -> None:
    """Officers."""


@officer_commands.command("add")
@click.argument("username")
@click.argument("name")
@click.option("--office", default="", help="Name of the office; none for an administrator.")
@click.option("--role", required=True, help="Such as justice-office or county-head.")
@click.option("--prefix", default="", help="Division code of the grant; none for an administrator.")
@click.option("--as", "as_username", required=True, help="The security administrator who adds the officer.")
@click.pass_obj
def officer_add_command(
    settings: Settings, *, username: str, name: str, office: str, role: str, prefix: str, as_username: str
) -> None:
    """Add an officer with one grant; the first password, second factor and one-time codes are printed once."""
    from api.commands.administration import add_officer_by_hand

    asyncio.run(add_officer_by_hand(settings, username, name, office, role, prefix, as_username))


@commands.group("tracker")
def tracker_commands() -> None:
    """Trackers."""


@tracker_commands.command("pair")
@click.argument("tracker_id")
@click.option("--as", "as_username", required=True, help="The system administrator who pairs the tracker.")
@click.pass_obj
def tracker_pair_command(settings: Settings, *, tracker_id: str, as_username: str) -> None:
    """Give a tracker a fresh account and print its pairing document."""
    from api.commands.administration import pair_by_hand

    asyncio.run(pair_by_hand(settings, tracker_id, as_username))


@commands.group("audit")
def audit_commands() -> None:
    """The audit chain."""


@audit_commands.command("verify")
@click.pass_obj
def audit_verify_command(settings: Settings) -> None:
    """Verify every entry; names the first broken one and exits with 1."""
    from api.commands.administration import verify_audit

    sys.exit(0 if asyncio.run(verify_audit(settings)) else 1)


@commands.group("keys")
def keys_commands() -> None:
    """Keys."""


@keys_commands.command("rotate")
@click.pass_obj
def keys_rotate_command(settings: Settings) -> None:
    """Make this month's key, wrap all living keys with it, destroy what is past its time."""
    from api.commands.administration import rotate

    asyncio.run(rotate(settings))


@commands.command("renew-search")
@click.pass_obj
def renew_search_command(settings: Settings) -> None:
    """Make the search digests of residents and parties anew where they differ, after an update that says so."""
    from api.commands.administration import renew_search_by_hand

    asyncio.run(renew_search_by_hand(settings))


@commands.command("doctor")
@click.pass_obj
def doctor_command(settings: Settings) -> None:
    """Send a canary fix from broker to alert stream, time each leg, and say what to mend."""
    from api.commands.doctor import doctor

    sys.exit(0 if asyncio.run(doctor(settings)) else 1)


@commands.command("backup")
@click.argument("target", type=click.Path(path_type=Path))
@click.pass_obj
def backup_command(settings: Settings, *, target: Path) -> None:
    """Write a backup of the database to TARGET; the key folder is backed up apart."""
    from api.commands.backup import backup

    asyncio.run(backup(settings, target))


@commands.command("restore")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.pass_obj
def restore_command(settings: Settings, *, source: Path) -> None:
    """Restore a backup into an empty home; destroyed keys stay destroyed."""
    from api.commands.backup import restore

    asyncio.run(restore(settings, source))


@commands.command("simulate")
@click.pass_obj
def simulate_command(settings: Settings) -> None:
    """Let the demo town's trackers walk about and publish; refused in a home that does not hold the demo."""
    from api.commands.simulate import simulate

    asyncio.run(simulate(settings))


def main() -> None:
    """Run a command; refusals are one sentence on standard error and exit code 2."""
    try:
        commands(standalone_mode=True)
    except SupervisionError as error:
        sys.stderr.write(f"{error}\n")
        if error.args and isinstance(error.args[0], Wording):
            sys.stderr.write(f"{error.args[0].english}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
