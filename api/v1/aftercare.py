"""After-care: people who were released and are helped, if they agree; bases, figures, and the hand-over."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from api.handing_over import hand_over
from api.v1.aftercare_requests import (
    AftercarePurposeAsked,
    AgreementBody,
    AidAnswer,
    ArrivalBody,
    BaseBody,
    ChangedBase,
    ChangedPerson,
    Closing,
    Ending,
    HandOver,
    NewAid,
    NewEntry,
    NewHelper,
    NewPlacement,
    NewVisit,
    PrisonList,
    Verification,
)
from api.v1.aftercare_views import (
    AftercareFiguresView,
    AftercareFileView,
    AftercareReadingView,
    BaseView,
    EntryVerdictView,
    HelpedPersonView,
    RevisionView,
)
from api.v1.requests import Created
from api.v1.views import ListView, list_of
from supervision import legal_time
from supervision.aftercare.aids import answer_aid, ask_aid
from supervision.aftercare.bases import change_base, create_base, list_bases
from supervision.aftercare.entering import change_person, enter_released
from supervision.aftercare.figures import Behind, list_behind, load_aftercare_figures
from supervision.aftercare.helpers import HelperDetails, add_helper, end_helper
from supervision.aftercare.listing import AftercareShow, list_aftercare
from supervision.aftercare.opening import aftercare_readings, open_aftercare_file
from supervision.aftercare.placements import PlacementDraft, end_placement, place
from supervision.aftercare.prison_lists import check_prison_list, take_prison_list
from supervision.aftercare.progress import ask, close, note_not_returned, receive, verify
from supervision.aftercare.rates import Rate
from supervision.aftercare.visits import record_visit
from supervision.aftercare.words import Agreement, AidState
from supervision.audit import Act
from supervision.legal_time import legal_day
from supervision.officers import Officer

_TAGS = ["After-care"]


class HandOverController(Controller):
    """Supervisees inside the officer's reach, at the end of their correction."""

    path = "/supervisees/{supervisee_id:uuid}/aftercare"
    tags = _TAGS

    @post("/", opt={"act": Act.PERSON_FILE_HAND_OVER})
    async def hand_over(
        self, supervisee_id: FromPath[UUID], data: JSONBody[HandOver], officer: NamedDependency[Officer]
    ) -> Created:
        """Hand somebody over to after-care, with what help is wanted; no id of the other file is kept on either side.

        409 long before the end of the term, after a termination, or where the county has a file of this person.
        """
        return Created(await hand_over(officer, supervisee_id, data.agreement, data.wanted))


