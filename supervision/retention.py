"""How long each stored kind of data is kept, from which event, and on whose word: a row for every table. Pure.

No national schedule for correction archives was found, so provinces and customers override what is marked as such; what
is not marked follows from the law, or from another row. Whatever has no row here must not be stored.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from supervision.legal_rules import Confidence
from supervision.legal_time import add_months, day_start, legal_day
from supervision.wording import Wording


class KeptFrom(StrEnum):
    """The event from which a period of keeping runs."""

    FILE_ENDED = "file-ended"
    ORDER_ENDED = "order-ended"
    REQUEST_CLOSED = "request-closed"
    WRITTEN = "written"
    ACCOUNT_ENDED = "account-ended"
    SESSION_ENDED = "session-ended"
    STAY_ENDED = "stay-ended"
    HOUSEHOLD_CLOSED = "household-closed"
    PARTY_RELEASED = "party-released"
    TRACKER_REVOKED = "tracker-revoked"
    TENANCY_ENDED = "tenancy-ended"
    SHARING_ENDED = "sharing-ended"
    AFTERCARE_ENDED = "aftercare-ended"
    ASSESSMENT_CLOSED = "assessment-closed"


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How long one kind of data is kept.

    Either `months` after `kept_from`, or as long as the rows of `follows`, or, with neither, while the service runs.
    """

    kind: str
    source: Wording
    confidence: Confidence
    months: int | None = None
    kept_from: KeptFrom | None = None
    follows: str | None = None
    may_be_overridden: bool = False


_ARCHIVE = Wording(
    "省级社区矫正档案管理规定（无全国统一年限，常见30年；由客户核定）",
    "provincial rules on correction archives (no national number; 30 years are common; the customer settles it)",
)
_TRACKS = Wording(
    "个人信息保护法第十九条、第四十七条；社区矫正法第二十九条、第三十四条（留存期为申诉、控告所必需的最短时间）",
    "Personal Information Protection Law, arts. 19 and 47; Community Correction Law, arts. 29 and 34 (as long as a "
    "complaint may need them)",
)
_LOGS = Wording("网络安全法第二十三条（不少于六个月）", "Cybersecurity Law, art. 23 (at least six months)")
_ARCHIVE_IMPORTS = Wording(
    "个人信息保护法第十九条、第四十七条（表中所载已进入档案，导入记录只留核对所需）",
    "Personal Information Protection Law, arts. 19 and 47 (what the table told is in the files by then; of its import "
    "only what checking needs is kept)",
)
_READINGS = Wording(
    "网络安全法第二十三条（不少于六个月）；查阅记录与档案同期保存",
    "Cybersecurity Law, art. 23 (at least six months); who read a file is kept as long as the file",
)
_ACCOUNTS = Wording("GB/T 22239—2019 第三级（责任可追溯）", "GB/T 22239-2019, level 3 (accountability)")
_NO_PERSON = Wording("不含个人信息，服务运行所需", "no personal data; needed for the service to run")
_CERTIFICATES = Wording(
    "个人信息保护法第四十七条（销毁须可证明）", "Personal Information Protection Law, art. 47 (proof of destruction)"
)

_RESIDENTS = Wording(
    "个人信息保护法第十九条、第四十七条；居住证暂行条例第十七条（居住结束后的保存期由使用单位核定）",
    "Personal Information Protection Law, arts. 19 and 47; Interim Regulations on Residence Permits, art. 17 (how long "
    "after a stay, its users settle)",
)

_NOTICES = Wording(
    "个人信息保护法第十九条；行政诉讼法第四十六条（回执为已履行申报义务的凭证，留存至起诉期限届满）",
    "Personal Information Protection Law, art. 19; Administrative Litigation Law, art. 46 (a receipt proves that the "
    "duty was met, and is kept as long as one may sue)",
)

_PROVIDED = Wording(
    "网络数据安全管理条例第十二条；个人信息保护法第五十六条（提供、处理情况的记录和影响评估报告至少保存三年）",
    "Network Data Security Regulations, art. 12; Personal Information Protection Law, art. 56 (records of provision "
    "and processing, and impact assessments, are kept for three years at least)",
)

