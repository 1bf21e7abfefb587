"""What a row of the supervisees' sheet must hold, and what it says; who read the workbook does not matter. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from supervision.corrections.category import CATEGORY_NAMES, read_category
from supervision.corrections.content import FileContent, check_begun, check_parts
from supervision.corrections.identity import Home, Identity, Judgment, Telephones
from supervision.corrections.injunctions import INJUNCTION_NAMES, Injunction, InjunctionKind, OutsidePrison
from supervision.documents import DOCUMENT_TYPE_NAMES, DocumentType, Sex
from supervision.errors import InputInvalid
from supervision.sheet_cells import CELL_NEEDED, Cell, needed_day
from supervision.sheet_cells import text_of as _text
from supervision.sheets.columns import CODE_UNKNOWN, Column, names_of
from supervision.wording import Wording

MOST_ROWS = 5_000
"""How many rows one sheet may have."""


COLUMNS: tuple[Column, ...] = (
    Column("name", Wording("姓名", "name"), is_required=True),
    Column("document_type", Wording("证件类型", "document type"), choices=names_of(DOCUMENT_TYPE_NAMES)),
    Column(
        "document_number",
        Wording("证件号码", "document number"),
        ("身份证号", "身份证号码", "公民身份号码"),
        is_required=True,
    ),
    Column("sex", Wording("性别", "sex"), choices=("男", "女")),
    Column("born_on", Wording("出生日期", "date of birth"), is_day=True),
    Column("ethnicity", Wording("民族", "ethnicity")),
    Column("phone", Wording("联系电话", "telephone"), ("手机号码", "联系方式")),
    Column("office", Wording("管理机构", "office"), ("司法所", "管理司法所"), is_required=True),
    Column(
        "category", Wording("矫正类别", "category"), ("矫正类型",), is_required=True, choices=names_of(CATEGORY_NAMES)
    ),
    Column("home_address", Wording("居住地址", "home address"), ("现住址", "居住地"), is_required=True),
    Column("home_lat", Wording("纬度", "latitude")),
    Column("home_lon", Wording("经度", "longitude")),
    Column("court", Wording("决定机关", "deciding organ"), ("判决机关", "决定法院"), is_required=True),
    Column("judgment_number", Wording("文书号", "document of the decision"), ("判决书号",), is_required=True),
    Column("offence", Wording("罪名", "offence"), is_required=True),
    Column("sentence", Wording("刑罚", "sentence"), is_required=True),
    Column("offended_on", Wording("犯罪日期", "day of the offence"), ("作案日期", "犯罪行为日期"), is_day=True),
    Column("judged_on", Wording("裁判日期", "decided on"), ("判决日期",), is_required=True, is_day=True),
    Column("effective_on", Wording("生效日期", "effective on"), is_required=True, is_day=True),
    Column("term_starts_on", Wording("矫正起始日", "term starts on"), ("矫正起始日期",), is_day=True),
    Column("term_years", Wording("期限（年）", "term, years")),
    Column("term_months", Wording("期限（月）", "term, months")),
    Column("term_days", Wording("期限（日）", "term, days")),
    Column("deducted_days", Wording("折抵天数", "days credited")),
    Column("start_reason", Wording("缓刑起算日理由", "why probation starts on another day")),
    Column(
        "injunction_kind",
        Wording("禁止令类型", "kind of injunction"),
        ("禁止令类别",),
        choices=names_of(INJUNCTION_NAMES),
    ),
    Column("injunction_text", Wording("禁止令内容", "injunction")),
    Column("injunction_until", Wording("禁止令止日", "injunction, last day"), ("禁止期限结束日期",), is_day=True),
    Column("guarantor", Wording("保证人", "guarantor"), ("保证人姓名",)),
    Column("guarantor_phone", Wording("保证人电话", "guarantor's telephone")),
    Column("hospital", Wording("指定医院", "named hospital")),
)
"""The sheet's columns in order; the empty template is made from them."""

_SEXES = {"男": Sex.MALE, "女": Sex.FEMALE, "male": Sex.MALE, "female": Sex.FEMALE}
_DOCUMENTS = {str(name): kind for kind, name in DOCUMENT_TYPE_NAMES.items()} | {
    kind.value: kind for kind in DocumentType
}

SEX_UNKNOWN = Wording("性别填“男”或“女”。", "The sex is 男 or 女.")
DOCUMENT_UNKNOWN = Wording("没有这种证件类型。", "There is no such type of document.")
NUMBER_WRONG = Wording("此格须为数字。", "This must be a number.")
KINDS_DIFFER = Wording(
    "禁止令类型须与内容一一对应（用分号隔开），或者只填一种。",
    "Give each injunction its kind, divided by semicolons, or one kind for all.",
)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class RowContent:
    """What a row says: the office by its name, and the file's content, checked."""

    office_name: str
    content: FileContent


