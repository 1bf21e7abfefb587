"""The whole district from one seed: its homes, its people, who is in it twice, who only looks so, and what is asked."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from random import Random
from typing import TypeVar

from api.workbooks.writing import workbook_chunks
from bench.district.columns import DWELLINGS, RESIDENTS, Column
from bench.district.doubles import Double, NearMiss, can_be_planted, planted
from bench.district.people import Person, people
from bench.district.places import RENTAL_HOMES, Home, homes
from bench.district.queries import Query, queries, wanted_people

PEOPLE = 78_413
"""How many migrants the urban area that this is drawn after has reported."""

_DOUBLES = 2_000
_SMALLEST_SHARE = 20
_RESERVE = 16

Subject = TypeVar("Subject")


class District:
    """An invented district of any size; people and homes are drawn anew each time and never held."""

    def __init__(self, seed: str = "district", people_count: int = PEOPLE) -> None:
        self.seed = seed
        self.people_count = people_count
        self.homes_count = max(1, round(people_count * RENTAL_HOMES / PEOPLE))
        self._pairs = min(_DOUBLES, people_count // _SMALLEST_SHARE)

    def homes(self) -> Iterator[Home]:
        """The homes in the order of their addresses."""
        return homes(self.seed, self.homes_count)

    def people(self) -> Iterator[Person]:
        """Everybody by index: whole households first, then those who were planted."""
        yield from self._households()
        yield from (person for person, _ in self._planted)

    def doubles(self) -> tuple[Double, ...]:
        """Who is registered twice: 2,000 pairs, fewer only where the district is small."""
        return tuple(pair for _, pair in self._planted if isinstance(pair, Double))

    def near_misses(self) -> tuple[NearMiss, ...]:
        """As many pairs of persons who only look like one."""
        return tuple(pair for _, pair in self._planted if isinstance(pair, NearMiss))

    def queries(self, count: int = 1_000) -> tuple[Query, ...]:
        """What officers ask, each with whom they mean; ValueError where the district is too small for so many."""
        return queries(self.people, wanted_people(self.seed, self.people_count, count), count)

    def write_workbooks(self, folder: Path) -> tuple[Path, Path]:
        """Write the import files of residents and of dwellings."""
        residents, dwellings = folder / "residents.xlsx", folder / "dwellings.xlsx"
        _write(residents, "人员", RESIDENTS, self.people())
        _write(dwellings, "房屋", DWELLINGS, self.homes())
        return residents, dwellings

    def _households(self) -> Iterator[Person]:
        return people(self.seed, self.homes(), self.homes_count, self._householders)

    @property
    def _householders(self) -> int:
        """Those who were not planted."""
        return self.people_count - 2 * self._pairs

    @cached_property
    def _planted(self) -> tuple[tuple[Person, Double | NearMiss], ...]:
        chance = Random(f"{self.seed} pairs")
        wanted = min(self._householders, 2 * self._pairs * _RESERVE)
        drawn = set(chance.sample(range(self._householders), wanted))
        fit = [person for person in self._households() if person.index in drawn and can_be_planted(person)]
        if len(fit) < 2 * self._pairs:
            raise ValueError("too few people can be the first of a pair")
        firsts = chance.sample(fit, 2 * self._pairs)
        return tuple(planted(firsts, self._householders, chance))


def _write(path: Path, name: str, columns: Sequence[Column[Subject]], subjects: Iterable[Subject]) -> None:
    titles = [column.title for column in columns]
    rows = ([column.value(subject) for column in columns] for subject in subjects)
    with path.open("wb") as file:
        file.writelines(workbook_chunks(name, titles, rows))
