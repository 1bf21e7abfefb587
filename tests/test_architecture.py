"""What import-linter cannot say of the house: who may load what, which modules are pure, how long a module may be."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("supervision", "devices", "api")
MOST_LINES = 350
CLOSED_LISTS = frozenset({"supervision/audit/acts.py"})
"""Modules that are one list with a line for each of its members, and nothing else: looked up, not read."""

WITHOUT_AN_OFFICER = {
    "supervision/audit/chain.py:load_chain_end": "the audit knows no officers: how long a chain is, and its last MAC",
    "supervision/officers/sessions.py:load_session": "gives the officer in the first place",
    "supervision/residence/own_page/sessions.py:load_own_session": "gives the resident in the first place",
    "supervision/residence/own_page/showing.py:load_own": "a resident's session says whose record it is, and no other",
    "supervision/vault/keys.py:load_key": "the vault knows no officers; whoever asks has loaded the record",
    "supervision/vault/keys.py:load_keys": "likewise",
    "supervision/vault/keys.py:load_records": "likewise: wrapped keys, which open nothing by themselves",
}
"""Functions that load without asking an officer's reach, each with its reason."""

PURE = frozenset(
    {
        "supervision.corrections.access_rule",
        "supervision.corrections.category",
        "supervision.corrections.content",
        "supervision.corrections.file_state",
        "supervision.corrections.identity",
        "supervision.corrections.import_rows",
        "supervision.corrections.life_cycle",
        "supervision.corrections.purposes",
        "supervision.corrections.record_kinds",
        "supervision.corrections.release.words",
        "supervision.corrections.term",
        "supervision.corrections.term_changes",
        "supervision.documents",
        "supervision.legal_rules",
        "supervision.local_rules.book",
        "supervision.masking",
        "supervision.media",
        "supervision.monitoring.admission",
        "supervision.monitoring.clockwork",
        "supervision.monitoring.crossings",
        "supervision.monitoring.doubts",
        "supervision.monitoring.judgement",
        "supervision.monitoring.obligations",
        "supervision.monitoring.outcomes",
        "supervision.monitoring.reconciling",
        "supervision.monitoring.rules",
        "supervision.monitoring.signs",
        "supervision.monitoring.states",
        "supervision.monitoring.trails",
        "supervision.officers.drafts",
        "supervision.officers.granting",
        "supervision.officers.jurisdiction",
        "supervision.officers.officer",
        "supervision.officers.roles",
        "supervision.orders.check_in_caps",
        "supervision.orders.duties",
        "supervision.orders.grounds",
        "supervision.orders.hours",
        "supervision.orders.liveness",
        "supervision.orders.order_state",
        "supervision.orders.periods",
        "supervision.orders.shapes",
        "supervision.orders.terms",
        "supervision.orders.zones",
        "supervision.residence.cards.serial",
        "supervision.residence.rule_book",
        "supervision.residence.cards.states",
        "supervision.residence.visits.words",
        "supervision.retention",
        "supervision.texts",
        "supervision.vault.search_terms",
    }
)
"""The rule modules; others may call themselves pure as well, and are then held to it."""

IMPURE = (
    "asyncio",
    "asyncpg",
    "concurrent",
    "httpx",
    "litestar",
    "logging",
    "multiprocessing",
    "paho",
    "piccolo",
    "socket",
    "structlog",
    "subprocess",
    "supervision.audit.changes",
    "supervision.storage",
    "supervision.vault.current",
    "threading",
    "time",
)
"""What a rule must not reach, by whatever way round: storage, other threads and processes, the network, a log."""

TYPES_ONLY = {
    ("supervision.monitoring.admission", "supervision.orders.admissions"): "what may be admitted is described there",
}
"""Imports of a rule module that bring no more than descriptions, each with its reason."""

WRITTEN_BY_HAND = frozenset({".py", ".md", ".js", ".mjs", ".css", ".html", ".sh", ".toml"})
WALL_CLOCKS = frozenset({"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"})
CLOCKS = WALL_CLOCKS | {"now", "legal_time.now", "time.monotonic", "monotonic", "perf_counter", "time.perf_counter"}
THE_CLOCK = "supervision/legal_time.py"


