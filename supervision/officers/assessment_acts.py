"""What officers do about assessments before the sentence: offices inquire, the county agency answers. Pure."""

from supervision.audit.acts import Act

_READ = frozenset({Act.ASSESSMENT_LIST, Act.ASSESSMENT_OPEN})

CHECK_ASSESSMENTS = _READ | {Act.ASSESSMENT_DESTROY}
"""The county's head reads them as well; to cities none exists, for their people are not supervised."""

WORK_ON_ASSESSMENTS = _READ | {
    Act.ASSESSMENT_ATTACH,
    Act.ASSESSMENT_INQUIRE,
    Act.ASSESSMENT_WRITE,
    Act.ASSESSMENT_CARRY_OVER,
}
"""What an office does that a delegation lets assess."""

ANSWER_ORGANS = WORK_ON_ASSESSMENTS | {
    Act.ASSESSMENT_RECEIVE,
    Act.ASSESSMENT_ASSIGN,
    Act.ASSESSMENT_DECIDE,
    Act.ASSESSMENT_REPLY,
    Act.ASSESSMENT_RECORD,
    Act.ASSESSMENT_PROPOSE_DESTRUCTION,
    Act.ASSESSMENT_DESTROY,
}
"""The county's agency takes requests in, decides opinions and answers."""
