"""Proposals to destroy person files; a file is gone once it is destroyed, so nothing here points to one."""

from piccolo.table import Table

from supervision.keeping.columns import DestructionColumns


class FileDestructionRow(Table, DestructionColumns, tablename="file_destruction"):
    """A proposal about a person file, and what came of it; kept with the certificate."""