def read_row(cells: Mapping[str, Cell], today: date) -> RowContent:
    """Read a row by its fields; InputInvalid names the first field that cannot stand, and why.

    Whether the start of the term is explained says only the row with its file, or the row of a new one.
    """
    for column in COLUMNS:
        if column.is_required and not _text(cells.get(column.field)):
            raise InputInvalid(CELL_NEEDED, field=column.field)
    content = FileContent(
        category=read_category(_text(cells["category"])),
        identity=Identity(
            name=_text(cells["name"]),
            document_type=_optional(cells, "document_type", _document_type) or DocumentType.ID_CARD,
            document_number=_text(cells["document_number"]),
            sex=_optional(cells, "sex", _sex),
            born_on=_date(cells, "born_on") if _text(cells.get("born_on")) else None,
            ethnicity=_text(cells.get("ethnicity")) or None,
        ),
        telephones=Telephones(phone=_text(cells.get("phone")) or None),
        home=Home(
            _text(cells["home_address"]), _optional(cells, "home_lat", float), _optional(cells, "home_lon", float)
        ),
        judgment=_judgment(cells),
        term_starts_on=_date(cells, "term_starts_on")
        if _text(cells.get("term_starts_on"))
        else _date(cells, "effective_on"),
    )
    check_begun(content, today)
    return RowContent(_text(cells["office"]), check_parts(content, today))


def _judgment(cells: Mapping[str, Cell]) -> Judgment:
    return Judgment(
        court=_text(cells["court"]),
        document_number=_text(cells["judgment_number"]),
        offence=_text(cells["offence"]),
        sentence=_text(cells["sentence"]),
        offended_on=_date(cells, "offended_on") if _text(cells.get("offended_on")) else None,
        decided_on=_date(cells, "judged_on"),
        effective_on=_date(cells, "effective_on"),
        term_years=_optional(cells, "term_years", int) or 0,
        term_months=_optional(cells, "term_months", int) or 0,
        term_days=_optional(cells, "term_days", int) or 0,
        credited_days=_optional(cells, "deducted_days", int) or 0,
        start_reason=_text(cells.get("start_reason")),
        injunctions=_injunctions(cells),
        outside_prison=OutsidePrison(
            *(_text(cells.get(field)) for field in ("guarantor", "guarantor_phone", "hospital"))
        ),
    )


def _injunctions(cells: Mapping[str, Cell]) -> tuple[Injunction, ...]:
    """Several stand in one cell, divided by semicolons, with as many kinds or one for all; a last day goes for all."""
    kinds, texts = _listed(cells, "injunction_kind"), _listed(cells, "injunction_text")
    until = _date(cells, "injunction_until") if _text(cells.get("injunction_until")) else None
    if not texts and (kinds or until):
        raise InputInvalid(CELL_NEEDED, field="injunction_text")
    if texts and len(kinds) not in {1, len(texts)}:
        raise InputInvalid(KINDS_DIFFER, field="injunction_kind")
    kinds = kinds * len(texts) if len(kinds) == 1 else kinds
    return tuple(Injunction(_injunction_kind(kind), text, until) for kind, text in zip(kinds, texts, strict=True))


def _listed(cells: Mapping[str, Cell], field: str) -> list[str]:
    return [part.strip() for part in _text(cells.get(field)).replace(";", "；").split("；") if part.strip()]


def _injunction_kind(text: str) -> InjunctionKind:
    kind = next((kind for kind, name in INJUNCTION_NAMES.items() if text in {str(name), kind.value}), None)
    if kind is None:
        raise InputInvalid(CODE_UNKNOWN, field="injunction_kind")
    return kind


def _date(cells: Mapping[str, Cell], field: str) -> date:
    return needed_day(cells.get(field), field)


def _optional(cells: Mapping[str, Cell], field: str, read: Callable[[str], Value]) -> Value | None:
    text = _text(cells.get(field))
    if not text:
        return None
    try:
        return read(text)
    except ValueError as error:
        raise InputInvalid(NUMBER_WRONG, field=field) from error


def _sex(text: str) -> Sex:
    if text not in _SEXES:
        raise InputInvalid(SEX_UNKNOWN, field="sex")
    return _SEXES[text]


def _document_type(text: str) -> DocumentType:
    if text not in _DOCUMENTS:
        raise InputInvalid(DOCUMENT_UNKNOWN, field="document_type")
    return _DOCUMENTS[text]
