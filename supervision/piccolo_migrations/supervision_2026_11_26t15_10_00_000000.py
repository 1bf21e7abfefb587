"""What Piccolo has no words for: the tables of assessments as an officer may know them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T15:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "assessments as an officer may know them"

# 'shut' are the digests of document numbers to whose assessments limits on files close the way; whoever asks without
# them finds nothing. A limit on one assessment holds for all of that document number, a restriction in its county.
ACCESS_SQL = """
CREATE INDEX assessment_limit_waiting ON public.assessment_limit (set_at) WHERE decided_at IS NULL;

CREATE FUNCTION public.assessments_open_to(asked jsonb) RETURNS SETOF public.assessment
LANGUAGE sql STABLE AS $function$
SELECT one.* FROM public.assessment AS one
WHERE asked ? 'shut' AND NOT asked->'shut' ? encode(one.document_digest, 'hex')
  AND (NOT one.is_minor OR one.division LIKE ANY(ARRAY(SELECT jsonb_array_elements_text(asked->'minors'))))
  AND NOT EXISTS (
    SELECT FROM public.assessment_limit AS lim JOIN public.assessment AS same ON same.id = lim.assessment
    WHERE same.document_digest = one.document_digest
      AND lim.kind = 'exclusion' AND lim.is_confirmed AND lim.ended_at IS NULL
      AND (asked->>'day')::date BETWEEN lim.from_on AND lim.until_on
      AND ((asked->>'officer')::uuid = ANY(lim.officers) OR (asked->>'office')::uuid = ANY(lim.offices)
           OR asked->'roles' ?| lim.roles::text[])
  ) AND (one.division LIKE ANY(ARRAY(SELECT jsonb_array_elements_text(asked->'restricted'))) OR NOT EXISTS (
    SELECT FROM public.assessment_limit AS lim JOIN public.assessment AS same ON same.id = lim.assessment
    WHERE same.document_digest = one.document_digest AND left(same.division, 6) = left(one.division, 6)
      AND lim.kind = 'restriction' AND lim.is_confirmed AND lim.ended_at IS NULL
      AND (asked->>'day')::date BETWEEN lim.from_on AND lim.until_on
      AND ((asked->>'officer')::uuid = ANY(lim.officers) OR (asked->>'office')::uuid = ANY(lim.offices)
           OR asked->'roles' ?| lim.roles::text[]) IS NOT TRUE
  ))
$function$;

CREATE FUNCTION public.assessments_within(asked jsonb) RETURNS SETOF public.assessment
LANGUAGE sql STABLE AS $function$
SELECT one.* FROM public.assessments_open_to(asked) AS one
WHERE one.division LIKE ANY(ARRAY(SELECT jsonb_array_elements_text(asked->'reach')))
$function$;
"""


async def forwards() -> MigrationManager:
    """Make the functions, and the index of a queue."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, ACCESS_SQL)
    return manager
