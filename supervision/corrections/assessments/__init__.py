"""Assessments before the sentence (调查评估): a court, prison or police organ asks; the person is no supervisee."""
