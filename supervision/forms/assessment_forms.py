"""The papers of an assessment before the sentence, which has no file: the reply, and the request sent back. Pure.

Nothing is typed: all that they say, the assessment says. The official layouts were not at hand, and ours says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from supervision.wording import Wording


class AssessmentFormName(StrEnum):
    """The papers of an assessment; a template's file is named so."""

    REPLY = "assessment-reply"
    RETURN = "assessment-return"


@dataclass(frozen=True, slots=True)
class AssessmentForm:
    """A paper of an assessment: its name, and what it says beside `ASSESSMENT_FIELDS`."""

    name: AssessmentFormName
    title: Wording
    fields: Mapping[str, Wording]


ASSESSMENT_FIELDS: Mapping[str, Wording] = {
    "number": Wording("文书编号", "number of the paper"),
    "issued_on": Wording("签发日期", "day of issue"),
    "issuer": Wording("签发机构", "issuing agency"),
    "organ_name": Wording("委托机关", "organ that asked"),
    "request_number": Wording("委托文书号", "number of its paper"),
    "received_on": Wording("收到日期", "day of receipt"),
    "name": Wording("姓名", "name"),
    "sex": Wording("性别", "sex"),
    "born_on": Wording("出生日期", "date of birth"),
    "document_type": Wording("证件种类", "kind of document"),
    "document_number": Wording("证件号码", "document number"),
    "home_address": Wording("住址", "address"),
    "category": Wording("拟适用", "kind of correction that is considered"),
}
"""What every template of an assessment may name."""

_FORMS = (
    AssessmentForm(
        AssessmentFormName.REPLY,
        Wording("调查评估意见书", "assessment before the sentence"),
        {
            "assessors": Wording("评估人员", "assessors"),
            "inquiries": Wording("调查方式和次数", "how often was asked and looked"),
            "home": Wording("居所情况", "home"),
            "guarantor": Wording("保证人情况", "guarantor"),
            "influence": Wording("对所居住社区的影响", "influence on the community"),
            "reasons": Wording("理由", "reasons"),
            "suitability": Wording("评估意见", "opinion"),
        },
    ),
    AssessmentForm(
        AssessmentFormName.RETURN,
        Wording("调查评估退回函", "request for an assessment sent back"),
        {"reason": Wording("退回的理由", "why it is sent back")},
    ),
)

ASSESSMENT_FORMS: Mapping[AssessmentFormName, AssessmentForm] = {form.name: form for form in _FORMS}
"""Every paper of an assessment by its name."""
