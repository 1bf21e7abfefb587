"""What a row of a prison's list must hold, and what it says; who read the workbook does not matter. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from supervision.aftercare.person import Contacts, Home, Identity, Needs, Person, Released
from supervision.documents import DOCUMENT_TYPE_NAMES, DocumentType, Sex, normalise_number
from supervision.errors import InputInvalid
from supervision.sheet_cells import CELL_NEEDED, Cell, needed_day, text_of
from supervision.wording import Wording


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of the list, known by its title in the first row."""

    field: str
    title: Wording
    is_required: bool = False


LIST_COLUMNS: tuple[ListColumn, ...] = (
    ListColumn("name", Wording("姓名", "name"), is_required=True),
    ListColumn("document_type", Wording("证件类型", "document type")),
    ListColumn("document_number", Wording("证件号码", "document number"), is_required=True),
    ListColumn("sex", Wording("性别", "sex")),
    ListColumn("released_on", Wording("释放日期", "released on"), is_required=True),
    ListColumn("prison", Wording("释放监所", "prison")),
    ListColumn("address", Wording("家庭住址", "home address"), is_required=True),
    ListColumn("phone", Wording("联系电话", "telephone")),
    ListColumn("kin_name", Wording("亲属姓名", "kin")),
    ListColumn("kin_relation", Wording("与本人关系", "relation")),
    ListColumn("kin_phone", Wording("亲属电话", "telephone of kin")),
    ListColumn("office", Wording("司法所", "justice office"), is_required=True),
)
"""The list's columns in order; the empty template is made from them."""

LIST_TITLES: Mapping[str, str] = {str(column.title): column.field for column in LIST_COLUMNS}
"""From a column's title to its field."""

_SEXES = {"男": Sex.MALE, "女": Sex.FEMALE}
_DOCUMENTS = {str(name): kind for kind, name in DOCUMENT_TYPE_NAMES.items()}

CHOICE_UNKNOWN = Wording("请按模板中的选项填写。", "Write one of the template's options.")


def read_list_row(cells: Mapping[str, Cell]) -> Released:
    """What a row says, to be checked when it is judged; InputInvalid names the first field that cannot stand."""
    texts = {column.field: text_of(cells.get(column.field)) for column in LIST_COLUMNS}
    for column in LIST_COLUMNS:
        if column.is_required and not texts[column.field]:
            raise InputInvalid(CELL_NEEDED, field=column.field)
    kind = texts["document_type"]
    if (kind and kind not in _DOCUMENTS) or (texts["sex"] and texts["sex"] not in _SEXES):
        raise InputInvalid(CHOICE_UNKNOWN, field="sex" if not kind or kind in _DOCUMENTS else "document_type")
    return Released(
        Person(
            Identity(
                texts["name"],
                _DOCUMENTS.get(kind, DocumentType.ID_CARD),
                normalise_number(texts["document_number"]),
                _SEXES.get(texts["sex"]),
            ),
            Contacts(texts["phone"], texts["kin_name"], texts["kin_relation"], texts["kin_phone"]),
            Home(texts["address"]),
            Needs(prison=texts["prison"]),
        ),
        needed_day(texts["released_on"], "released_on"),
    )
