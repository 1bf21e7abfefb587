"""Indexes in the order of the lists, for officers whose reach is too wide to sort what lies in it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T05:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "lists of a whole county are read in their order"

# The longest unmet of a division are found by resident_met_on, which also answers what resident_unverified did.
ORDER_SQL = """
DROP INDEX public.resident_unverified;
CREATE INDEX resident_newest ON public.resident (registered_at DESC, id DESC) WHERE state = 'living';
CREATE INDEX resident_longest_unmet ON public.resident
    ((coalesce(verified_on, (registered_at AT TIME ZONE 'Asia/Shanghai')::date)), id) WHERE state = 'living';
CREATE INDEX stay_next_ending ON public.stay (expected_until, resident) WHERE ended_on IS NULL;
CREATE INDEX household_newest ON public.household (opened_at DESC, id DESC) WHERE state = 'open';
CREATE INDEX occupancy_most_over ON public.occupancy ((residents - capacity) DESC, dwelling_digest)
    WHERE residents > capacity;
"""


async def forwards() -> MigrationManager:
    """Make the indexes."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, ORDER_SQL)
    return manager
