"""A thief of the database reads nobody's name, number, phone, address or whereabouts: a real dump is searched."""

import asyncio
import subprocess
from collections import Counter
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from devices.housekeeping import make_partitions_ahead
from supervision import legal_time
from supervision.corrections.listing import list_supervisees
from supervision.corrections.opening import open_person_file
from supervision.corrections.papers.issuing import issue_paper
from supervision.corrections.papers.keeping import void_paper
from supervision.forms.catalogue import FormName
from supervision.monitoring.admission import Arrival
from supervision.monitoring.alerts import AlertFilter, Finding, dispose_of_alert, list_alerts
from supervision.monitoring.intake import Intake
from supervision.position import Fix
from supervision.storage.engine import Connection
from supervision.storage.programs import program_folder
from supervision.storage.urls import DatabaseUrls
from tests.cast import Cast
from tests.makers_files import make_person_file
from tests.makers_orders import make_order_in_force, make_zone

NAME, NUMBER, PHONE, ADDRESS = "欧阳翠微", "149901198702030417", "13987651234", "临溪县北岭镇风车巷七十七号"
LAT, LON = 35.4917263, 112.8536471
COMMITMENT = FormName.COMMITMENT
NOTE = "本人称去镇卫生院取药"


async def _nothing_to_check(_connection: Connection) -> None:
    """No lease in this test."""


def _dump(url: str) -> str:
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    command = [
        str(program_folder() / "pg_dump"), "--host", query["host"][0], "--username", parts.username or "",
        "--dbname", parts.path.lstrip("/"), "--inserts",
    ]  # fmt: skip
    done = subprocess.run(command, env={"PGPASSWORD": parts.password or ""}, capture_output=True, check=True)
    return done.stdout.decode()


def _spellings_of_a_coordinate(degrees: float) -> set[str]:
    return {f"{degrees:.{digits}f}"[: digits + 3] for digits in (4, 5, 6)} | {str(round(degrees * 1e7))}


async def test_a_dump_holds_no_plaintext_of_a_person(database: DatabaseUrls, cast: Cast) -> None:
    await make_partitions_ahead()
    file_id = await make_person_file(
        cast.olga.officer,
        name=NAME,
        document_number=NUMBER,
        phone=PHONE,
        address=ADDRESS,
        lat=LAT,
        lon=LON,
    )
    paper_id = await issue_paper(cast.olga.officer, file_id, COMMITMENT, {})
    await void_paper(cast.olga.officer, paper_id, NOTE)
    order = await make_order_in_force(cast, file_id=file_id, zones=(make_zone(LAT, LON, name="风车巷住处"),))
    await asyncio.sleep(0.01)
    start = order.started_at
    fixes = [Fix(start + timedelta(seconds=40 * step), step, start, LAT + 0.02, LON + 0.02, 6.0) for step in range(8)]
    with legal_time.moved_clock(lambda: start + timedelta(minutes=6)):
        arrivals = [Arrival(order.tracker_id, is_dedicated=True, fix=fix) for fix in fixes]
        await Intake(_nothing_to_check).store(arrivals, Counter())
        alerts = await list_alerts(cast.olga.officer, AlertFilter())
        await dispose_of_alert(cast.olga.officer, alerts[0].id, Finding.REASONABLE_EXCUSE, NOTE)
        for query in (NAME, "欧阳", "ouyangcuiwei", PHONE, NUMBER):
            await list_supervisees(cast.olga.officer, query)
        await open_person_file(cast.olga.officer, file_id, "supervision")
    dump = await asyncio.to_thread(_dump, database.owner)
    assert str(file_id) in dump
    words = {NAME, "欧阳", "翠微", "ouyang", NUMBER, NUMBER[6:14], PHONE, PHONE[-8:], ADDRESS, "风车巷", NOTE}
    words |= _spellings_of_a_coordinate(LAT) | _spellings_of_a_coordinate(LON)
    hex_words = {word.encode().hex() for word in (NAME, NUMBER, PHONE, ADDRESS)}
    assert {word for word in words | hex_words if word in dump} == set()