_AFTERCARE = Wording(
    "个人信息保护法第十九条、第四十七条（帮教自愿，期满后只留核对所需；保存期由使用单位核定）",
    "Personal Information Protection Law, arts. 19 and 47 (help is voluntary; afterwards only what checking needs is "
    "kept, and for how long its users settle)",
)

_LISTS = Wording(
    "个人信息保护法第十九条、第四十七条（名单只留到差异处理完毕；保存期由使用单位核定）",
    "Personal Information Protection Law, arts. 19 and 47 (lists are kept until differences are settled; for how long "
    "their users settle)",
)
_ASSESSMENTS = Wording(
    "个人信息保护法第十九条、第四十七条（被评估人不是社区矫正对象，办结后只留核对所需；保存期由使用单位核定）",
    "Personal Information Protection Law, arts. 19 and 47 (who is assessed is no supervisee; what checking needs is "
    "kept, and for how long its users settle)",
)

_THIRTY_YEARS = 360
_TRACK_MONTHS = 6
_LOG_MONTHS = 6
_STAY_MONTHS = 24
_NOTICE_MONTHS = 6
_PROVIDED_MONTHS = 36
_AFTERCARE_MONTHS = 24
_LIST_MONTHS = 6
_ASSESSMENT_MONTHS = 6


def _with_file(kind: str) -> RetentionRule:
    return RetentionRule(kind, _ARCHIVE, Confidence.UNVERIFIED, follows="person_file", may_be_overridden=True)


def _with(kind: str, follows: str, source: Wording, confidence: Confidence) -> RetentionRule:
    return RetentionRule(kind, source, confidence, follows=follows)


def _with_resident(kind: str) -> RetentionRule:
    return RetentionRule(kind, _RESIDENTS, Confidence.OURS, follows="resident", may_be_overridden=True)


def _running(kind: str) -> RetentionRule:
    return RetentionRule(kind, _NO_PERSON, Confidence.OURS)


def _after(
    kind: str, months: int, kept_from: KeptFrom, source: Wording, confidence: Confidence = Confidence.OURS
) -> RetentionRule:
    return RetentionRule(kind, source, confidence, months, kept_from, may_be_overridden=True)


