"""The shapes that metrics and boundaries must have, as JSON Schema, and what is said where not.

Cells of the tables are texts, and are read one by one by `columns`; these two files have types and
parts of their own, which a maintained validator checks as a whole.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema

from data.characters import FORBIDDEN_IN_CELL

Fault = tuple[str, str, str]

ID = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,59}$"}
TEXT = {"type": "string", "minLength": 1, "maxLength": 1000, "format": "line"}
YES_OR_NO = {"type": "boolean"}
YEARS = {"type": "integer", "minimum": 1, "maximum": 100}
REGION = {"type": "string", "pattern": "^[A-Z]{2}(-[A-Z0-9]{1,3})?$"}

#: what a metric must say, and what it may say besides
NEEDED: dict[str, Any] = {
    "id": ID,
    **dict.fromkeys(("label_en", "label_de", "unit_en", "unit_de"), TEXT),
    "kind": {"enum": ["stock", "flow", "total", "attribute"]},
    "additive": YES_OR_NO,
    "about": {"enum": ["cluster_organisation", "regional_industry"]},
    **dict.fromkeys(("description_en", "description_de"), TEXT),
}
EXTRA: dict[str, Any] = {
    **dict.fromkeys(("one_en", "one_de"), TEXT),
    "calendar": YES_OR_NO,
    "decimals": {"type": "integer", "minimum": 0, "maximum": 3},
    "better": {"enum": ["more", "less"]},
    "derived": {"enum": ["since", "ratio", "growth"]},
    **dict.fromkeys(("numerator", "denominator"), ID),
    **dict.fromkeys(("max_gap_years", "min_gap_years"), YEARS),
}
METRIC = {
    "type": "object",
    "properties": NEEDED | EXTRA,
    "required": list(NEEDED),
    "additionalProperties": False,
}
METRICS = {
    "type": "object",
    "properties": {"metric": {"type": "array", "minItems": 1, "items": METRIC}},
    "required": ["metric"],
    "additionalProperties": False,
}
#: an outline; its coordinates are read by Shapely
OUTLINE = {
    "type": "object",
    "properties": {
        "type": {"const": "Feature"},
        "properties": {
            "type": "object",
            "properties": {"region_id": REGION},
            "required": ["region_id"],
        },
        "geometry": {
            "type": "object",
            "properties": {
                "type": {"enum": ["Polygon", "MultiPolygon"]},
                "coordinates": {"type": "array", "minItems": 1},
            },
            "required": ["type", "coordinates"],
        },
    },
    "required": ["type", "properties", "geometry"],
}
BOUNDARIES = {
    "type": "object",
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {"type": "array", "minItems": 1, "items": OUTLINE},
    },
    "required": ["type", "features"],
}
#: what a type is called, and how it is written
TYPES = {
    "string": ("a text", "Write it in quotation marks."),
    "integer": ("a whole number", "Write digits without quotation marks."),
    "boolean": ("true or false", "Write true or false without quotation marks."),
    "array": ("a list", "See how the others are written."),
    "object": ("a block", "See how the others are written."),
}
LINES = jsonschema.FormatChecker(formats=())


@LINES.checks("line")
def _is_line(value: object) -> bool:
    return not isinstance(value, str) or bool(value.strip() and not FORBIDDEN_IN_CELL.search(value))


def faults(document: object, schema: Mapping[str, Any]) -> Iterator[tuple[int | None, Fault]]:
    """Return what is wrong in `document`: the place of the block, and field, fault and remedy.

    The place is that in the list of blocks, None for a fault of the whole.
    """
    validator = jsonschema.Draft202012Validator(schema, format_checker=LINES)
    for error in validator.iter_errors(document):
        path = list(error.absolute_path)
        place = next((step for step in path if isinstance(step, int)), None)
        inside = path if place is None else path[path.index(place) + 1 :]
        field = ".".join(map(str, inside))
        yield from ((place, fault) for fault in _explain(error, field or "-"))


def _explain(error: jsonschema.ValidationError, field: str) -> Iterator[Fault]:
    """Return a fault in words, one for each field that it names."""
    given, rule = error.instance, error.validator_value
    if error.validator == "required":
        missing = [name for name in rule if name not in given]
        # the validator tells each missing field apart
        name = next(one for one in missing if repr(one) in error.message)
        yield name if field == "-" else f"{field}.{name}", "the field is missing.", "Add it."
    elif error.validator == "additionalProperties":
        known = ", ".join(sorted(error.schema["properties"]))
        for name in sorted(given.keys() - error.schema["properties"].keys()):
            yield str(name)[:60], "not a field.", f"Use: {known}."
    elif error.validator == "type":
        what, how = TYPES[rule]
        yield field, f"{_short(given)} is not {what}.", how
    elif error.validator in ("enum", "const"):
        allowed = rule if error.validator == "enum" else [rule]
        yield field, f"{_short(given)} is not known here.", f"Use one of: {', '.join(allowed)}."
    elif error.validator in ("minimum", "maximum"):
        bounds = f"{error.schema['minimum']} to {error.schema['maximum']}"
        yield field, f"{_short(given)} is out of range.", f"Use {bounds}."
    elif error.validator == "pattern":
        yield field, f"{_short(given)} is no id.", f"It must look like {rule}."
    elif error.validator == "format":
        wrong = "it is blank, or holds signs that cannot be seen."
        yield field, wrong, "Write it anew, in one line."
    elif error.validator in ("minItems", "minLength"):
        yield field, "it is empty.", "Fill it."
    elif error.validator == "maxLength":
        yield field, f"it has {len(given)} letters.", f"Use at most {rule}."
    else:  # a rule that was added above and has no words yet
        yield field, error.message[:200], "See data/shapes.py."


def _short(value: object) -> str:
    written = repr(value) if isinstance(value, str) else str(value)
    return written if len(written) <= 60 else written[:60] + "…"
