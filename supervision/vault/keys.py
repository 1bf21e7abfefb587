"""Making and loading data keys; they are stored wrapped, beside the data and in the same transaction."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID, uuid4, uuid5

from supervision import legal_time
from supervision.errors import KeyDestroyed, NotFound
from supervision.settings import Register, SealSuite
from supervision.storage.database import Record, fetch
from supervision.vault.current import Vault, current_vault
from supervision.vault.data_key import DataKey, KeyKind
from supervision.vault.key_folder import KeyFolder
from supervision.vault.wrapping import KeyRecord, Unwrapper, wrap

_SERVICE_KEYS = UUID("6b1f0e0a-5d0c-4c53-9a0e-3d1c8a6f4e27")


async def create_key(register: Register, kind: KeyKind, parent: DataKey | None = None) -> DataKey:
    """Make a data key and store it wrapped, in the caller's transaction; destroying `parent` destroys it too."""
    return (await create_keys(register, kind, [parent]))[0]


async def create_keys(register: Register, kind: KeyKind, parents: Sequence[DataKey | None]) -> list[DataKey]:
    """Make one data key for each of `parents` with a single statement, for imports."""
    vault = current_vault()
    keys = [_new_key(vault, uuid4(), register, kind) for _ in parents]
    if keys:
        await _store(vault.folder(register), keys, parents)
    return keys


def _new_key(vault: Vault, key_id: UUID, register: Register, kind: KeyKind) -> DataKey:
    return DataKey(key_id, register, kind, vault.suite, secrets.token_bytes(vault.suite.key_bytes))


async def _store(folder: KeyFolder, keys: Sequence[DataKey], parents: Sequence[DataKey | None]) -> None:
    """Store new keys of one kind and suite; an id that is there already stays as it is."""
    if any(parent and parent.register != folder.register for parent in parents):
        raise ValueError(f"A key of {folder.register} cannot hang under a key of another register.")
    month, month_key = folder.current_month
    wrapped = [wrap(key, month_key, parent) for key, parent in zip(keys, parents, strict=True)]
    await fetch(
        """INSERT INTO vault_key (id, register, kind, parent, suite, wrapped_sealed, wrapped_by, created_at)
           SELECT made.id, $4, $5, made.parent, $6, made.wrapped, $7, $8
           FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) AS made (id, parent, wrapped)
           ON CONFLICT (id) DO NOTHING""",
        [key.id for key in keys], [parent and parent.id for parent in parents], wrapped,
        folder.register, keys[0].kind, keys[0].suite.name, month, legal_time.now(),
    )  # fmt: skip


async def load_key(key_id: UUID) -> DataKey:
    """The data key `key_id`; `KeyDestroyed` when it or a parent was destroyed, `NotFound` when there is none."""
    found = await load_keys([key_id])
    if key_id not in found:
        raise KeyDestroyed(f"The key {key_id} was destroyed.")
    return found[key_id]


async def load_keys(key_ids: Iterable[UUID]) -> dict[UUID, DataKey]:
    """The living data keys of `key_ids`, destroyed ones left out; `NotFound` when one never was."""
    vault = current_vault()
    wanted = set(key_ids)
    keys = {key_id: key for key_id in wanted if (key := vault.cache.get(key_id))}
    if missing := wanted - keys.keys():
        records = await load_records(missing)
        unwrapper = unwrapper_of(vault, records)
        for key_id in missing:
            if key_id not in records:
                raise NotFound(f"There is no key {key_id}.")
            try:
                keys[key_id] = unwrapper.open(records[key_id])
            except KeyDestroyed:
                continue
            vault.cache.put(keys[key_id])
    return keys


def forget(key_id: UUID) -> None:
    """Drop a key from this process's cache, once its destruction is committed."""
    current_vault().cache.forget(key_id)


def service_key_id(register: Register) -> UUID:
    """The id of the register's own key, the same in every installation."""
    return uuid5(_SERVICE_KEYS, register)


async def service_key(register: Register) -> DataKey:
    """The key for what belongs to the service and to no file: accounts, session ids, canaries."""
    return await load_key(service_key_id(register))


async def ensure_service_key(vault: Vault, register: Register) -> None:
    """Make the register's own key where there is none; outside of any transaction, so that it is never rolled back."""
    key = _new_key(vault, service_key_id(register), register, KeyKind.SERVICE)
    await _store(vault.folder(register), [key], [None])


async def load_records(key_ids: Iterable[UUID]) -> dict[UUID, KeyRecord]:
    """The stored records of `key_ids` and of all their parents."""
    rows = await fetch(
        """WITH RECURSIVE line AS (
               SELECT * FROM vault_key WHERE id = ANY($1)
               UNION
               SELECT above.* FROM vault_key AS above JOIN line ON above.id = line.parent
           )
           SELECT * FROM line""",
        list(key_ids),
    )
    return {record.id: record for record in map(record_of, rows)}


def record_of(row: Record) -> KeyRecord:
    """A stored record from its row."""
    return KeyRecord(
        id=row["id"],
        register=Register(row["register"]),
        kind=KeyKind(row["kind"]),
        parent=row["parent"],
        suite=SealSuite(row["suite"]),
        wrapped_sealed=row["wrapped_sealed"],
        wrapped_by=row["wrapped_by"],
    )


def unwrapper_of(vault: Vault, records: Mapping[UUID, KeyRecord]) -> Unwrapper:
    """What opens `records` with the vault's monthly keys."""
    return Unwrapper(records, lambda record: vault.folder(record.register).month_key(record.wrapped_by))
