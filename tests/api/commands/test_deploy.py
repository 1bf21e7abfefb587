"""The systemd unit and its settings, held to what the service needs."""

import re
import shlex
from pathlib import Path

import click

from api.cli import commands
from supervision.settings import Settings, load_settings

DEPLOY = Path(__file__).resolve().parents[3] / "deploy"


def unit() -> dict[str, str]:
    lines = (DEPLOY / "supervision.service").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if re.match(r"[A-Z]\w+=", line))


def example(*, with_comments: bool) -> dict[str, str]:
    text = (DEPLOY / "environment.example").read_text()
    lines = re.findall(
        r"^#?(SUPERVISION_\w+)=(.*)$" if with_comments else r"^(SUPERVISION_\w+)=(.*)$", text, re.MULTILINE
    )
    return dict(lines)


def test_the_unit_runs_a_command_that_there_is() -> None:
    program, command = shlex.split(unit()["ExecStart"])
    assert program.endswith("/supervision")
    assert isinstance(commands, click.Group)
    assert command in commands.commands


def test_the_unit_leaves_the_sockets_of_the_database_where_other_commands_find_them() -> None:
    assert unit()["PrivateTmp"] == "no"
    assert "/tmp" in unit()["ReadWritePaths"].split()  # noqa: S108 - named, not used


def test_the_unit_lets_the_service_end_its_own_processes_in_order_and_gives_it_time() -> None:
    assert unit()["KillMode"] == "mixed"
    assert unit()["KillSignal"] == "SIGTERM"
    assert int(unit()["TimeoutStopSec"]) > 20
    assert unit()["TimeoutStartSec"] == "infinity", "a recovery takes as long as it needs"


def test_the_example_names_settings_that_there_are_and_works_as_it_stands() -> None:
    known = set(re.findall(r"`(SUPERVISION_\w+)`", Path(load_settings.__code__.co_filename).read_text()))
    assert set(example(with_comments=True)) <= known
    settings = load_settings(example(with_comments=False))
    assert isinstance(settings, Settings)
    assert not settings.key_dir.is_relative_to(settings.home)
    folders = unit()["StateDirectory"].split()
    assert [settings.home.name, settings.key_dir.name] == folders
