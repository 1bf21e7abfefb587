"""The scoring of exit rules, on tracks small enough to count by hand."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench import judgement
from bench.judgement import RULES, Score, score
from bench.tracks import Stay, made_up_stays, read_stays, stay_of
from supervision.position import Fix, Point

CAME = datetime(2026, 11, 23, tzinfo=UTC)
HOME = Point(35.0, 112.0)


def stay(*places: tuple[float, float, float], hours: float = 2) -> Stay:
    """A stay whose fixes are (minutes after coming, metres north, accuracy in metres)."""
    fixes = [
        Fix(CAME + timedelta(minutes=m), n, CAME, HOME.lat + north / 110_941, HOME.lon, accuracy)
        for n, (m, north, accuracy) in enumerate(places)
    ]
    return stay_of("t", CAME, CAME + timedelta(hours=hours), HOME, fixes)


def scored(name: str, *stays: Stay) -> Score:
    return score(stays, RULES[name])


AT_HOME = [(minute, 0.0, 10.0) for minute in range(0, 121, 10)]


@pytest.mark.parametrize(
    ("name", "false_exits"), [("point-in-circle", 3), ("circle-outside", 2), ("circle-outside-twice", 1), ("ours", 1)]
)
def test_false_exits_count_once_per_excursion(name: str, false_exits: int) -> None:
    """A point just outside, a lone stray, and an errand of four fixes; the first and last five minutes do not count."""
    track = [
        (0, 0, 10), (2, 400, 10), (4, 0, 10), (20, 105, 10), (30, 0, 10), (40, 500, 10), (50, 0, 10), (60, 0, 10),
        (70, 500, 10), (75, 600, 10), (80, 700, 10), (85, 800, 10), (90, 0, 10), (100, 0, 10), (110, 0, 10),
        (117, 600, 10), (119, 700, 10),
    ]  # fmt: skip
    assert scored(name, stay(*track)).false_exits == false_exits


def test_hours_run_between_consecutive_fixes_and_a_gap_counts_for_an_hour() -> None:
    gap = stay((0, 0, 10), (10, 0, 10), (200, 0, 10), (230, 0, 10), hours=4)
    assert scored("ours", gap).hours == pytest.approx(1.5)


def test_a_stay_of_two_fixes_does_not_count() -> None:
    assert scored("point-in-circle", stay((10, 500, 10), (20, 500, 10))).hours == 0


@pytest.mark.parametrize(
    ("name", "delay"), [("point-in-circle", 60), ("circle-outside", 120), ("circle-outside-twice", 240), ("ours", 180)]
)
def test_a_departure_is_known_by_the_fix_that_raises_the_alarm(name: str, delay: float) -> None:
    leaving = [(121, 102, 10), (122, 115, 10), (123, 130, 10), (124, 400, 10), (125, 500, 10)]
    result = scored(name, stay(*AT_HOME, *leaving))
    assert (result.departures, result.delays) == (1, [delay])
    assert result.delays_after_first == [delay - 120]


def test_a_departure_without_an_alarm_in_the_hour_is_missed() -> None:
    once = stay(*AT_HOME, (150, 900, 10), (170, 0, 10), (185, 950, 10))
    result = scored("ours", once)
    assert (result.departures, result.delays) == (1, [])


def test_tracks_are_read_from_a_folder(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "fixes.csv.gz", "wt") as lines:
        lines.write("track,fixed_at,written_at,lat,lon,accuracy_m,speed_mps\n")
        lines.write("a,-5.0,1000,35,112,10,0\na,1000.5,1001,35,112,10,\na,2000,2001,114.5,53.25,20,1.5\n")
    (tmp_path / "stays.csv").write_text("track,entered_at,left_at,lat,lon\na,900,3000,114.5,53.25\n")
    (read,) = read_stays(tmp_path)
    assert [fix.accuracy_m for fix in read.during] == [10, 20]
    assert read.center == Point(65.5, -126.75)
    assert (read.during[1].lat, read.during[1].lon) == (65.5, -126.75)


def test_made_up_tracks_are_the_same_each_time_and_reach_the_bar() -> None:
    stays = made_up_stays(wearers=12, hours=3)
    assert stays == made_up_stays(wearers=12, hours=3)
    ours, point = score(stays, RULES["ours"]), score(stays, RULES["point-in-circle"])
    assert len(ours.delays) == ours.departures == 12
    assert ours.false_exits * 50 <= point.false_exits


def test_the_headline_comes_last_and_names_no_rule(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TRACKS", raising=False)
    monkeypatch.setattr(judgement, "made_up_stays", lambda: made_up_stays(wearers=2, hours=1))
    judgement.main()
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    headline = lines[-4:]
    assert [line["metric"] for line in headline] == [
        "false_exits_per_hour",
        "exit_delay_p50_s",
        "exit_delay_after_first_outside_p50_s",
        "exits_missed_percent",
    ]
    assert all("rule" not in line["at"] for line in headline)
    named = {line["at"].get("rule") for line in lines[1:-4]}
    assert named == {"ours", "point-in-circle", "circle-outside", "circle-outside-twice"}
