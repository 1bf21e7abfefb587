"""The columns of an export of correction files, and how a file fills them. Pure.

The titles are ours; where GB/T 31000 names the same fact, it is called as there. Conformity to a standard of correction
data is not claimed. A position has no column here, the home's place on the map included, and nor has anybody else than
the supervisee.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from supervision.corrections.category import CATEGORY_NAMES
from supervision.corrections.content import FileContent
from supervision.corrections.file_state import FILE_STATE_NAMES, EndCause, FileState
from supervision.corrections.supervision_class import CLASS_NAMES, SupervisionClass
from supervision.documents import DOCUMENT_TYPE_NAMES, Sex
from supervision.exports.columns import ExportColumn, Row
from supervision.legal_time import legal_day
from supervision.sheet_cells import Cell


@dataclass(frozen=True, slots=True)
class FileLine:
    """A correction file as a row: the person in clear, and where the correction stands."""

    number: str
    office_name: str
    state: FileState
    content: FileContent
    term_ends_on: date
    supervision_class: SupervisionClass
    ended_at: datetime | None
    end_cause: EndCause | None


FILE_COLUMNS = (
    ExportColumn("number", "档案编号"),
    ExportColumn("name", "姓名"),
    ExportColumn("document_type", "证件类型"),
    ExportColumn("document_number", "证件号码"),
    ExportColumn("sex", "性别"),
    ExportColumn("born_on", "出生日期"),
    ExportColumn("ethnicity", "民族"),
    ExportColumn("phone", "联系方式"),
    ExportColumn("address", "现住地详址"),
    ExportColumn("category", "矫正类别"),
    ExportColumn("supervision_class", "管理类别"),
    ExportColumn("state", "档案状态"),
    ExportColumn("office", "管理机构"),
    ExportColumn("court", "决定机关"),
    ExportColumn("judgment_number", "裁判文书号"),
    ExportColumn("offence", "罪名"),
    ExportColumn("sentence", "原判刑罚"),
    ExportColumn("term_starts_on", "矫正开始日期"),
    ExportColumn("term_ends_on", "矫正结束日期"),
    ExportColumn("ended_on", "解除日期"),
    ExportColumn("end_kind", "解除类型"),
)
"""The closed list: what is not here does not leave."""

_SEXES = {Sex.MALE: "男", Sex.FEMALE: "女"}
_END_KINDS = {
    EndCause.EXPIRY: "期满",
    EndCause.PARDON: "赦免",
    EndCause.REVOCATION: "收监",
    EndCause.RE_IMPRISONMENT: "收监",
    EndCause.DEATH: "死亡",
}
"""As GB/T 31000 has them, which knows no pardon and calls a termination a release as well."""


def file_row(line: FileLine) -> Row:
    """A file's cells, in the order of the columns."""
    values = _values(line)
    return tuple(values[column.field] for column in FILE_COLUMNS)


def _values(line: FileLine) -> Mapping[str, Cell]:
    identity, judgment = line.content.identity, line.content.judgment
    return {
        "number": line.number,
        "name": identity.name,
        "document_type": str(DOCUMENT_TYPE_NAMES[identity.document_type]),
        "document_number": identity.document_number,
        "sex": _SEXES[identity.sex] if identity.sex else None,
        "born_on": identity.born_on,
        "ethnicity": identity.ethnicity,
        "phone": line.content.telephones.phone,
        "address": line.content.home.address,
        "category": str(CATEGORY_NAMES[line.content.category]),
        "supervision_class": str(CLASS_NAMES[line.supervision_class]),
        "state": str(FILE_STATE_NAMES[line.state]),
        "office": line.office_name,
        "court": judgment.court,
        "judgment_number": judgment.document_number,
        "offence": judgment.offence,
        "sentence": judgment.sentence,
        "term_starts_on": line.content.term_starts_on,
        "term_ends_on": line.term_ends_on,
        "ended_on": legal_day(line.ended_at) if line.ended_at else None,
        "end_kind": _END_KINDS[line.end_cause] if line.end_cause else None,
    }
