"""A paper as it goes out over HTTP: the very bytes, under its title and number."""

from urllib.parse import quote

from litestar import Response

from supervision.corrections.papers.keeping import PrintedPaper
from supervision.forms.catalogue import FORMS
from supervision.media import MediaType


def docx_response(printed: PrintedPaper) -> Response[bytes]:
    """The DOCX, to be saved."""
    name = quote(f"{FORMS[printed.paper.form].title} {printed.paper.number}.docx")
    return Response(
        printed.content,
        media_type=MediaType.DOCX.value,
        headers={"content-disposition": f"attachment; filename*=UTF-8''{name}"},
    )
