"""The columns of an export under the names of GB/T 31000, and how a row fills them. Pure.

Of a person only what the law of the region lists. Religion and marks on persons, which the standard also names, exist
nowhere. A home's row has no tenants: who lives there is asked for by an export of residents.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from supervision.documents import DOCUMENT_TYPE_NAMES, Sex
from supervision.exports.columns import ExportColumn
from supervision.residence.codes import (
    ARRIVAL_REASON_NAMES,
    BUILDING_USE_NAMES,
    HAZARD_KIND_NAMES,
    LETTING_USE_NAMES,
    LODGING_KIND_NAMES,
    ArrivalReason,
    BuildingUse,
    HazardKind,
    LettingUse,
    LodgingKind,
)
from supervision.residence.exports.words import ExportKind
from supervision.residence.households.person import FIELD_OF, Person
from supervision.residence.households.words import MemberRole
from supervision.residence.parties.details import Party
from supervision.residence.rules import FieldList
from supervision.sheet_cells import Cell


@dataclass(frozen=True, slots=True)
class ResidentLine:
    """A resident as a row: the person in clear, where and on what footing they live, and their permit's number."""

    person: Person
    household_number: str
    address: str
    home_code: str
    role: MemberRole
    reason: ArrivalReason
    lodging: LodgingKind
    began_on: date
    expected_until: date | None
    permit_number: str


@dataclass(frozen=True, slots=True)
class HomeLine:
    """A rental home as a row: the premises, the landlord in clear, and what is dangerous about them now."""

    address: str
    building_use: BuildingUse
    letting_use: LettingUse | None
    area_m2: float | None
    code: str
    lat: float | None
    lon: float | None
    landlord: Party | None
    hazards: tuple[HazardKind, ...]


_RESIDENT_COLUMNS = (
    ExportColumn("document_type", "证件类型"),
    ExportColumn("document_number", "证件号码"),
    ExportColumn("name", "姓名"),
    ExportColumn("sex", "性别"),
    ExportColumn("born_on", "出生日期"),
    ExportColumn("ethnicity", "民族"),
    ExportColumn("marital_status", "婚姻状况"),
    ExportColumn("political_status", "政治面貌"),
    ExportColumn("education", "文化程度"),
    ExportColumn("employment", "就业情况"),
    ExportColumn("social_security", "社会保险"),
    ExportColumn("workplace", "服务处所"),
    ExportColumn("phone", "联系方式"),
    ExportColumn("issuer", "签发机关"),
    ExportColumn("issued_on", "签发日期"),
    ExportColumn("domicile_code", "户籍地行政区划"),
    ExportColumn("domicile_address", "户籍地详址"),
    ExportColumn("address", "现住地详址"),
    ExportColumn("home_code", "房屋编号"),
    ExportColumn("household_number", "户编号"),
    ExportColumn("role", "与户主关系"),
    ExportColumn("reason", "流入原因"),
    ExportColumn("lodging", "住所类型"),
    ExportColumn("permit_kind", "办证类型"),
    ExportColumn("permit_number", "证件编号"),
    ExportColumn("began_on", "登记日期"),
    ExportColumn("expected_until", "到期日期"),
)
_HOME_COLUMNS = (
    ExportColumn("code", "房屋编号"),
    ExportColumn("address", "房屋地址"),
    ExportColumn("building_use", "建筑用途"),
    ExportColumn("area_m2", "建筑面积（平方米）"),
    ExportColumn("landlord_document_type", "房主证件代码"),
    ExportColumn("landlord_document_number", "房主证件号码"),
    ExportColumn("landlord_name", "房主姓名"),
    ExportColumn("landlord_phone", "房主联系方式"),
    ExportColumn("landlord_address", "房主现居详址"),
    ExportColumn("letting_use", "出租用途"),
    ExportColumn("hazards", "隐患类型"),
    ExportColumn("lon", "经度"),
    ExportColumn("lat", "纬度"),
)
_SEXES = {Sex.MALE: "男", Sex.FEMALE: "女"}
_ROLES = {
    MemberRole.HEAD: "户主",
    MemberRole.SPOUSE: "配偶",
    MemberRole.CHILD: "子女",
    MemberRole.PARENT: "父母",
    MemberRole.RELATIVE: "其他亲属",
    MemberRole.COMPANION: "同住人",
}
_NO_HAZARD, _PERMIT = "无", "居住证"


def columns_of(kind: ExportKind, fields: FieldList) -> tuple[ExportColumn, ...]:
    """The columns of an export from a region: those of persons only where its law lists them."""
    if kind is ExportKind.HOMES:
        return _HOME_COLUMNS
    return tuple(column for column in _RESIDENT_COLUMNS if _is_listed(column, fields))


def resident_row(line: ResidentLine, columns: Sequence[ExportColumn], fields: FieldList) -> tuple[Cell, ...]:
    """A resident's cells; what the law where they live does not list stays empty."""
    values = _resident_values(line)
    return tuple(values[column.field] if _is_listed(column, fields) else None for column in columns)


def home_row(line: HomeLine, columns: Sequence[ExportColumn]) -> tuple[Cell, ...]:
    """A home's cells."""
    values = _home_values(line)
    return tuple(values[column.field] for column in columns)


def _is_listed(column: ExportColumn, fields: FieldList) -> bool:
    return column.field not in FIELD_OF or FIELD_OF[column.field] in fields.fields


def _resident_values(line: ResidentLine) -> Mapping[str, Cell]:
    person = line.person
    return {
        "document_type": str(DOCUMENT_TYPE_NAMES[person.document_type]),
        "document_number": person.document_number,
        "name": person.name,
        "sex": _SEXES[person.sex] if person.sex else None,
        "born_on": person.born_on,
        "ethnicity": person.ethnicity or None,
        "marital_status": person.marital_status or None,
        "political_status": person.political_status or None,
        "education": person.education or None,
        "employment": person.employment or None,
        "social_security": person.social_security or None,
        "workplace": person.workplace or None,
        "phone": person.phone or None,
        "issuer": person.issuer or None,
        "issued_on": person.issued_on,
        "domicile_code": person.domicile_code or None,
        "domicile_address": person.domicile_address or None,
        "address": line.address,
        "home_code": line.home_code or None,
        "household_number": line.household_number,
        "role": _ROLES[line.role],
        "reason": str(ARRIVAL_REASON_NAMES[line.reason]),
        "lodging": str(LODGING_KIND_NAMES[line.lodging]),
        "permit_kind": _PERMIT if line.permit_number else None,
        "permit_number": line.permit_number or None,
        "began_on": line.began_on,
        "expected_until": line.expected_until,
    }


def _home_values(line: HomeLine) -> Mapping[str, Cell]:
    landlord = line.landlord
    document = landlord.document_type if landlord else None
    return {
        "code": line.code or None,
        "address": line.address,
        "building_use": str(BUILDING_USE_NAMES[line.building_use]),
        "area_m2": line.area_m2,
        "landlord_document_type": str(DOCUMENT_TYPE_NAMES[document]) if document else None,
        "landlord_document_number": (landlord.document_number or None) if landlord else None,
        "landlord_name": landlord.name if landlord else None,
        "landlord_phone": landlord.phone if landlord else None,
        "landlord_address": (landlord.address or None) if landlord else None,
        "letting_use": str(LETTING_USE_NAMES[line.letting_use]) if line.letting_use else None,
        "hazards": "、".join(str(HAZARD_KIND_NAMES[kind]) for kind in line.hazards) or _NO_HAZARD,
        "lon": line.lon,
        "lat": line.lat,
    }
