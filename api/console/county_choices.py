"""A county that is chosen by its name: what the list offers, and the code that comes back with the choice."""

from supervision.officers import county_names


async def county_choices() -> tuple[str, ...]:
    """Every county that was loaded, a name that ends in its code."""
    return tuple(f"{name} {code}" for code, name in (await county_names()).items())


def code_of_choice(text: str) -> str:
    """The code at the end of what was chosen; what was typed, where it names no code."""
    return text.rpartition(" ")[2]
