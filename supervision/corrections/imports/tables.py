"""Imports of supervisees under way: their rows sealed under a key that goes when the import can no longer be undone."""

from piccolo.columns import JSON, UUID, Array, Bytea, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.officers.tables import OfficeRow, OfficerRow


class FileImportRow(Table, tablename="file_import"):
    """One table of supervisees that somebody handed in, from its checking to its undoing."""

    id = UUID(primary_key=True, default=UUID4())
    kind = Varchar(length=12, default=None, null=False)
    state = Varchar(length=10, default=None, null=False, index=True)
    vault_key = UUID(default=None, null=False)
    prefixes = Array(base_column=Varchar(length=12), default=None, null=False, help_text="how far its rows may reach")
    divisions = Array(base_column=Varchar(length=12), default=[], null=False, help_text="where its rows are")
    file_name_sealed = Bytea(default=None, null=False)
    refusal_sealed = Bytea(default=None, null=True, help_text="why the file cannot be read, in two languages")
    left_out_sealed = Bytea(default=None, null=True, help_text="titles of columns that are not taken over")
    titles_sealed = Bytea(default=None, null=True, help_text="the file's titles, each with a few masked cells")
    column_choice = JSON(default=None, null=True, help_text="in which column each field is, as somebody chose")
    rows_total = Integer(default=None, null=True)
    rows_done = Integer(default=0, null=False, help_text="of the step under way")
    counts = JSON(default="{}", null=False, help_text="rows by verdict")
    handed_in_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    handed_in_at = Timestamptz(default=None, null=False)
    checked_at = Timestamptz(default=None, null=True)
    confirmed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    confirmed_at = Timestamptz(default=None, null=True)
    written_at = Timestamptz(default=None, null=True)
    undone_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    undone_at = Timestamptz(default=None, null=True)
    kept_rows = Integer(default=0, null=False, help_text="rows that undoing kept, having been changed since")

    two_people = Check("confirmed_by <> handed_in_by")
    confirmation_is_whole = Check("(confirmed_by IS NULL) = (confirmed_at IS NULL)")


class FileImportChunkRow(Table, tablename="file_import_chunk"):
    """Some rows of an import with their verdicts; written and undone a chunk at a time, each time whole."""

    id = UUID(primary_key=True, default=UUID4())
    job = ForeignKey(FileImportRow, default=None, null=False, on_delete=OnDelete.cascade, index=True)
    number = Integer(default=None, null=False)
    row_count = Integer(default=None, null=False)
    lines_sealed = Bytea(default=None, null=False)
    made_sealed = Bytea(default=None, null=True, help_text="what writing opened and changed, for undoing")
    written_at = Timestamptz(default=None, null=True)
    undone_at = Timestamptz(default=None, null=True)

    file_import_chunks_in_order = Unique(["job", "number"])


class FileImportUploadRow(Table, tablename="file_import_upload"):
    """The file as it was handed in, until it is confirmed or dropped."""

    job = ForeignKey(FileImportRow, primary_key=True, default=None, null=False, on_delete=OnDelete.cascade)
    content_sealed = Bytea(default=None, null=False)


class FileImportColumnsRow(Table, tablename="file_import_columns"):
    """What an office chose for a file of these titles, for its next one."""

    id = UUID(primary_key=True, default=UUID4())
    office = ForeignKey(OfficeRow, default=None, null=False, on_delete=OnDelete.restrict)
    kind = Varchar(length=12, default=None, null=False)
    titles_digest = Bytea(default=None, null=False)
    column_choice = JSON(default=None, null=False, help_text="in which column each field is")
    chosen_at = Timestamptz(default=None, null=False)

    one_file_import_choice_of_an_office = Unique(["office", "kind", "titles_digest"])
