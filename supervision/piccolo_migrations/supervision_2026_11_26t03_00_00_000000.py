"""What Piccolo has no words for: partitions, what is append-only, what exists once, digests, and the queues' indexes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.orders.revision import REVISION_SQL
from supervision.storage.scripts import add_scripts
from supervision.storage.partitions import PARTITION_FUNCTION_SQL, POSITION_TABLE_SQL

ID = "2026-11-26T03:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "positions, append-only audit, admission revision, digests, once-only rows, queues"

APPEND_ONLY_SQL = """
CREATE FUNCTION public.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'insufficient_privilege';
END
$function$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON public.audit_entry FOR EACH ROW
    EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER audit_is_not_truncated BEFORE TRUNCATE ON public.audit_entry FOR EACH STATEMENT
    EXECUTE FUNCTION public.refuse_change();
CREATE INDEX audit_entry_by_actor_and_time ON public.audit_entry (actor_id, at DESC);
CREATE INDEX audit_entry_by_subject_and_time ON public.audit_entry (subject_kind, subject_id, at DESC);
"""

ALERT_INDEX_SQL = """
CREATE INDEX alert_by_time ON public.alert (occurred_at DESC, id DESC);
CREATE INDEX alert_waiting ON public.alert (division) WHERE state IN ('open', 'acknowledged');
CREATE INDEX assignment_now_worn ON public.tracker_assignment (tracker_id) WHERE ended_at IS NULL;
"""

# The key is the index that a search reads: a digest, within divisions. No id of its own: millions of rows.
TERM_TABLE_SQL = """
CREATE TABLE public.resident_term (
    term_digest bytea NOT NULL,
    division varchar(12) COLLATE "C" NOT NULL,
    resident uuid NOT NULL REFERENCES public.resident (id) ON DELETE CASCADE,
    PRIMARY KEY (term_digest, division, resident)
);
CREATE INDEX resident_term_of_resident ON public.resident_term (resident);
"""

ONCE_ONLY_SQL = """
CREATE UNIQUE INDEX one_address_a_place ON public.standard_address (division, kind, parent, name) NULLS NOT DISTINCT
    WHERE merged_into IS NULL;
CREATE UNIQUE INDEX one_open_stay ON public.stay (resident) WHERE ended_on IS NULL;
CREATE UNIQUE INDEX one_open_membership ON public.membership (resident) WHERE ended_on IS NULL;
CREATE INDEX stay_ending ON public.stay (division text_pattern_ops, expected_until) WHERE ended_on IS NULL;
CREATE INDEX resident_by_division ON public.resident (division text_pattern_ops, registered_at DESC)
    WHERE state = 'living';
CREATE INDEX resident_unverified ON public.resident (division text_pattern_ops, verified_on) WHERE state = 'living';
CREATE INDEX household_by_division ON public.household (division text_pattern_ops, opened_at DESC) WHERE state = 'open';
CREATE INDEX occupancy_over ON public.occupancy (division text_pattern_ops) WHERE residents > capacity;
"""

# Keys without ids of their own: several for each resident, read by digest alone.
KEY_TABLES_SQL = """
CREATE TABLE public.duplicate_key (
    key_digest bytea NOT NULL,
    resident uuid NOT NULL REFERENCES public.resident (id) ON DELETE CASCADE,
    PRIMARY KEY (key_digest, resident)
);
CREATE INDEX duplicate_key_of_resident ON public.duplicate_key (resident);
CREATE TABLE public.uncompared_resident (
    resident uuid PRIMARY KEY REFERENCES public.resident (id) ON DELETE CASCADE
);
"""

DUPLICATE_SQL = """
CREATE INDEX duplicate_pair_waiting ON public.duplicate_pair (found_at DESC, id DESC) WHERE state = 'open';
CREATE UNIQUE INDEX one_standing_merge ON public.resident_merge (loser) WHERE undone_at IS NULL;
"""

# With a household file its card is queued, with the file's end it is revoked: whoever opens or closes one, by whatever
# way, in the same statement. The serial is drawn at the printer.
CARD_SQL = """
CREATE UNIQUE INDEX one_living_card ON public.card (household) WHERE ended_at IS NULL;
CREATE INDEX card_by_state ON public.card (state) WHERE state IN ('queued', 'printed');

CREATE FUNCTION public.queue_card_of_household() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.card (id, household, state, queued_at) VALUES (gen_random_uuid(), NEW.id, 'queued', NEW.opened_at);
    RETURN NULL;
END $$;
CREATE TRIGGER queue_card AFTER INSERT ON public.household FOR EACH ROW
    WHEN (NEW.state = 'open') EXECUTE FUNCTION public.queue_card_of_household();

