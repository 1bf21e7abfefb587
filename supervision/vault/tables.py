"""Wrapped data keys, the certificates of those destroyed, and which key folder belongs to this database."""

from piccolo.columns import UUID, Bytea, Date, ForeignKey, OnDelete, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table


class VaultFolderRow(Table, tablename="vault_folder"):
    """The key folder that this database was sealed with, known by the id in its `folder.json`."""

    register = Varchar(length=20, primary_key=True, default=None, null=False)
    folder_id = UUID(default=None, null=False)
    noted_at = Timestamptz(default=None, null=False)


class VaultKeyRow(Table, tablename="vault_key"):
    """One data key, wrapped by a monthly key and by its parent; destroyed when the wrapped key is gone."""

    id = UUID(primary_key=True, default=UUID4())
    register = Varchar(length=20, default=None, null=False)
    kind = Varchar(length=12, default=None, null=False)
    parent: ForeignKey["VaultKeyRow"] = ForeignKey(
        "self", default=None, null=True, on_delete=OnDelete.restrict, index=True
    )
    suite = Varchar(length=8, default=None, null=False)
    wrapped_sealed = Bytea(default=None, null=True, help_text="null once the key is destroyed")
    wrapped_by = Varchar(
        length=7, default=None, null=False, index=True, help_text="month of the wrapping key, as 2026-11"
    )
    created_at = Timestamptz(default=None, null=False)
    destroyed_at = Timestamptz(default=None, null=True)

    destroyed_means_gone = Check("(wrapped_sealed IS NULL) = (destroyed_at IS NOT NULL)")
    wrapped_by_a_month = Check("wrapped_by ~ '^[0-9]{4}-[0-9]{2}$'")


class DestructionRow(Table, tablename="destruction"):
    """The signed certificate that a key, and with it all that it sealed, was destroyed.

    `key_id` is no foreign key: a restored backup may be older than the key.
    """

    id = UUID(primary_key=True, default=None, null=False, help_text="the certificate's id")
    register = Varchar(length=20, default=None, null=False)
    key_id = UUID(default=None, null=False, unique=True)
    reason = Varchar(length=40, default=None, null=False, help_text="a reason code, never free text")
    subject_kind = Varchar(length=40, default=None, null=False)
    subject_id = Varchar(length=64, default=None, null=False, index=True)
    destroyed_at = Timestamptz(default=None, null=False)
    gone_from_backups_on = Date(default=None, null=False, index=True)
    certificate_json = Text(default=None, null=False, help_text="exactly the signed text")
    signature = Bytea(default=None, null=False)
