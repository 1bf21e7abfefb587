"""What every official document may say of its file, its officer and its moment. Pure."""

from collections.abc import Mapping

from supervision.wording import Wording

FILE_FIELDS: Mapping[str, Wording] = {
    "number": Wording("文书编号", "number of the paper"),
    "issued_on": Wording("签发日期", "day of issue"),
    "issuer": Wording("签发机构", "issuing office"),
    "officer_name": Wording("经办人", "officer"),
    "office_name": Wording("负责日常管理的机构", "office that keeps the file"),
    "file_number": Wording("档案编号", "number of the file"),
    "name": Wording("姓名", "name"),
    "sex": Wording("性别", "sex"),
    "born_on": Wording("出生日期", "date of birth"),
    "ethnicity": Wording("民族", "ethnicity"),
    "document_type": Wording("证件种类", "kind of document"),
    "document_number": Wording("证件号码", "document number"),
    "phone": Wording("联系电话", "telephone"),
    "home_address": Wording("住址", "address"),
    "guardian": Wording("监护人", "guardian"),
    "category": Wording("矫正类别", "category"),
    "court": Wording("决定机关", "deciding organ"),
    "judgment_number": Wording("法律文书号", "docket"),
    "judged_on": Wording("裁判日期", "day of the decision"),
    "effective_on": Wording("生效日期", "day it took effect"),
    "offence": Wording("罪名", "offence"),
    "sentence": Wording("原判刑罚", "sentence"),
    "term_starts_on": Wording("矫正期限起日", "first day of the term"),
    "term_ends_on": Wording("矫正期限止日", "last day of the term"),
}
"""What every template may name beside the form's own fields: filled from the file, the officer and the moment."""
