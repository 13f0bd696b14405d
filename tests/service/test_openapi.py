"""The description is OpenAPI 3.1, complete, and true of what is answered."""

from __future__ import annotations

import base64
import re

import msgspec
import pytest
from jsonschema import Draft202012Validator

from service.configuration import Configuration
from service.http.openapi import description
from service.http.operations import OPERATIONS, PREFIX
from tests.service.asgi import post, request


@pytest.fixture(scope="module")
def described():
    return msgspec.json.decode(msgspec.json.encode(description(Configuration())))


def objects(value):
    """Every object anywhere in a document."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, (dict, list)):
            yield from objects(inner)


def validator(described, name):
    schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    return Draft202012Validator(schema)


def test_it_is_served_as_it_is_made(api, described):
    answer = request(api, "GET", f"{PREFIX}/openapi.json", client=("203.0.113.9", 1))
    assert answer.json == described


def test_every_address_is_described(described):
    assert described["openapi"] == "3.1.0"
    paths = {(path, method) for path, item in described["paths"].items() for method in item}
    assert paths == {(o.path, o.method.lower()) for o in OPERATIONS}
    for item in described["paths"].values():
        for operation in item.values():
            assert operation["summary"].endswith((".", "not."))
            assert operation["responses"]["200"]["content"]
    ids = [o["operationId"] for item in described["paths"].values() for o in item.values()]
    assert len(set(ids)) == len(ids)


def test_only_what_is_open_needs_no_key(described):
    for operation in OPERATIONS:
        told = described["paths"][operation.path][operation.method.lower()]["security"]
        assert told == ([] if operation.open else [{"key": []}])


def test_every_schema_is_a_valid_json_schema(described):
    for name, schema in described["components"]["schemas"].items():
        assert re.fullmatch(r"[A-Za-z0-9._-]+", name)
        Draft202012Validator.check_schema(schema)


def test_every_reference_leads_somewhere(described):
    referred = {o["$ref"] for o in objects(described) if "$ref" in o}
    known = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert referred <= known
    assert "#/components/schemas/LayoutFile" in referred


@pytest.mark.parametrize(
    ("path", "value", "name"),
    [
        ("preflight", {}, "PreflightAnswer"),
        ("plan", {}, "SlicePlan"),
        ("render", {"row": 99}, "ProblemDetails"),
    ],
)
def test_answers_are_as_described(api, described, project_file, path, value, name):
    body = {"project": base64.b64encode(project_file).decode(), **value}
    answer = post(api, f"{PREFIX}/{path}", body)
    validator(described, name).validate(answer.json)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/healthz", "Health"),
        ("/readyz", "Readiness"),
        (f"{PREFIX}/diagnosis", "Diagnosis"),
        (f"{PREFIX}/fonts", "FontList"),
    ],
)
def test_what_the_server_says_of_itself_is_as_described(api, described, path, name):
    validator(described, name).validate(request(api, "GET", path).json)


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ({"values": {"Name": "Ada"}}, True),
        ({"project": "UEsDBA==", "row": 2, "output": {"format": "png"}}, True),
        ({"layout": {"version": 1, "elements": []}}, True),
        ({"layout": {"version": 1, "surprise": 1}}, False),
        ({"surprise": 1}, False),
        ({"row": 0}, False),
        ({"values": {"Name": 1}}, False),
    ],
)
def test_requests_are_as_described(described, value, valid):
    assert validator(described, "RenderRequest").is_valid(value) is valid


def test_the_limits_of_this_server_are_told():
    told = description(Configuration(max_upload=7, time_limit=9.0))["info"]["description"]
    assert "7 MB" in told
    assert "9 seconds" in told
