"""What late fixes change: the alerts of one fold compared with those of another. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from supervision.monitoring.outcomes import AlertChange, AlertKind, Step

Key = tuple[UUID | None, AlertKind, datetime]


def reconcile(old: Iterable[AlertChange], new: Iterable[AlertChange]) -> tuple[AlertChange, ...]:
    """The steps that lead from the alerts of an earlier fold to those of a later one over the same time.

    Both are what `fold` gave from the same checkpoint up to the same moment, without and with the late fixes. What only
    the new fold knows is raised (or ended); what it knows better is upgraded, with the certainty and evidence that now
    hold and without an end unless one follows; what it does not find is retracted, with the reason `superseded` where
    the condition has an alert with another beginning now, and `unfounded` where it has none.
    """
    old_raised, old_ended = _by_step(old)
    new_raised, new_ended = _by_step(new)
    begun = {(key[0], key[1]) for key in new_raised if key not in old_raised}
    steps: list[AlertChange] = []
    upgraded: set[Key] = set()
    for key, before in old_raised.items():
        now = new_raised.get(key)
        if now is None:
            reason = "superseded" if (key[0], key[1]) in begun else "unfounded"
            steps.append(replace(before, step=Step.RETRACTED, reasons=(reason,)))
        elif now != before or (key in old_ended and key not in new_ended):
            steps.append(replace(now, step=Step.UPGRADED))
            upgraded.add(key)
    steps += (now for key, now in new_raised.items() if key not in old_raised)
    steps += (ended for key, ended in new_ended.items() if key in upgraded or old_ended.get(key) != ended)
    return tuple(steps)


def _by_step(changes: Iterable[AlertChange]) -> tuple[dict[Key, AlertChange], dict[Key, AlertChange]]:
    raised: dict[Key, AlertChange] = {}
    ended: dict[Key, AlertChange] = {}
    for change in changes:
        (raised if change.step is Step.RAISED else ended)[change.key] = change
    return raised, ended
