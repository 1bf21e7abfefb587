"""The revision of what may be admitted: every change that bears on it raises one number, by triggers.

Ingest reads the number in each batch's transaction and keeps it from moving until the batch has committed. So nobody
can forget to tell ingest of a change, and an order that has ended lets nothing more in.
"""

REVISION_SQL = """
CREATE TABLE public.admission_revision (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    revision bigint NOT NULL
);
INSERT INTO public.admission_revision (revision) VALUES (0);

CREATE FUNCTION public.raise_admission_revision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    UPDATE public.admission_revision SET revision = revision + 1;
    RETURN NULL;
END
$function$;

CREATE TRIGGER order_bears_on_admission
    AFTER UPDATE OR DELETE ON public.positioning_order FOR EACH STATEMENT
    EXECUTE FUNCTION public.raise_admission_revision();
CREATE TRIGGER version_bears_on_admission
    AFTER UPDATE OF state, valid_from, valid_until, ends_on, terms_sealed OR DELETE ON public.order_version
    FOR EACH STATEMENT EXECUTE FUNCTION public.raise_admission_revision();
CREATE TRIGGER assignment_bears_on_admission
    AFTER INSERT OR UPDATE OR DELETE ON public.tracker_assignment FOR EACH STATEMENT
    EXECUTE FUNCTION public.raise_admission_revision();
CREATE TRIGGER absence_bears_on_admission
    AFTER INSERT OR UPDATE OR DELETE ON public.file_absence FOR EACH STATEMENT
    EXECUTE FUNCTION public.raise_admission_revision();
CREATE TRIGGER file_bears_on_admission
    AFTER UPDATE OF term_ends_on, ended_at, state, division OR DELETE ON public.person_file FOR EACH STATEMENT
    EXECUTE FUNCTION public.raise_admission_revision();
CREATE TRIGGER request_bears_on_admission
    AFTER INSERT OR UPDATE OF withdrawn_at, opens_at, closes_at OR DELETE ON public.check_in_request
    FOR EACH STATEMENT EXECUTE FUNCTION public.raise_admission_revision();
"""
"""For a raw migration, after the tables it names. Frozen with it: a change comes as a new migration of its own."""
