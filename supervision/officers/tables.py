"""Offices, officers, their dated grants, and how they sign in."""

from piccolo.columns import UUID, BigInt, Boolean, Bytea, Date, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table


class DivisionRow(Table, tablename="division"):
    """An administrative division by its code of 2, 4, 6, 9 or 12 digits (GB/T 2260 and the statistical codes)."""

    code = Varchar(length=12, primary_key=True, default=None, null=False)
    name = Varchar(length=80, default=None, null=False)

    code_has_a_level = Check("length(code) IN (2, 4, 6, 9, 12) AND code ~ '^[0-9]+$'")


class HolidayRow(Table, tablename="holiday"):
    """A day that differs from the plain week: a holiday, or a working day at a weekend."""

    day = Date(primary_key=True, default=None, null=False)
    is_working = Boolean(default=None, null=False, help_text="true for a weekend day on which work is done")
    name = Varchar(length=40, default=None, null=False)


class OfficeRow(Table, tablename="office"):
    """An office of the justice bureau or of the police, and the division it serves."""

    id = UUID(primary_key=True, default=UUID4())
    register = Varchar(length=20, default=None, null=False)
    name = Varchar(length=80, default=None, null=False)
    level = Varchar(length=20, default=None, null=False)
    division = Varchar(length=12, default=None, null=False, index=True)
    parent: "ForeignKey[OfficeRow]" = ForeignKey("self", default=None, null=True, on_delete=OnDelete.restrict)

    name_is_unique = Unique(["register", "name"])


class OfficerRow(Table, tablename="officer"):
    """A person who may sign in; ended officers stay, for the audit's sake."""

    id = UUID(primary_key=True, default=UUID4())
    register = Varchar(length=20, default=None, null=False)
    username = Varchar(length=40, default=None, null=False, unique=True)
    name = Varchar(length=80, default=None, null=False)
    office = ForeignKey(OfficeRow, default=None, null=True, on_delete=OnDelete.restrict)
    state = Varchar(length=12, default=None, null=False, help_text="active, suspended or ended")
    vault_key = UUID(default=None, null=False)
    password_hash = Varchar(length=160, default=None, null=False)
    second_factor_sealed = Bytea(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)

    state_is_known = Check("state IN ('active', 'suspended', 'ended')")
    end_is_whole = Check("(state = 'ended') = (ended_at IS NOT NULL)")


class GrantRow(Table, tablename="role_grant"):
    """A role over a division, from-to; never given by its holder."""

    id = UUID(primary_key=True, default=UUID4())
    officer = ForeignKey(OfficerRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    role = Varchar(length=20, default=None, null=False)
    prefix = Varchar(length=12, default=None, null=False, help_text="division code; empty for administrators")
    valid_from = Date(default=None, null=False)
    valid_until = Date(default=None, null=True, help_text="last day of the grant")
    granted_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    granted_at = Timestamptz(default=None, null=False)
    revoked_at = Timestamptz(default=None, null=True)
    revoked_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    never_to_oneself = Check("granted_by IS NULL OR granted_by <> officer")
    days_run_forward = Check("valid_until IS NULL OR valid_until >= valid_from")
    only_administrators_are_everywhere = Check(
        "(prefix = '') = (role IN ('system-admin', 'security-admin', 'audit-admin'))"
    )


class SignInGuardRow(Table, tablename="sign_in_guard"):
    """Failures under a name typed at sign-in, whether or not an officer bears it; the name only as a digest."""

    name_digest = Bytea(primary_key=True, default=None, null=False)
    failures = Integer(default=None, null=False)
    last_failed_at = Timestamptz(default=None, null=False, index=True)
    locked_until = Timestamptz(default=None, null=True)


class SessionRow(Table, tablename="session"):
    """A signed-in session, known by the digest of its token."""

    id = UUID(primary_key=True, default=UUID4())
    token_digest = Bytea(default=None, null=False, unique=True)
    officer = ForeignKey(OfficerRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    csrf_token = Varchar(length=64, default=None, null=False)
    created_at = Timestamptz(default=None, null=False)
    last_seen_at = Timestamptz(default=None, null=False)
    expires_at = Timestamptz(default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)


class UsedCodeRow(Table, tablename="used_code"):
    """A time step whose one-time code an officer has used, once per use."""

    id = UUID(primary_key=True, default=UUID4())
    officer = ForeignKey(OfficerRow, null=False, default=None, on_delete=OnDelete.cascade)
    use = Varchar(length=10, default=None, null=False, help_text="sign-in or confirm")
    time_step = BigInt(default=None, null=False)
    used_at = Timestamptz(default=None, null=False)

    once_per_use = Unique(["officer", "use", "time_step"])


class RecoveryCodeRow(Table, tablename="recovery_code"):
    """A printed one-time code that stands in for a lost second factor, once."""

    id = UUID(primary_key=True, default=UUID4())
    officer = ForeignKey(OfficerRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    code_digest = Bytea(default=None, null=False)
    used_at = Timestamptz(default=None, null=True)

    every_code_once = Unique(["officer", "code_digest"])


class CredentialReplacementRow(Table, tablename="credential_replacement"):
    """The replacement of a lost second factor or a forgotten password: one administrator asked, another approved."""

    id = UUID(primary_key=True, default=UUID4())
    officer = ForeignKey(OfficerRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    credential = Varchar(length=13, default=None, null=False, help_text="second-factor or password")
    requested_by = ForeignKey(OfficerRow, null=False, default=None, on_delete=OnDelete.restrict)
    requested_at = Timestamptz(default=None, null=False)
    approved_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    approved_at = Timestamptz(default=None, null=True)

    two_administrators = Check("approved_by IS NULL OR approved_by <> requested_by")
    never_ones_own = Check("requested_by <> officer AND (approved_by IS NULL OR approved_by <> officer)")
    approval_is_whole = Check("(approved_by IS NULL) = (approved_at IS NULL)")