RETENTION_RULES: tuple[RetentionRule, ...] = (
    _after("person_file", _THIRTY_YEARS, KeptFrom.FILE_ENDED, _ARCHIVE, Confidence.UNVERIFIED),
    _with_file("search_term"),
    _with_file("attachment"),
    _with_file("issued_paper"),
    _with_file("file_record"),
    _with_file("file_absence"),
    _with_file("file_class"),
    *map(_with_file, ("group_member", "file_officer", "guardian", "guardian_version", "correction_plan", "file_need")),
    *map(_with_file, ("exit_ban_step", "paper_movement")),
    _with_file("contact"),
    _with_file("contact_step"),
    _with_file("contact_reminder"),
    _with_file("medical_interval"),
    _with_file("application"),
    _with_file("application_notice"),
    _with_file("approval_step"),
    *map(_with_file, ("person_search", "person_search_step", "transfer", "transfer_step")),
    _with_file("file_step"),
    _with_file("term_entry"),
    _with_file("release_task"),
    _with_file("certificate_hold"),
    _with_file("release_request"),
    _with_file("release_certificate"),
    _with_file("end_notice"),
    _with_file("lapse"),
    _with_file("lawful_excuse"),
    _with_file("conduct_finding"),
    _with_file("measure"),
    _with_file("measure_step"),
    _with_file("measure_basis"),
    _with_file("sealed_reading"),
    _with_file("prosecutor_opinion"),
    _with_file("legal_hold"),
    *map(_with_file, ("access_limit", "broken_glass", "legal_query")),
    _with_file("positioning_order"),
    _with_file("order_version"),
    _with_file("order_ground"),
    _with_file("notice"),
    _with_file("tracker_assignment"),
    _with_file("alert"),
    _with_file("alert_step"),
    _after("aftercare_file", _AFTERCARE_MONTHS, KeptFrom.AFTERCARE_ENDED, _AFTERCARE),
    *(
        _with(f"aftercare_{kind}", "aftercare_file", _AFTERCARE, Confidence.OURS)
        for kind in ("term", "step", "helper", "placement", "aid", "visit", "hold")
    ),
    _running("placement_base"),
    _after("reconciliation_list", _LIST_MONTHS, KeptFrom.WRITTEN, _LISTS),
    _with("reconciliation_item", "reconciliation_list", _LISTS, Confidence.OURS),
    _with("reconciliation_step", "reconciliation_list", _LISTS, Confidence.OURS),
    _running("reconciliation"),
    _running("count_sheet"),
    _after("assessment", _ASSESSMENT_MONTHS, KeptFrom.ASSESSMENT_CLOSED, _ASSESSMENTS),
    *(
        _with(kind, "assessment", _ASSESSMENTS, Confidence.OURS)
        for kind in (
            "assessment_inquiry",
            "assessment_opinion",
            "assessment_step",
            "assessment_limit",
            "assessment_document",
        )
    ),
    _with_file("carried_assessment"),
    _after("position", _TRACK_MONTHS, KeptFrom.ORDER_ENDED, _TRACKS),
    _with("last_position", "position", _TRACKS, Confidence.OURS),
    _with("judgement_checkpoint", "position", _TRACKS, Confidence.OURS),
    _after("check_in_request", _TRACK_MONTHS, KeptFrom.REQUEST_CLOSED, _TRACKS),
    _after("audit_entry", _THIRTY_YEARS, KeptFrom.WRITTEN, _READINGS, Confidence.VERIFIED),
    _after("officer", _THIRTY_YEARS, KeptFrom.ACCOUNT_ENDED, _ACCOUNTS, Confidence.SECONDARY),
    _with("role_grant", "officer", _ACCOUNTS, Confidence.SECONDARY),
    _with("written_authority", "officer", _ACCOUNTS, Confidence.SECONDARY),
    _with("recovery_code", "officer", _ACCOUNTS, Confidence.SECONDARY),
    _with("credential_replacement", "officer", _ACCOUNTS, Confidence.SECONDARY),
    _after("session", _LOG_MONTHS, KeptFrom.SESSION_ENDED, _LOGS, Confidence.VERIFIED),
    _after("used_code", _LOG_MONTHS, KeptFrom.WRITTEN, _LOGS, Confidence.VERIFIED),
    _after("sign_in_guard", _LOG_MONTHS, KeptFrom.WRITTEN, _LOGS, Confidence.VERIFIED),
    _after("intake_count", _LOG_MONTHS, KeptFrom.WRITTEN, _LOGS, Confidence.VERIFIED),
    _after("tracker", _LOG_MONTHS, KeptFrom.TRACKER_REVOKED, _LOGS, Confidence.VERIFIED),
    _after("household", _STAY_MONTHS, KeptFrom.HOUSEHOLD_CLOSED, _RESIDENTS),
    _after("resident", _STAY_MONTHS, KeptFrom.STAY_ENDED, _RESIDENTS),
    *map(_with_resident, ("resident_version", "resident_term", "duplicate_key", "uncompared_resident", "stay")),
    *map(_with_resident, ("duplicate_pair", "resident_merge", "membership", "amendment", "resident_move", "material")),
    _after("stay_notice", _NOTICE_MONTHS, KeptFrom.REQUEST_CLOSED, _NOTICES, Confidence.UNVERIFIED),
    _with("stay_notice_item", "stay_notice", _NOTICES, Confidence.UNVERIFIED),
    _running("notice_link"),
    _after("tenancy", _STAY_MONTHS, KeptFrom.TENANCY_ENDED, _RESIDENTS),
    _with("tenancy_tenant", "tenancy", _RESIDENTS, Confidence.OURS),
    _with_resident("residence_permit"),
    _with_resident("permit_act"),
    _with_resident("service_request"),
    _with_resident("service_step"),
    _with("card", "household", _RESIDENTS, Confidence.OURS),
    _with("visit_task", "household", _RESIDENTS, Confidence.OURS),
    _with("visit_task_step", "household", _RESIDENTS, Confidence.OURS),
    _running("card_face"),
    _running("walk_sending"),
    _running("public_asking"),
    _after("import_job", 1, KeptFrom.WRITTEN, _RESIDENTS),
    _with("import_chunk", "import_job", _RESIDENTS, Confidence.OURS),
    _with("import_upload", "import_job", _RESIDENTS, Confidence.OURS),
    _running("import_columns"),
    _with_resident("personal_code"),
    _after("file_import", 1, KeptFrom.WRITTEN, _ARCHIVE_IMPORTS),
    _with("file_import_chunk", "file_import", _ARCHIVE_IMPORTS, Confidence.OURS),
    _with("file_import_upload", "file_import", _ARCHIVE_IMPORTS, Confidence.OURS),
    _running("file_import_columns"),
    _after("disclosure", _PROVIDED_MONTHS, KeptFrom.WRITTEN, _PROVIDED, Confidence.VERIFIED),
    _after("outbox_event", _PROVIDED_MONTHS, KeptFrom.WRITTEN, _PROVIDED, Confidence.VERIFIED),
    _running("outbox"),
    _after("file_export", _PROVIDED_MONTHS, KeptFrom.WRITTEN, _PROVIDED, Confidence.VERIFIED),
    _after("register_export", _PROVIDED_MONTHS, KeptFrom.WRITTEN, _PROVIDED, Confidence.VERIFIED),
    _with_resident("resident_hold"),
    RetentionRule("destruction_proposal", _CERTIFICATES, Confidence.VERIFIED),
    RetentionRule("assessment_destruction", _CERTIFICATES, Confidence.VERIFIED),
    RetentionRule("file_destruction", _CERTIFICATES, Confidence.VERIFIED),
    RetentionRule("aftercare_destruction", _CERTIFICATES, Confidence.VERIFIED),
    _with("sample_item", "household", _RESIDENTS, Confidence.OURS),
    RetentionRule("provision", _PROVIDED, Confidence.VERIFIED, _PROVIDED_MONTHS, KeptFrom.WRITTEN),
    RetentionRule("sharing_view", _PROVIDED, Confidence.VERIFIED, _PROVIDED_MONTHS, KeptFrom.SHARING_ENDED),
    _running("quality_sample"),
    _running("rectification"),
    _running("rectification_step"),
    _running("standard_address"),
    _running("drawer"),
    _running("drawer_duty"),
    _running("dwelling"),
    _running("occupancy"),
    _running("hazard"),
    _running("hazard_step"),
    _running("address_merge"),
    _running("organisation"),
    _after("party", _STAY_MONTHS, KeptFrom.PARTY_RELEASED, _RESIDENTS),
    _with("party_term", "party", _RESIDENTS, Confidence.OURS),
    RetentionRule("destruction", _CERTIFICATES, Confidence.VERIFIED),
    _running("vault_key"),
    _running("vault_folder"),
    _running("number_series"),
    _running("office"),
    _running("division"),
    _running("holiday"),
    _running("local_rule"),
    _running("tracker_model"),
    _running("shard"),
    _running("retention_rule"),
)
"""One row for every table, the partitioned one of positions included."""


def find_retention_rule(kind: str) -> RetentionRule:
    """The rule of a table; LookupError for a table that must not exist."""
    for rule in RETENTION_RULES:
        if rule.kind == kind:
            return rule
    raise LookupError(kind)


def kept_since(kind: str, now: datetime) -> datetime:
    """The moment before which an event lies too far back for a row of that table still to be kept.

    The last day of keeping bears the same number as the event's day, or is the last of a shorter month. LookupError for
    a table without a period of its own.
    """
    months, today = _months(kind), legal_day(now)
    day = add_months(today, -months)
    while add_months(day, months) < today:  # a shorter month lies between: three days at most
        day += timedelta(days=1)
    return day_start(day)


def last_day_kept(kind: str, event_at: datetime) -> date:
    """The last day on which a row of that table is kept, after the event from which its period runs."""
    return add_months(legal_day(event_at), _months(kind))


def _months(kind: str) -> int:
    months = find_retention_rule(kind).months
    if months is None:
        message = f"{kind} has no period of its own."
        raise LookupError(message)
    return months
