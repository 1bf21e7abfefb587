"""A provision as it goes out: an encrypted archive with the rows, and a cover sheet that says what they are for.

It is written while it is sent: neither a disk nor this service keeps anything of it.
"""

from collections.abc import Iterator
from datetime import date

from litestar.response import Stream

from api.archives import ArchivedFile, encrypted_archive
from api.workbooks.writing import workbook_chunks
from supervision.errors import InputInvalid
from supervision.legal_time import LEGAL_ZONE
from supervision.residence.sharing.answer_rows import ANSWER_COLUMNS
from supervision.residence.sharing.providing import MadeProvision
from supervision.residence.sharing.words import (
    ANSWER_NAMES,
    ANSWERS_TO,
    HANDED_OVER_NAMES,
    RECEIVER_NAMES,
    SCOPE_NAMES,
    SHARED_KIND_NAMES,
)
from supervision.sheet_cells import Cell
from supervision.wording import Wording

ZIP = "application/zip"

PASSWORD_WEAK = Wording(
    "密码须为16至64个可见的英文字符（不含空格）。", "A password has 16 to 64 printable ASCII characters and no space."
)
DUTY = Wording(
    "仅用于上述目的，不得另作他用或再提供；不再需要时，最迟在截止日期当日，删除全部内容和副本。",
    "For this purpose alone, and not to be passed on; once it is not needed, and by the last day at the latest, all of "
    "it and every copy is deleted.",
)

_LEAST_PASSWORD, _MOST_PASSWORD = 16, 64


def check_password(password: str) -> str:
    """The password of an archive; InputInvalid where guessing is cheap, or a program may read it differently."""
    is_plain = password.isascii() and password.isprintable() and " " not in password
    if not is_plain or not _LEAST_PASSWORD <= len(password) <= _MOST_PASSWORD:
        raise InputInvalid(PASSWORD_WEAK, field="password")
    return password


def provision_answer(made: MadeProvision, password: str) -> Stream:
    """The archive as an answer; it can be had this once, and its password goes another way."""
    headers = {"content-disposition": f'attachment; filename="{made.number}.zip"', "x-provision": str(made.id)}
    return Stream(provision_archive(made, password), media_type=ZIP, headers=headers)


def provision_archive(made: MadeProvision, password: str) -> Iterator[bytes]:
    """The bytes of the archive: the cover sheet, and the rows; each sheet says what it is of and for whom.

    A sheet in which answers come back begins with its titles, since it is read again: there each row has the number.
    """
    watermark = f"{made.number} {made.view.receiver_name}"
    is_answered = bool(ANSWERS_TO[made.view.kind])
    titles = list(map(str, made.titles))
    files = (
        ArchivedFile(f"{made.number}-cover.xlsx", workbook_chunks("说明", ["项目", "内容"], cover(made), watermark)),
        ArchivedFile(
            f"{made.number}.xlsx", workbook_chunks("数据", titles, made.rows, "" if is_answered else watermark)
        ),
    )
    return encrypted_archive(files, password, made.made_at.astimezone(LEGAL_ZONE).replace(tzinfo=None))


def cover(made: MadeProvision) -> list[tuple[Cell, Cell]]:
    """What the cover sheet says."""
    view = made.view
    lines: list[tuple[str, str | int | date]] = [
        ("提供编号", made.number),
        ("接收单位", view.receiver_name),
        ("单位类别", str(RECEIVER_NAMES[view.receiver])),
        ("数据", f"{view.division_name} {SHARED_KIND_NAMES[view.kind]}（{SCOPE_NAMES[made.scope]}）"),
        (
            "字段",
            "、".join(title for title in map(str, made.titles) if title not in set(map(str, ANSWER_COLUMNS.values()))),
        ),
        ("条数", len(made.rows)),
        ("法律依据", view.basis),
        ("使用目的", view.purpose),
        ("截止日期", view.valid_until),
        ("删除义务", str(DUTY)),
        ("提供人", made.made_by_name),
        ("提供时间", made.made_at.astimezone(LEGAL_ZONE).replace(tzinfo=None, microsecond=0)),
        ("提供方式", str(HANDED_OVER_NAMES[made.handed_over])),
    ]
    if view.assessment_number:
        lines.append(("个人信息保护影响评估", f"{view.assessment_number}（{view.assessed_on}）"))
    if answers := ANSWERS_TO[view.kind]:
        words = "、".join(str(ANSWER_NAMES[answer]) for answer in answers)
        lines.append(("如何答复", f"在数据表的“答复”一列填：{words}；填答复日期，需要时填说明或备案编号，将表退回。"))
    return list(lines)
