"""What officers do about sanctions, rewards and prosecutors' opinions, beside deciding. Pure."""

from supervision.audit.acts import Act

PREPARE_MEASURES = frozenset(
    {
        Act.LAPSE_RECORD,
        Act.CONDUCT_FINDING_RECORD,
        Act.MEASURE_PROPOSE,
        Act.MEASURE_HEAR,
        Act.MEASURE_SERVE,
        Act.MEASURE_COPY,
        Act.MEASURE_OBJECT,
    }
)
"""Whoever keeps the file proposes, hears the person, and sees to service and copies."""

ANSWER_PROSECUTORS = frozenset({Act.OPINION_LIST, Act.OPINION_OPEN, Act.OPINION_RECORD, Act.OPINION_ANSWER})
"""The county takes opinions in and answers them."""

REVIEW_MEASURES = frozenset({Act.MEASURE_REVIEW, Act.MEASURE_ANNUL, Act.SEALED_RECORD_READ})
"""The county's agency and head answer objections, annul, and read what is sealed."""
