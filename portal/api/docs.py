"""The API for people to read, made from its OpenAPI document."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.api.endpoints import api


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Operations and shapes as a page: made on the server, so that it needs no script and no other host."""
    schema = api.get_openapi_schema()
    operations = [
        {
            "path": path,
            "summary": operation["summary"],
            "description": operation.get("description", ""),
            "parameters": [_parameter(parameter) for parameter in operation.get("parameters", [])],
            "answers": [
                (code, answer.get("description", ""), _reference(answer))
                for code, answer in operation["responses"].items()
            ],
        }
        for path, methods in schema["paths"].items()
        for operation in methods.values()
    ]
    shapes = [
        (
            name,
            [
                (field, _type_of(value), value.get("description", ""))
                for field, value in shape.get("properties", {}).items()
            ],
        )
        for name, shape in schema["components"]["schemas"].items()
    ]
    return render(request, "portal/api_docs.html", {"operations": operations, "shapes": shapes, "info": schema["info"]})


def _parameter(parameter: dict[str, Any]) -> tuple[str, str, list[str]]:
    """Its name, what it is, and the values it may have where there are few."""
    schema = parameter["schema"]
    values = schema.get("items", schema).get("enum", [])
    return parameter["name"], parameter.get("description") or schema.get("title", ""), values


def _reference(answer: dict[str, Any]) -> str:
    content: dict[str, Any] = next(iter(answer.get("content", {}).values()), {})
    return content.get("schema", {}).get("$ref", "").rpartition("/")[2]


def _type_of(value: dict[str, Any]) -> str:
    if "$ref" in value:
        return value["$ref"].rpartition("/")[2]
    if "anyOf" in value:
        return " | ".join(_type_of(choice) for choice in value["anyOf"])
    if value.get("type") == "array":
        return f"[{_type_of(value['items'])}]"
    return value.get("format") or value.get("type", "")
