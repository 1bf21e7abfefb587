"""Who did what, when, why and with what result: the audited change and its entry in the chain."""

from supervision.audit.acts import Act
from supervision.audit.chain import ChainReport, load_chain_end, verify_chain
from supervision.audit.changes import (
    EVERYTHING,
    Change,
    Subject,
    audited_change,
    read_together,
    record_refusal,
    stored_batch,
)

__all__ = [
    "EVERYTHING",
    "Act",
    "ChainReport",
    "Change",
    "Subject",
    "audited_change",
    "load_chain_end",
    "read_together",
    "record_refusal",
    "stored_batch",
    "verify_chain",
]
