"""Excel imports: a file, a verdict for each row, and only then the writing."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from api.console.view_models.base import View


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictLine:
    """One row of the sheet with its reasons.

    `verdict` is `new`, `changed`, `duplicate`, `outside-jurisdiction` or `invalid`.
    """

    row_number: int
    who: str
    verdict: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """The verdicts of one file; `token` names it when it is written. `written_at` is set once it has been."""

    token: str
    file_name: str
    new: int
    duplicate: int
    outside: int
    invalid: int
    lines: tuple[VerdictLine, ...]
    written_at: datetime | None = None
    changed: int = 0

    @property
    def to_write(self) -> int:
        """The rows that are written once somebody says so."""
        return self.new + self.changed

    @property
    def total(self) -> int:
        """All rows of the sheet."""
        return self.new + self.changed + self.duplicate + self.outside + self.invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView(View):
    """`kind` is `officers`, `addresses` or `aftercare`; `accepts` are the endings of files that can be read.

    Posts the file as `sheet` to `/console/{kind}/import`, and then `token` to `/console/{kind}/import/{token}`; the
    empty template is at `/console/{kind}/import/template.xlsx`, and the verdicts as a sheet at
    `/console/{kind}/import/{token}/verdicts.xlsx`. Where columns may be chosen by hand, `columns` below the token is
    the page for it; `were_columns_chosen` says that they were.
    """

    template: ClassVar[str] = "import.html"
    kind: str
    columns: tuple[str, ...]
    result: ImportResult | None = None
    refusal: str = ""
    accepts: str = ".xlsx"
    may_choose_columns: bool = False
    were_columns_chosen: bool = False