class AftercareController(Controller):
    """Files of after-care inside the officer's reach."""

    path = "/aftercare"
    tags = _TAGS

    @get("/", opt={"act": Act.AFTERCARE_LIST})
    async def list_files(
        self,
        officer: NamedDependency[Officer],
        show: FromQuery[AftercareShow] = AftercareShow.CURRENT,
        sought: Annotated[str | None, QueryParameter(name="query")] = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[HelpedPersonView]:
        """People in after-care, masked: a queue, or for a query everybody whom it may mean; fifty a page."""
        page = await list_aftercare(officer, show, sought, cursor)
        return list_of(HelpedPersonView.of_person, page.items, page.next)

    @post("/", opt={"act": Act.AFTERCARE_ENTER})
    async def enter(self, data: JSONBody[NewEntry], officer: NamedDependency[Officer]) -> Response[Created]:
        """Enter one person of a prison's list, to be verified; 409 where the county has a file of this person."""
        file_id = await enter_released(officer, data.office_id, data.released())
        return Response(Created(file_id), headers={"location": f"/api/v1/aftercare/{file_id}"})

    @post("/prison-lists", opt={"act": Act.AFTERCARE_IMPORT}, status_code=HTTP_200_OK)
    async def take_list(
        self, data: JSONBody[PrisonList], officer: NamedDependency[Officer]
    ) -> ListView[EntryVerdictView]:
        """A verdict for every entry of a prison's list; with `is_final` the new ones are stored."""
        judge = take_prison_list if data.is_final else check_prison_list
        return list_of(EntryVerdictView.of_verdict, await judge(officer, data.numbered()))

    @get("/{file_id:uuid}", opt={"act": Act.AFTERCARE_OPEN})
    async def open_file(
        self, file_id: FromPath[UUID], officer: NamedDependency[Officer], purpose: AftercarePurposeAsked = None
    ) -> AftercareFileView:
        """The file in clear; the opening is recorded with its purpose. 400 lists the purposes."""
        return AftercareFileView.of_file(await open_aftercare_file(officer, file_id, purpose))

    @put("/{file_id:uuid}", opt={"act": Act.AFTERCARE_CHANGE})
    async def change(
        self, file_id: FromPath[UUID], data: JSONBody[ChangedPerson], officer: NamedDependency[Officer]
    ) -> RevisionView:
        """Store what is known of the person anew; 409 when somebody else has since `revision`."""
        return RevisionView(await change_person(officer, file_id, data.revision, data.person()))

    @get("/{file_id:uuid}/readings", opt={"act": Act.AFTERCARE_OPEN})
    async def readings(
        self,
        file_id: FromPath[UUID],
        officer: NamedDependency[Officer],
        purpose: AftercarePurposeAsked = None,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[AftercareReadingView]:
        """Who did what with the file, newest first; looking here is recorded, too."""
        page = await aftercare_readings(officer, file_id, purpose, cursor)
        return list_of(AftercareReadingView.of, page.items, page.next)

    @post("/{file_id:uuid}/verification", opt={"act": Act.AFTERCARE_VERIFY}, status_code=HTTP_204_NO_CONTENT)
    async def verify(
        self, file_id: FromPath[UUID], data: JSONBody[Verification], officer: NamedDependency[Officer]
    ) -> None:
        """Put down whether address and family were confirmed; 409 tells who was first, and when."""
        await verify(officer, file_id, is_found=data.is_found, note=data.note)

    @post("/{file_id:uuid}/arrival", opt={"act": Act.AFTERCARE_RECEIVE}, status_code=HTTP_204_NO_CONTENT)
    async def receive(
        self, file_id: FromPath[UUID], data: JSONBody[ArrivalBody], officer: NamedDependency[Officer]
    ) -> None:
        """Put down who met the person at the gate, that they came by themselves, or that they did not return."""
        if data.arrival is None:
            await note_not_returned(officer, file_id, data.note)
        else:
            day = data.arrived_on or legal_day(legal_time.now())
            await receive(officer, file_id, data.arrival, day, data.note)

    @post("/{file_id:uuid}/agreement", opt={"act": Act.AFTERCARE_ASK}, status_code=HTTP_204_NO_CONTENT)
    async def ask(
        self, file_id: FromPath[UUID], data: JSONBody[AgreementBody], officer: NamedDependency[Officer]
    ) -> None:
        """Put down whether the person wants help; either answer may be changed at any time."""
        await ask(officer, file_id, Agreement.AGREED if data.agreed else Agreement.DECLINED, data.note)

    @post("/{file_id:uuid}/closing", opt={"act": Act.AFTERCARE_CLOSE}, status_code=HTTP_204_NO_CONTENT)
    async def close(self, file_id: FromPath[UUID], data: JSONBody[Closing], officer: NamedDependency[Officer]) -> None:
        """Close the file before its window is over."""
        await close(officer, file_id, data.reason, data.note)

    @post("/{file_id:uuid}/helpers", opt={"act": Act.AFTERCARE_HELP})
    async def add_helper(
        self, file_id: FromPath[UUID], data: JSONBody[NewHelper], officer: NamedDependency[Officer]
    ) -> Created:
        """Name somebody who helps; 409 unless the person has agreed."""
        details = HelperDetails(data.name, data.relation, data.phone)
        return Created(await add_helper(officer, file_id, data.kind, details, data.from_on))

    @post(
        "/{file_id:uuid}/helpers/{helper_id:uuid}/ending",
        opt={"act": Act.AFTERCARE_HELP, "about": "aftercare-helper"},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def end_helper(
        self,
        file_id: FromPath[UUID],
        helper_id: FromPath[UUID],
        data: JSONBody[Ending],
        officer: NamedDependency[Officer],
    ) -> None:
        """Put down the last day of a helper."""
        await end_helper(officer, file_id, helper_id, data.until_on)

    @post("/{file_id:uuid}/placements", opt={"act": Act.AFTERCARE_HELP})
    async def place(
        self, file_id: FromPath[UUID], data: JSONBody[NewPlacement], officer: NamedDependency[Officer]
    ) -> Created:
        """Put down a placement, or why there is none; 409 where the base is full."""
        draft = PlacementDraft(data.kind, data.base_id, data.reason, data.details, data.from_on)
        return Created(await place(officer, file_id, draft))

    @post(
        "/{file_id:uuid}/placements/{placement_id:uuid}/ending",
        opt={"act": Act.AFTERCARE_HELP, "about": "aftercare-placement"},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def end_placement(
        self,
        file_id: FromPath[UUID],
        placement_id: FromPath[UUID],
        data: JSONBody[Ending],
        officer: NamedDependency[Officer],
    ) -> None:
        """Put down the last day of a placement."""
        await end_placement(officer, file_id, placement_id, data.until_on)

    @post("/{file_id:uuid}/aids", opt={"act": Act.AFTERCARE_HELP})
    async def ask_aid(
        self, file_id: FromPath[UUID], data: JSONBody[NewAid], officer: NamedDependency[Officer]
    ) -> Created:
        """Put down what the person asks for."""
        return Created(await ask_aid(officer, file_id, data.kind, data.asked, data.office))

    @post(
        "/{file_id:uuid}/aids/{aid_id:uuid}/answer",
        opt={"act": Act.AFTERCARE_HELP, "about": "aftercare-aid"},
        status_code=HTTP_204_NO_CONTENT,
    )
    async def answer_aid(
        self,
        file_id: FromPath[UUID],
        aid_id: FromPath[UUID],
        data: JSONBody[AidAnswer],
        officer: NamedDependency[Officer],
    ) -> None:
        """Put down whether it was given."""
        state = AidState.GIVEN if data.is_given else AidState.NOT_GIVEN
        await answer_aid(officer, file_id, aid_id, state, data.answer)

    @post("/{file_id:uuid}/visits", opt={"act": Act.AFTERCARE_VISIT})
    async def record_visit(
        self, file_id: FromPath[UUID], data: JSONBody[NewVisit], officer: NamedDependency[Officer]
    ) -> Created:
        """Put down a visit, and the next as agreed."""
        return Created(await record_visit(officer, file_id, data.outcome, data.note, data.visited_on, data.next_on))


class AftercareBaseController(Controller):
    """Placement bases inside the officer's reach."""

    path = "/aftercare-bases"
    tags = _TAGS

    @get("/", opt={"act": Act.AFTERCARE_BASE_LIST})
    async def list_bases(self, officer: NamedDependency[Officer]) -> ListView[BaseView]:
        """All bases, open ones first, with places offered and taken."""
        return list_of(BaseView.of_base, await list_bases(officer, legal_day(legal_time.now())))

    @post("/", opt={"act": Act.AFTERCARE_BASE_KEEP})
    async def create_base(self, data: JSONBody[BaseBody], officer: NamedDependency[Officer]) -> Created:
        """Enter a base."""
        return Created(await create_base(officer, data.facts()))

    @put("/{base_id:uuid}", opt={"act": Act.AFTERCARE_BASE_KEEP})
    async def change_base(
        self, base_id: FromPath[UUID], data: JSONBody[ChangedBase], officer: NamedDependency[Officer]
    ) -> RevisionView:
        """Store a base anew, or close it; 409 when somebody else has since `revision`."""
        return RevisionView(await change_base(officer, base_id, data.revision, data.facts()))


class AftercareFigureController(Controller):
    """Rates over everybody inside the officer's reach."""

    path = "/aftercare-figures"
    tags = _TAGS

    @get("/", opt={"act": Act.AFTERCARE_FIGURES_OPEN})
    async def figures(self, officer: NamedDependency[Officer]) -> AftercareFiguresView:
        """Link-up, help and placement, of everybody, by office and by month of release."""
        return AftercareFiguresView.of_figures(await load_aftercare_figures(officer))

    @get("/people", opt={"act": Act.AFTERCARE_FIGURES_OPEN})
    async def behind(
        self,
        officer: NamedDependency[Officer],
        office: FromQuery[UUID | None] = None,
        month: FromQuery[date | None] = None,
        rate: FromQuery[Rate | None] = None,
        *,
        is_counted: Annotated[bool, QueryParameter(name="counted")] = True,
        cursor: FromQuery[str | None] = None,
    ) -> ListView[HelpedPersonView]:
        """The people whom a number counts, or with `counted=false` the others of its denominator; masked."""
        page = await list_behind(officer, Behind(office, month, rate, is_counted), cursor)
        return list_of(HelpedPersonView.of_person, page.items, page.next)
