"""What is done around the end of a correction, each row on the file and under its key."""

from piccolo.columns import UUID, Array, Bytea, Date, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from supervision.corrections.tables import AttachmentRow, PersonFileRow
from supervision.officers.tables import OfficerRow


class ReleaseTaskRow(Table, tablename="release_task"):
    """Something that was done before the end of the term."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict)
    kind = Varchar(length=12, default=None, null=False)
    done_on = Date(default=None, null=False)
    note_sealed = Bytea(default=None, null=False)
    appraisal_sealed = Bytea(default=None, null=True, help_text="what was found of the person, for its paper")
    document = ForeignKey(AttachmentRow, default=None, null=True, on_delete=OnDelete.restrict)
    recorded_at = Timestamptz(default=None, null=False)
    recorded_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    one_task_of_a_kind = Unique(["file", "kind"])
    only_an_appraisal_finds = Check("appraisal_sealed IS NULL OR kind = 'appraisal'")
    work_before_release = Check("kind IN ('summary', 'appraisal', 'link-up', 'tell-person')")


class CertificateHoldRow(Table, tablename="certificate_hold"):
    """A pending case: it holds back the certificate of release until it is over, or its organ says otherwise."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    kind = Varchar(length=20, default=None, null=False)
    began_on = Date(default=None, null=False)
    note_sealed = Bytea(default=None, null=False)
    document = ForeignKey(AttachmentRow, default=None, null=True, on_delete=OnDelete.restrict)
    placed_at = Timestamptz(default=None, null=False)
    placed_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    lifted_way = Varchar(length=24, default=None, null=True)
    lift_document = ForeignKey(AttachmentRow, default=None, null=True, on_delete=OnDelete.restrict)
    lifted_at = Timestamptz(default=None, null=True)
    lifted_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    two_holds = Check("kind IN ('revocation-case', 'compulsory-measure')")
    two_ways_to_lift = Check("lifted_way IN ('case-over', 'organ-says-otherwise')")
    lifting_a_hold_is_whole = Check("num_nulls(lifted_way, lifted_at) IN (0, 2)")
    otherwise_has_its_document = Check("lifted_way <> 'organ-says-otherwise' OR lift_document IS NOT NULL")


class ReleaseRequestRow(Table, tablename="release_request"):
    """A certificate that somebody asks for; another officer issues it, or returns the request with the reason."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    cause = Varchar(length=20, default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)
    note_sealed = Bytea(default=None, null=False)
    undone_sealed = Bytea(default=None, null=False, help_text="why work before the end is not done")
    paper = ForeignKey(AttachmentRow, default=None, null=True, on_delete=OnDelete.restrict)
    asked_at = Timestamptz(default=None, null=False)
    asked_by = ForeignKey(OfficerRow, default=None, null=False, on_delete=OnDelete.restrict)
    returned_at = Timestamptz(default=None, null=True)
    returned_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    return_sealed = Bytea(default=None, null=True, help_text="why it was returned")

    two_releases = Check("cause IN ('expiry', 'pardon')")
    returning_is_whole = Check("num_nulls(returned_at, returned_by, return_sealed) IN (0, 3)")


class ReleaseCertificateRow(Table, tablename="release_certificate"):
    """The certificate of release, one a file, and the public announcement where the law wants one."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict, unique=True)
    number = Varchar(length=24, default=None, null=False, unique=True)
    issued_at = Timestamptz(default=None, null=False)
    issued_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    request = ForeignKey(ReleaseRequestRow, default=None, null=True, on_delete=OnDelete.restrict)
    left_undone = Array(Varchar(length=12), default=list, null=False, help_text="work before the end, not done")
    announced_on = Date(default=None, null=True)
    announcement_sealed = Bytea(default=None, null=True, help_text="where and before whom")
    announced_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    announcing_is_whole = Check("num_nulls(announced_on, announcement_sealed) IN (0, 2)")


class EndNoticeRow(Table, tablename="end_notice"):
    """Who was told of the end, when, and the receipt."""

    id = UUID(primary_key=True, default=UUID4())
    file = ForeignKey(PersonFileRow, null=False, default=None, on_delete=OnDelete.restrict)
    receiver = Varchar(length=16, default=None, null=False)
    sent_on = Date(default=None, null=False)
    note_sealed = Bytea(default=None, null=False, help_text="to which organ and how")
    sent_at = Timestamptz(default=None, null=False)
    sent_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)
    received_on = Date(default=None, null=True)
    receipt = ForeignKey(AttachmentRow, default=None, null=True, on_delete=OnDelete.restrict)
    receipt_by = ForeignKey(OfficerRow, default=None, null=True, on_delete=OnDelete.restrict)

    one_notice_a_receiver = Unique(["file", "receiver"])
    three_receivers = Check("receiver IN ('deciding-organ', 'prosecutor', 'police')")
    receipt_comes_after = Check("received_on IS NULL OR received_on >= sent_on")
