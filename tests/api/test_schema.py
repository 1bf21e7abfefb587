"""The described API against the one that runs: generated requests, right and wrong ones, break nothing."""

import asyncio
from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.conftest import Service
from tests.api.makers import make_wearer, raise_alert
from tests.cast import NORTH
from tests.makers import Member

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
ENDLESS = {"GET /api/v1/alerts/stream"}
LAST = {"DELETE /api/v1/session"}


def _call_everything(url: str, member: Member, mode: GenerationMode, examples: int) -> int:
    """Call every operation with generated requests; gives how many operations there are."""
    schema = schemathesis.openapi.from_url(f"{url}/schema/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    for operation in sorted(operations, key=lambda each: each.label in LAST):
        if operation.label not in ENDLESS:
            _call(operation.as_strategy(generation_mode=mode), member, examples)
    return len(operations)


def _call(requests: hypothesis.strategies.SearchStrategy[Any], member: Member, examples: int) -> None:
    @hypothesis.settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(case=requests)
    def check(case: Any) -> None:  # noqa: ANN401 - schemathesis' own generic type
        case.call_and_validate(headers={"authorization": f"Bearer {member.token}"}, checks=CHECKS)

    try:
        check()
    except FailureGroup as failures:  # a group of exceptions would end the test's event loop with it
        raise AssertionError("\n".join(map(str, failures.exceptions))) from None


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("agnes", GenerationMode.POSITIVE),
        ("agnes", GenerationMode.NEGATIVE),
        ("sue", GenerationMode.POSITIVE),
        ("sam", GenerationMode.POSITIVE),
        ("ada", GenerationMode.POSITIVE),
    ],
)
async def test_generated_requests_meet_no_failure_and_only_described_answers(
    service: Service, name: str, mode: GenerationMode
) -> None:
    await raise_alert(await make_wearer(service.cast.olga, service.cast.north_office, NORTH))
    count = await asyncio.to_thread(_call_everything, service.url, getattr(service.cast, name), mode, 4)
    assert count > 60
