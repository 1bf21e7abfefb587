"""Whether officers of a city's justice bureaus are answered at once: 2,000 files with 200,000 contacts, 200 officers.

Ten counties with a justice office for every twentieth file; each officer has an office or a county in reach and opens
today's work, searches, opens a file or its contacts, and puts down a contact, every ten seconds at a random moment.
The day has work in it: contacts overdue and due, beginnings still open, leave to decide, trackers with an alert each.
`FILES=200` fills less for a quick look.
"""

import asyncio
import os
import tempfile
from pathlib import Path

from bench.corrections.measures import measure

FILES = int(os.environ.get("FILES", "2000"))
SECONDS = int(os.environ.get("SECONDS", "180"))


def main() -> None:
    """Measure with a register in a folder of its own, and report."""
    with tempfile.TemporaryDirectory(prefix="supervision-bench-") as folder:
        asyncio.run(measure(Path(folder), FILES, SECONDS))
