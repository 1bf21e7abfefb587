"""What officers of correction files, and the workers of both registers, do with tables that are handed in. Pure."""

from supervision.audit.acts import Act

IMPORT_FILES = frozenset({Act.PERSON_FILE_IMPORT, Act.FILE_IMPORT_OPEN, Act.FILE_IMPORT_CONFIRM, Act.FILE_IMPORT_UNDO})
"""Handing a table of supervisees in; looking at one; confirming another's; taking one back within its day."""

WORKER_ACTS = frozenset({Act.IMPORT_CHECK, Act.IMPORT_WRITE, Act.FILE_IMPORT_CHECK, Act.FILE_IMPORT_WRITE})
"""The dry run, and the writing of what an officer has confirmed."""
