"""Supervisees: found, opened for a purpose, entered, changed, ended; and where they have been."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from api.v1.moments import read_moment
from api.v1.requests import Created, PurposeAsked
from api.v1.supervisee_views import (
    AbsenceEnding,
    ChangedFile,
    FileEnding,
    FileRevision,
    NewCustody,
    OpenedFile,
    PersonFileView,
    ReadingView,
    SuperviseeView,
)
from api.v1.track_features import GEO_JSON, track_feature
from api.v1.views import Happened, ListView, list_of
from supervision import legal_time
from supervision.audit import Act
from supervision.corrections.absences import end_absence, record_custody
from supervision.corrections.category import Category
from supervision.corrections.file_state import FileState
from supervision.corrections.files import change_person_file, create_person_file
from supervision.corrections.life_cycle import LifeStep
from supervision.corrections.listing import FileFilters, list_supervisees
from supervision.corrections.opening import ReadingFilter, open_person_file, readings_of
from supervision.corrections.purposes import read_purpose
from supervision.corrections.release.terminating import end_person_file
from supervision.corrections.responsible.store import responsible_of
from supervision.monitoring.tracks import open_track
from supervision.officers import Officer

_FILE = {"about": "person-file"}
_USUAL_SPAN = timedelta(days=1)


class SuperviseeController(Controller):
    """Supervisees inside the officer's reach."""

    path = "/supervisees"
    tags = ["Supervisees"]  # noqa: RUF012 - as Litestar declares it

    @get("/", opt={"act": Act.PERSON_FILE_LIST})
    async def list_supervisees(
        self,
        officer: NamedDependency[Officer],
        sought: Annotated[str | None, QueryParameter(name="query")] = None,
        category: FromQuery[Category | None] = None,
        wanted: Annotated[FileState | None, QueryParameter(name="state")] = None,
        office: FromQuery[UUID | None] = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[SuperviseeView]:
        """Supervisees, masked; newest first, or for a query the surest match first; fifty a page."""
        page = await list_supervisees(officer, sought, cursor, FileFilters(category, wanted, office))
        return list_of(SuperviseeView.of_person, page.items, page.next)

    @post("/", opt={"act": Act.PERSON_FILE_CREATE})
    async def create_file(self, data: JSONBody[OpenedFile], officer: NamedDependency[Officer]) -> Response[Created]:
        """Open a file; 400 names the field to mend, 409 when the county has an open file of this person."""
        file_id = await create_person_file(officer, data.office_id, data.content(), LifeStep(data.begins))
        return Response(Created(file_id), headers={"location": f"/api/v1/supervisees/{file_id}"})

    @get("/{supervisee_id:uuid}", opt={"act": Act.PERSON_FILE_OPEN})
    async def open_file(
        self, supervisee_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: PurposeAsked = None
    ) -> PersonFileView:
        """The file in clear; the opening is recorded with its purpose. 400 lists the purposes."""
        return PersonFileView.of_file(
            await open_person_file(officer, supervisee_id, purpose), await responsible_of(supervisee_id)
        )

    @put("/{supervisee_id:uuid}", opt={"act": Act.PERSON_FILE_CHANGE})
    async def change_file(
        self, supervisee_id: FromPath[UUID], data: JSONBody[ChangedFile], officer: NamedDependency[Officer]
    ) -> FileRevision:
        """Store changed content; 409 when somebody else has changed the file since `revision`."""
        return FileRevision(
            await change_person_file(officer, supervisee_id, data.revision, data.content(), data.office_id)
        )

    @post("/{supervisee_id:uuid}/ending", opt={"act": Act.PERSON_FILE_END}, status_code=HTTP_200_OK)
    async def end_file(
        self, supervisee_id: FromPath[UUID], data: JSONBody[FileEnding], officer: NamedDependency[Officer]
    ) -> Happened:
        """Terminate, with the second factor; positioning stops at the moment that is returned."""
        return Happened(
            await end_person_file(
                officer, supervisee_id, data.cause, data.note, data.code, data.ended_at, data.paper_id
            )
        )

    @post(
        "/{supervisee_id:uuid}/absences",
        opt={"act": Act.PERSON_FILE_CHANGE},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def record_custody(
        self, supervisee_id: FromPath[UUID], data: JSONBody[NewCustody], officer: NamedDependency[Officer]
    ) -> None:
        """Record custody; an order that runs then is over from that moment. A transfer begins with its receipt."""
        await record_custody(officer, supervisee_id, data.began_at, data.note, data.paper_id)

    @post(
        "/{supervisee_id:uuid}/absences/ending",
        opt={"act": Act.PERSON_FILE_CHANGE},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def end_absence(
        self, supervisee_id: FromPath[UUID], data: JSONBody[AbsenceEnding], officer: NamedDependency[Officer]
    ) -> None:
        """Record that custody or a transfer is over; orders that it ended stay ended."""
        await end_absence(officer, supervisee_id, data.ended_at)

    @get("/{supervisee_id:uuid}/readings", opt={"act": Act.PERSON_FILE_OPEN})
    async def readings(
        self,
        supervisee_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        purpose: PurposeAsked = None,
        cursor: FromQuery[str | None] = None,
        by: FromQuery[UUID | None] = None,
        from_on: FromQuery[date | None] = None,
        until_on: FromQuery[date | None] = None,
    ) -> ListView[ReadingView]:
        """Who did what with the file, newest first, of one officer or some days; looking here is recorded, too."""
        wanted = ReadingFilter(by, from_on, until_on)
        page = await readings_of(officer, supervisee_id, purpose, cursor, wanted)
        return list_of(ReadingView.of, page.items, page.next)

    @get("/{supervisee_id:uuid}/track", opt={"act": Act.TRACK_OPEN, **_FILE}, media_type=GEO_JSON)
    async def track(
        self,
        supervisee_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        from_at: Annotated[str | None, QueryParameter(name="from", description="ISO 8601; a day before `to`.")] = None,
        until_at: Annotated[str | None, QueryParameter(name="to", description="ISO 8601; now.")] = None,
        purpose: PurposeAsked = None,
    ) -> Response[bytes]:
        """Positions in a span as a GeoJSON Feature: one MultiPoint, with `fixed_at` and `accuracy_m` arrays."""
        reason = read_purpose(purpose)
        until = read_moment(until_at, "to") or legal_time.now()
        since = read_moment(from_at, "from") or until - _USUAL_SPAN
        track = await open_track(officer, supervisee_id, since, until, reason)
        return Response(track_feature(track), media_type=GEO_JSON)