CREATE FUNCTION public.revoke_card_of_household() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE public.card SET state = 'revoked', end_reason = 'household-closed', ended_at = NEW.closed_at,
        ended_by = NEW.closed_by
    WHERE household = NEW.id AND ended_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER revoke_card AFTER UPDATE OF state ON public.household FOR EACH ROW
    WHEN (OLD.state = 'open' AND NEW.state = 'closed') EXECUTE FUNCTION public.revoke_card_of_household();

"""

TASK_SQL = """
CREATE UNIQUE INDEX one_question_a_resident ON public.visit_task (resident) WHERE state <> 'closed';
CREATE INDEX task_due ON public.visit_task (division text_pattern_ops, due_on) WHERE state <> 'closed';
"""

PARTY_TERM_SQL = """
CREATE TABLE public.party_term (
    term_digest bytea NOT NULL,
    division varchar(12) COLLATE "C" NOT NULL,
    party uuid NOT NULL REFERENCES public.party (id) ON DELETE CASCADE,
    PRIMARY KEY (term_digest, division, party)
);
CREATE INDEX party_term_of_party ON public.party_term (party);
"""

PLACE_LISTS_SQL = """
CREATE INDEX address_by_division ON public.standard_address (division text_pattern_ops, created_at DESC)
    WHERE merged_into IS NULL;
CREATE INDEX hazard_open ON public.hazard (division text_pattern_ops, due_on) WHERE state = 'open';
CREATE INDEX organisation_by_division ON public.organisation (division text_pattern_ops, created_at DESC);
CREATE UNIQUE INDEX one_merge_an_address ON public.address_merge (merged) WHERE undone_at IS NULL;
"""

NOTICE_AND_PERMIT_SQL = """
CREATE UNIQUE INDEX one_open_permit ON public.residence_permit (resident) WHERE closed_at IS NULL;
CREATE INDEX stay_notice_waiting ON public.stay_notice (division text_pattern_ops, received_at DESC)
    WHERE state = 'received';
CREATE INDEX tenancy_ending ON public.tenancy (division text_pattern_ops, ends_on) WHERE ended_on IS NULL;
CREATE INDEX permit_to_issue ON public.residence_permit (issue_due_on) WHERE state = 'accepted';
CREATE INDEX permit_to_endorse ON public.residence_permit (endorse_from) WHERE state = 'valid';
"""

AMENDMENT_AND_MOVE_SQL = """
CREATE UNIQUE INDEX one_open_amendment ON public.amendment (resident) WHERE state = 'requested';
CREATE UNIQUE INDEX one_open_move ON public.resident_move (resident) WHERE state = 'asked';
CREATE INDEX move_to_decide ON public.resident_move (deciding_division text_pattern_ops, asked_at)
    WHERE state = 'asked';
CREATE INDEX resident_met_on ON public.resident (division text_pattern_ops,
    (coalesce(verified_on, (registered_at AT TIME ZONE 'Asia/Shanghai')::date))) WHERE state = 'living';
CREATE INDEX resident_gone ON public.resident (division text_pattern_ops, registered_at DESC) WHERE state <> 'living';
"""

DESTRUCTION_SQL = """
CREATE UNIQUE INDEX one_open_destruction ON public.destruction_proposal (subject_id) WHERE state = 'proposed';
CREATE INDEX destruction_newest ON public.destruction_proposal (state, proposed_at DESC, id DESC);
CREATE INDEX resident_past ON public.resident (left_at DESC, id DESC) WHERE state <> 'living';
CREATE INDEX resident_joined ON public.resident (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX household_past ON public.household (closed_at DESC, id DESC) WHERE state = 'closed';
"""

RECTIFICATION_SQL = """
CREATE UNIQUE INDEX one_open_rectification ON public.rectification (division, drawer) NULLS NOT DISTINCT
    WHERE state <> 'closed';
"""

SCRIPTS = (
    POSITION_TABLE_SQL,
    PARTITION_FUNCTION_SQL,
    APPEND_ONLY_SQL,
    REVISION_SQL,
    ALERT_INDEX_SQL,
    TERM_TABLE_SQL,
    ONCE_ONLY_SQL,
    KEY_TABLES_SQL,
    DUPLICATE_SQL,
    CARD_SQL,
    TASK_SQL,
    PARTY_TERM_SQL,
    PLACE_LISTS_SQL,
    NOTICE_AND_PERMIT_SQL,
    AMENDMENT_AND_MOVE_SQL,
    DESTRUCTION_SQL,
    RECTIFICATION_SQL,
)
"""In this order: later ones use what earlier ones made."""


async def forwards() -> MigrationManager:
    """Make what the tables need beside their columns."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, *SCRIPTS)
    return manager
