"""The columns of the import table, named after GB/T 31000, and how each cell is read. Pure."""

from collections.abc import Mapping

from supervision.documents import DOCUMENT_TYPE_NAMES, DocumentType, Sex
from supervision.errors import InputInvalid
from supervision.residence.codes import (
    ARRIVAL_REASON_NAMES,
    EDUCATIONS,
    LODGING_KIND_NAMES,
    MARITAL_STATUSES,
    POLITICAL_STATUSES,
)
from supervision.residence.households.person import FIELD_OF
from supervision.residence.households.words import MemberRole
from supervision.residence.rules import FieldList
from supervision.sheets.columns import CODE_UNKNOWN, Column, names_of, reader_of

ROLE_TITLES: Mapping[str, MemberRole] = {
    "户主": MemberRole.HEAD,
    "配偶": MemberRole.SPOUSE,
    "子女": MemberRole.CHILD,
    "子": MemberRole.CHILD,
    "女": MemberRole.CHILD,
    "父母": MemberRole.PARENT,
    "其他亲属": MemberRole.RELATIVE,
    "同住人": MemberRole.COMPANION,
    "合租人": MemberRole.COMPANION,
}
"""与户主关系, as tables write it."""


RESIDENT_COLUMNS: tuple[Column, ...] = (
    Column("document_type", "证件类型", choices=names_of(DOCUMENT_TYPE_NAMES)),
    Column("document_number", "证件号码", ("身份证号", "公民身份号码"), is_required=True),
    Column("name", "姓名", is_required=True),
    Column("sex", "性别", choices=("男", "女")),
    Column("born_on", "出生日期", is_day=True),
    Column("ethnicity", "民族"),
    Column("marital_status", "婚姻状况", choices=tuple(MARITAL_STATUSES.values())),
    Column("political_status", "政治面貌", choices=tuple(POLITICAL_STATUSES.values())),
    Column("education", "文化程度", ("学历",), choices=tuple(EDUCATIONS.values())),
    Column("employment", "就业情况"),
    Column("social_security", "社会保险"),
    Column("workplace", "服务处所", ("工作单位",)),
    Column("phone", "联系方式", ("联系电话", "手机号码")),
    Column("issuer", "签发机关"),
    Column("issued_on", "签发日期", is_day=True),
    Column("domicile_code", "户籍地行政区划"),
    Column("domicile_address", "户籍地详址", ("户籍地址",)),
    Column("home_code", "房屋编号", is_required=True),
    Column("reason", "流入原因", is_required=True, choices=names_of(ARRIVAL_REASON_NAMES)),
    Column("lodging", "住所类型", is_required=True, choices=names_of(LODGING_KIND_NAMES)),
    Column("began_on", "登记日期", ("入住日期",), is_required=True, is_day=True),
    Column("expected_until", "到期日期", ("预计离开日期",), is_day=True),
    Column("household_code", "户编号"),
    Column("role", "与户主关系", choices=tuple(ROLE_TITLES)),
    Column("guardian_name", "监护人姓名"),
    Column("guardian_relation", "与监护人关系"),
    Column("guardian_phone", "监护人联系方式"),
)
"""One row a resident; the home is named by the district's code of its room."""

_SEXES = {"男": Sex.MALE, "女": Sex.FEMALE, "1": Sex.MALE, "2": Sex.FEMALE}
_DOCUMENTS = {str(name): kind for kind, name in DOCUMENT_TYPE_NAMES.items()}


def listed_columns(fields: FieldList) -> tuple[Column, ...]:
    """The columns of which the region's law lets the content be collected."""
    return tuple(column for column in RESIDENT_COLUMNS if is_listed(column.field, fields))


def is_listed(field: str, fields: FieldList) -> bool:
    """Whether the region's law lets a column be collected at all."""
    return field not in FIELD_OF or FIELD_OF[field] in fields.fields


read_reason = reader_of(ARRIVAL_REASON_NAMES)
read_lodging = reader_of(LODGING_KIND_NAMES)


def read_document_type(text: str, field: str) -> DocumentType:
    """A document's name as a type; a mainland identity card where nothing is said."""
    if not text:
        return DocumentType.ID_CARD
    if text not in _DOCUMENTS:
        raise InputInvalid(CODE_UNKNOWN, field=field)
    return _DOCUMENTS[text]


def read_sex(text: str) -> Sex | None:
    """男 or 女; None where nothing is said."""
    if not text:
        return None
    if text not in _SEXES:
        raise InputInvalid(CODE_UNKNOWN, field="sex")
    return _SEXES[text]


def read_role(text: str) -> MemberRole | None:
    """与户主关系; None where nothing is said."""
    if not text:
        return None
    if text not in ROLE_TITLES:
        raise InputInvalid(CODE_UNKNOWN, field="role")
    return ROLE_TITLES[text]
