"""Whether a DOCX may be a template: a package of plain parts, without macros, entities or links to elsewhere. Pure."""

import io
import re
import zipfile
from pathlib import PurePosixPath
from xml.parsers import expat

from supervision.errors import RuleRefused
from supervision.media import ZIP_DAMAGE
from supervision.wording import Wording

MOST_BYTES = 2 * 1024 * 1024
"""How large a template may be as it lies in its folder."""

_MOST_UNPACKED_BYTES = 16 * 1024 * 1024
_MOST_PARTS = 200
_ENDINGS = frozenset({"xml", "rels", "png", "jpeg", "jpg"})
_NEEDED = frozenset({"[Content_Types].xml", "word/document.xml"})
_RELATIONS = frozenset(
    {
        "core-properties", "customXml", "customXmlProps", "endnotes", "extended-properties", "fontTable", "footer",
        "footnotes", "header", "image", "numbering", "officeDocument", "settings", "styles", "stylesWithEffects",
        "theme", "thumbnail", "webSettings",
    }
)  # fmt: skip
_CODES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "MERGEFORMAT", "ARABIC"})

NOT_A_DOCUMENT = Wording("不是可读的 docx 文件。", "It is no readable docx file.")
TOO_LARGE = Wording("文件或者其解压后的内容过大。", "The file, or what it unpacks to, is too large.")
PART_REFUSED = Wording("含有模板不需要的部件：", "It has a part that a template does not need: ")
RELATION_REFUSED = Wording(
    "引用了文件以外的内容，或者嵌入了对象：", "It refers to something outside, or embeds an object: "
)
DOCTYPE_REFUSED = Wording("含有文档类型声明（DTD）。", "It declares a document type (DTD).")
CODE_REFUSED = Wording("含有页码以外的域代码：", "It has a field code other than page numbers: ")


class TemplateRefused(RuleRefused):
    """A template cannot be used; the message says which file and why, and carries nothing of a person."""

    code = "template-refused"


def refused(reason: Wording, what: str = "") -> TemplateRefused:
    """The refusal for that reason, naming what was found."""
    return TemplateRefused(Wording(f"{reason}{what}", f"{reason.english}{what}"))


def check_package(content: bytes) -> None:
    """TemplateRefused unless every part of the DOCX is plain, small, and refers to nothing outside of it."""
    if len(content) > MOST_BYTES:
        raise refused(TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED_BYTES:
                raise refused(TOO_LARGE)
            if not {part.filename for part in parts} >= _NEEDED:
                raise refused(NOT_A_DOCUMENT)
            for part in parts:
                _check_part(part.filename, package.read(part))
    except (*ZIP_DAMAGE, expat.ExpatError) as error:
        raise refused(NOT_A_DOCUMENT) from error


def _check_part(name: str, content: bytes) -> None:
    path, ending = PurePosixPath(name), name.rpartition(".")[2].lower()
    if path.is_absolute() or ".." in path.parts or ending not in _ENDINGS:
        raise refused(PART_REFUSED, name)
    if ending in {"xml", "rels"}:
        _Part().read(content)


class _Part:
    """One XML part while it is read: doctypes, relations, content types and field codes are looked at."""

    def __init__(self) -> None:
        self._codes: list[str] = []
        self._in_code = False

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)  # noqa: FBT003 - as expat calls it: this is all
        _check_codes("".join(self._codes))

    def _refuse_doctype(self, *_declared: object) -> None:
        raise refused(DOCTYPE_REFUSED)

    def _start(self, tag: str, named: dict[str, str]) -> None:
        attributes = {name.rpartition(" ")[2]: value for name, value in named.items()}
        match tag.rpartition(" ")[2]:
            case "Relationship":
                kind = attributes.get("Type", "").rpartition("/")[2]
                if attributes.get("TargetMode", "Internal") != "Internal" or kind not in _RELATIONS:
                    raise refused(RELATION_REFUSED, kind)
            case "Default" | "Override" if "macro" in attributes.get("ContentType", "").lower():
                raise refused(PART_REFUSED, attributes["ContentType"])
            case "fldSimple":
                _check_codes(attributes.get("instr", ""))
            case "instrText" | "delInstrText":
                self._in_code = True
        if attributes.keys() & {"src", "href"}:
            raise refused(RELATION_REFUSED, tag.rpartition(" ")[2])

    def _end(self, tag: str) -> None:
        if tag.rpartition(" ")[2] in {"instrText", "delInstrText"}:
            self._in_code = False

    def _text(self, text: str) -> None:
        if self._in_code:
            self._codes.append(text)


def _check_codes(codes: str) -> None:
    """Page numbers only: other codes fetch files, run programs or ask questions when the paper is opened."""
    for word in re.findall(r"[^\W\d_]+", codes):
        if word.upper() not in _CODES:
            raise refused(CODE_REFUSED, word)
