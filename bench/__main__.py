"""`python -m bench [name]`: run one benchmark, or all there are."""

import sys
from importlib import import_module
from importlib.util import find_spec

NAMES = ("ingest", "judgement", "residence", "corrections", "console")


def main(wanted: list[str]) -> None:
    """Run the wanted benchmarks in their order; SystemExit for a name that is none."""
    there = [name for name in NAMES if find_spec(f"bench.{name}")]
    unknown = [name for name in wanted if name not in there]
    if unknown:
        raise SystemExit(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(there)}")
    for name in wanted or there:
        import_module(f"bench.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
