"""Templates that would do more than show fields are refused before anything of them is run or shown."""

import io
import zipfile
from contextlib import suppress

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.forms.packages import MOST_BYTES, TemplateRefused
from supervision.forms.rendering import check_template, render
from tests.makers_forms import a_template, part_of, with_parts

FIELDS = frozenset({"name"})
PLAIN = a_template("姓名：{{ name }}")
BODY = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"


def changed(name: str, old: str, new: str) -> bytes:
    text = part_of(PLAIN, name)
    assert old in text
    return with_parts(PLAIN, {name: text.replace(old, new, 1).encode()})


def with_relation(kind: str, target: str, mode: str = "") -> bytes:
    link = f'<Relationship Id="rId99" Type="http://schemas.example/relationships/{kind}" Target="{target}" {mode}/>'
    return changed(RELATIONS, "</Relationships>", f"{link}</Relationships>")


def with_code(code: str) -> bytes:
    return changed(BODY, "<w:body>", f"<w:body><w:p>{code}</w:p>")


def test_a_plain_template_is_taken() -> None:
    check_template(PLAIN, FIELDS)
    check_template(with_code('<w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "/>'), FIELDS)


@pytest.mark.parametrize(
    "written",
    [
        "{{ name.__class__ }}",
        "{{ name['x'] }}",
        "{{ name|upper }}",
        "{{ name() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler }}",
        "{{ lipsum.__globals__ }}",
        "{{ 7*7 }}",
        "{% for x in name %}{% endfor %}",
        "{% if name %}{% endif %}",
        "{% set name = 1 %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{%p if name %}",
        "{{ name",
        "{% raw %}",
    ],
)
def test_whatever_is_not_a_field_is_refused(written: str) -> None:
    with pytest.raises(TemplateRefused):
        check_template(a_template(written), FIELDS)


def test_code_beside_the_text_is_found_too() -> None:
    document, made = Document(), io.BytesIO()
    document.sections[0].footer.paragraphs[0].text = "{{ name.__class__ }}"
    document.save(made)
    for package in (made.getvalue(), changed("docProps/core.xml", "<dc:title/>", "<dc:title>{{ 7*7 }}</dc:title>")):
        with pytest.raises(TemplateRefused):
            check_template(package, FIELDS)


@pytest.mark.parametrize(
    "package",
    [
        b"",
        b"PK\x03\x04 broken",
        b"x" * (MOST_BYTES + 1),
        with_parts(PLAIN, {"word/vbaProject.bin": b"x"}),
        with_parts(PLAIN, {"word/embeddings/sheet.xlsx": b"x"}),
        with_parts(PLAIN, {"../outside.xml": b"<a/>"}),
        with_parts(PLAIN, {f"word/part{number}.xml": b"<a/>" for number in range(300)}),
        with_relation("attachedTemplate", "file:///share/normal.dotm", 'TargetMode="External"'),
        with_relation("image", "http://example.invalid/pixel.png", 'TargetMode="External"'),
        with_relation("hyperlink", "http://example.invalid/", 'TargetMode="External"'),
        with_relation("oleObject", "embeddings/one.xml"),
        with_relation("aFChunk", "chunk.xml"),
        with_code('<w:fldSimple w:instr=" INCLUDETEXT C:\\\\secret.txt "/>'),
        with_code("<w:r><w:instrText> DDE</w:instrText></w:r><w:r><w:instrText>AUTO cmd </w:instrText></w:r>"),
        with_code("<w:r><w:instrText> PAGE INCLUDEPICTURE x</w:instrText></w:r>"),
        with_code('<w:r><w:pict><x:imagedata xmlns:x="urn:v" src="http://example.invalid/a"/></w:pict></w:r>'),
        with_parts(PLAIN, {"word/extra.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        with_parts(
            PLAIN, {"word/extra.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")}
        ),
        with_parts(PLAIN, {"word/extra.xml": b"<a>"}),
        with_parts(
            PLAIN,
            {
                "[Content_Types].xml": part_of(PLAIN, "[Content_Types].xml")
                .replace("main+xml", "macroEnabled.main+xml")
                .encode()
            },
        ),
    ],
    ids=lambda _package: "",
)
def test_a_package_with_anything_beside_plain_parts_is_refused(package: bytes) -> None:
    with pytest.raises(TemplateRefused):
        check_template(package, FIELDS)


def test_a_bomb_is_refused_unopened() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<a/>")
        bomb.writestr(BODY, b"<a>" + b"0" * 64 * 1024 * 1024 + b"</a>")
    assert len(made.getvalue()) < MOST_BYTES
    with pytest.raises(TemplateRefused, match="过大"):
        check_template(made.getvalue(), FIELDS)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_damaged_template_is_refused_or_still_one_and_never_breaks_anything(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([BODY, RELATIONS, "word/styles.xml", "_rels/.rels", "[Content_Types].xml"]))
    part = bytearray(part_of(PLAIN, name).encode())
    places = st.integers(0, len(part) - 1)
    for place in data.draw(st.lists(places, min_size=1, max_size=4)):
        part[place] = data.draw(st.sampled_from(b'<>{}%&/ "x'))
    whole = bytearray(with_parts(PLAIN, {name: data.draw(st.sampled_from([bytes(part), b"<a/>", b""]))}))
    if data.draw(st.booleans()):
        whole[data.draw(st.integers(0, len(whole) - 1))] ^= 0xFF
    with suppress(TemplateRefused):
        check_template(bytes(whole), FIELDS)
        assert render(bytes(whole), {"name": "甲"})
