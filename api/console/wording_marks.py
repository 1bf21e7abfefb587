"""The mark of a Chinese text that is translated where it is shown, and the names that the domain gives its codes."""

from collections.abc import Mapping
from typing import Any

from supervision.wording import Wording


def N_(text: str) -> str:  # noqa: N802 - the customary name of this mark, which the extraction of texts looks for
    """Mark `text` for the catalogue."""
    return text


def named(names: Mapping[Any, Wording]) -> Mapping[str, Wording]:
    """Names that the domain gives to its own codes, in both languages."""
    return {str(code): name for code, name in names.items()}
