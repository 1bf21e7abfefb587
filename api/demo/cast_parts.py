"""What a cast is made of: officers, and the offices of one register in which they work. Pure."""

from dataclasses import dataclass

from supervision.officers import Level, Role
from supervision.settings import Register


@dataclass(frozen=True, slots=True)
class Part:
    """One officer of the cast; those who are not listed work behind the scenes, so that their codes stay unused."""

    username: str
    name: str
    role: Role
    prefix: str
    office: str
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Establishment:
    """The offices of a register (name, level, division, name of the superior) and everybody but its administrators."""

    register: Register
    offices: tuple[tuple[str, Level, str, str | None], ...]
    parts: tuple[Part, ...]
