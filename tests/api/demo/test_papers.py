"""The small documents of the demo."""

import re

from api.demo.papers import small_paper
from supervision.media import MediaType, read_media_type


def test_a_small_paper_is_a_pdf_whose_table_points_at_its_objects() -> None:
    paper = small_paper("Notice (1)", ["Read, understood and signed."])
    assert read_media_type(paper) is MediaType.PDF
    table_at = int(re.findall(rb"startxref\n(\d+)\n%%EOF\n$", paper)[0])
    assert paper[table_at:].startswith(b"xref\n0 6\n")
    for number, place in enumerate(re.findall(rb"(\d{10}) 00000 n ", paper), start=1):
        assert paper[int(place) :].startswith(b"%d 0 obj\n" % number)


def test_what_would_end_a_text_is_escaped() -> None:
    assert rb"(Notice \(1\) \\) Tj" in small_paper("Notice (1) \\", [])


def test_the_stream_is_as_long_as_it_says() -> None:
    paper = small_paper("Record", ["One", "Two"])
    length, stream = re.findall(rb"<< /Length (\d+) >>\nstream\n(.*)\nendstream", paper, re.DOTALL)[0]
    assert len(stream) == int(length)