def code_files(*folders: str) -> Iterator[Path]:
    """Every module of these folders but the generated migrations."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "piccolo_migrations" not in path.parts:
                yield path


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def module_of(path: Path) -> str:
    return named(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def claims_to_be_pure(path: Path) -> bool:
    return re.search(r"\bpure\b", ast.get_docstring(parsed(path)) or "", re.IGNORECASE) is not None


PURE_FILES = tuple(path for path in code_files("supervision") if claims_to_be_pure(path))


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    """Who imports whom, on all floors, packages from outside included."""
    return grimp.build_graph(*FLOORS, include_external_packages=True, cache_dir=None)


def loaders() -> Iterator[tuple[str, ast.AsyncFunctionDef]]:
    for path in code_files("supervision", "devices"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.AsyncFunctionDef) and node.name.startswith("load_"):
                yield f"{named(path)}:{node.name}", node


def takes_an_officer(function: ast.AsyncFunctionDef) -> bool:
    arguments = function.args.posonlyargs + function.args.args
    return bool(arguments) and arguments[0].annotation is not None and ast.unparse(arguments[0].annotation) == "Officer"


def test_whatever_loads_asks_for_an_officer_first_or_says_that_it_is_for_the_system() -> None:
    wrong = {
        name
        for name, function in loaders()
        if not (name.endswith("_for_system") or takes_an_officer(function) or name in WITHOUT_AN_OFFICER)
    }
    assert wrong == set()


def test_every_exception_to_that_is_still_needed() -> None:
    free = {name for name, function in loaders() if not (name.endswith("_for_system") or takes_an_officer(function))}
    assert free == set(WITHOUT_AN_OFFICER)


def test_what_loads_for_the_system_is_used_by_no_page_and_no_route_of_an_officer() -> None:
    streams = {"api/v1/alert_hub.py", "api/v1/alert_stream.py"}  # they ask each listener's reach for each alert
    users = {named(path) for path in code_files("api") if "_for_system" in path.read_text("utf-8")}
    assert users <= streams | {named(path) for path in code_files("api/commands", "api/demo")}


def test_the_rules_are_where_they_are_said_to_be_and_call_themselves_pure() -> None:
    assert PURE - {module_of(path) for path in PURE_FILES} == set()


@pytest.mark.parametrize("path", PURE_FILES, ids=module_of)
def test_a_pure_module_reaches_no_storage_and_no_input_or_output(path: Path, imports: grimp.ImportGraph) -> None:
    for importer, imported in TYPES_ONLY:
        imports.remove_import(importer=importer, imported=imported)
    impure = {module for name in IMPURE if name in imports.modules for module in (name, *inside(imports, name))}
    chains = [chain for end in impure if (chain := imports.find_shortest_chain(importer=module_of(path), imported=end))]
    assert chains == []


def inside(imports: grimp.ImportGraph, package: str) -> frozenset[str]:
    return frozenset() if imports.is_module_squashed(package) else frozenset(imports.find_descendants(package))


@pytest.mark.parametrize("path", PURE_FILES, ids=module_of)
def test_a_pure_module_has_no_clock_of_its_own(path: Path) -> None:
    asked = [
        ast.unparse(node)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in CLOCKS
    ]
    assert asked == []


ASKS_A_RULE = re.compile(r"\b(find_rule|find_residence_rule|find_field_list)\b")


def test_a_page_for_strangers_that_asks_a_rule_is_judged_by_its_regions_rows() -> None:
    for path in code_files("api"):
        text = path.read_text("utf-8")
        assert not (ASKS_A_RULE.search(text) and '"public": True}' in text), named(path)


def test_ingest_asks_for_no_number_of_law_and_so_is_handed_none() -> None:
    asking = [named(path) for path in code_files("devices", "supervision/monitoring") if _asks_a_rule(path)]
    assert asking == []


def _asks_a_rule(path: Path) -> bool:
    return ASKS_A_RULE.search(path.read_text("utf-8")) is not None


def test_the_product_has_one_clock() -> None:
    others = {
        f"{named(path)}:{node.lineno}"
        for path in code_files(*FLOORS)
        if named(path) != THE_CLOCK
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in WALL_CLOCKS
    }
    assert others == set()


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lines = {
        named(path): len(path.read_text("utf-8").splitlines())
        for path in code_files(*FLOORS, "tools", "bench")
        if named(path) not in CLOSED_LISTS
    }
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_columns_of_bytes_say_whether_they_are_sealed_or_a_digest() -> None:
    proofs = {"mac", "previous_mac", "signature"}  # they say of other columns that they are as they were
    columns = {
        f"{named(path)}:{target.id}"
        for path in code_files("supervision", "devices")
        if path.name == "tables.py"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("Bytea(")
        for target in node.targets
        if isinstance(target, ast.Name) and not target.id.endswith(("_sealed", "_digest")) and target.id not in proofs
    }
    assert columns == set()


def test_nothing_in_the_tree_waits_to_be_done() -> None:
    words = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    waiting = [
        f"{name}:{number}"
        for name in tracked.split("\0")
        if (path := ROOT / name).is_file() and path.suffix in WRITTEN_BY_HAND
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if words.search(line)
    ]
    assert waiting == []
