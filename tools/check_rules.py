"""Switch off each rule of law in turn and see its test fail: a rule whose test passes without it is not tested.

Run by `make check-rules`; numbers as arguments check some. `docs/rules.md` lists the rules.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.rules.switches import SWITCHES

_TEST = re.compile(r"^ *(?:async )?def (test_rule_(\d\d)_\w+)", re.MULTILINE)
_FAILED = 1


def find_rule_tests(root: Path) -> Mapping[int, dict[Path, list[str]]]:
    """The tests of each rule, by the file in which they stand."""
    found: dict[int, dict[Path, list[str]]] = {}
    for path in sorted(root.rglob("test_*.py")):
        for name, number in _TEST.findall(path.read_text("utf-8")):
            found.setdefault(int(number), {}).setdefault(path, []).append(name)
    return found


def check(number: int, tests: Mapping[Path, Iterable[str]]) -> str:
    """What is wrong with the tests of a rule that pass while it stands; empty if one of them fails without it."""
    if not tests:
        return "has no test"
    code = run(tests, f"test_rule_{number:02}_", "--switch-off", str(number))
    return "" if code == _FAILED else f"its tests do not notice that it is switched off (exit code {code})"


def run(paths: Iterable[Path], names: str, *options: str) -> int:
    """The exit code of pytest over some tests of some files."""
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "--tb=no", "-p", "tests.rules.switching", *options]
    command += [*(str(path) for path in paths), "-k", names]
    return subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603 - our own tests


def main(numbers: Iterable[int]) -> int:
    """Check some rules, and say of each how it went."""
    tests, wrong = find_rule_tests(Path("tests")), 0
    if run({path for files in tests.values() for path in files}, "test_rule_") != 0:
        print("the tests of the rules fail as the rules stand: mend that first")
        return 1
    for number in numbers:
        problem = check(number, tests.get(number, {}))
        wrong += bool(problem)
        print(f"rule {number:>2}: {problem or 'its test fails without it'}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main([int(text) for text in sys.argv[1:]] or sorted(SWITCHES)))
