"""Whether officers are answered at once while 1.2 million residents are registered, and find whom they mean.

Two counties lie sealed in the embedded PostgreSQL: the invented district with its doubles and questions, and a crowd of
more than a million beside it. Two hundred officers with sessions of their own, half of them with a whole county in
reach, act against the real API process over HTTP, each every ten seconds at a random moment, whether or not the last
answer has come. `RESIDENTS=100000` fills less for a quick look.

Before that a district is imported from two workbooks; `PART=import` measures that alone, `PART=load` the rest.
"""

import asyncio
import os
import tempfile
from pathlib import Path

from bench.district.district import PEOPLE
from bench.residence.importing import measure_import
from bench.residence.measures import measure

RESIDENTS = int(os.environ.get("RESIDENTS", "1200000"))
SECONDS = int(os.environ.get("SECONDS", "180"))
PART = os.environ.get("PART", "")


def main() -> None:
    """Measure each part with a register in a folder of its own, and report."""
    if PART != "load":
        with tempfile.TemporaryDirectory(prefix="supervision-bench-") as folder:
            asyncio.run(measure_import(Path(folder), min(PEOPLE, RESIDENTS)))
    if PART != "import":
        with tempfile.TemporaryDirectory(prefix="supervision-bench-") as folder:
            asyncio.run(measure(Path(folder), RESIDENTS, SECONDS))
