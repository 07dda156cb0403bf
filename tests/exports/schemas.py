"""JSON Schemas of the formats, written from the facts of their standards."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}


def _object(required: str, **properties: Schema) -> Schema:
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
MAYBE_DAY: Schema = {"anyOf": [DAY, {"type": "null"}]}
MAYBE: Schema = {"type": ["string", "null"]}

# PLOVER manual of February 2024, "JSON format"; `parley` is ours.
PLOVER_TYPES = [
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
]
_ACTOR = _object(
    "code sector entity_text identifier_id identifier_text office",
    code=MAYBE,
    sector={"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{3}$"}},
    entity_text=TEXT,
    identifier_id={"type": "string", "pattern": "^urn:parley:actor:"},
    identifier_text=TEXT,
    office=MAYBE,
)
PLOVER = _object(
    "id date enddate actor recipient event mode context quad_code event_scale text text_info cite_info",
    id=TEXT,
    date=MAYBE_DAY,
    enddate=MAYBE_DAY,
    actor={"type": "array", "items": _ACTOR},
    recipient={"type": "array", "items": _ACTOR},
    event={"type": "array", "items": {"enum": PLOVER_TYPES}, "minItems": 1, "maxItems": 1},
    mode={"type": "array", "items": TEXT},
    context={"type": "array", "items": TEXT},
    event_loc={"type": ["object", "null"]},
    event_text=TEXT,
    quad_code={"enum": [1, 2, 3, 4]},
    event_scale={"type": "number", "minimum": -10, "maximum": 10},
    text={"type": "string", "minLength": 1},
    text_info=_object(
        "sequence start end", **{k: {"type": "integer", "minimum": 0} for k in ("sequence", "start", "end")}
    ),
    cite_info=_object(
        "url title publication language license codebook version",
        **dict.fromkeys(
            ("url", "title", "publication", "date", "language", "license", "codebook", "version"), MAYBE
        ),
    ),
    parley={"type": "object"},
)

# TimelineJS 3, "JSON format".
_DATE: Schema = {
    "type": "object",
    "required": ["year"],
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
    },
    "additionalProperties": False,
}
_TEXT = _object("headline text", headline=TEXT, text=TEXT)
TIMELINE = _object(
    "events",
    title=_object("text", text=_TEXT),
    events={
        "type": "array",
        "maxItems": 100,
        "items": _object(
            "start_date text",
            start_date=_DATE,
            end_date=_DATE,
            display_date=TEXT,
            text=_TEXT,
            group=TEXT,
            unique_id=TEXT,
        ),
    },
)

# CSL 1.0.2, csl-data.json, the parts we use.
CSL: Schema = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "properties": {
            "id": {"type": ["string", "number"]},
            "type": {"enum": ["article-newspaper"]},
            "title": TEXT,
            "container-title": TEXT,
            "author": {"type": "array", "items": _object("literal", literal=TEXT)},
            "issued": _object(
                "date-parts",
                **{
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
                    }
                },
            ),
            "URL": TEXT,
            "language": TEXT,
            "note": TEXT,
        },
        "additionalProperties": False,
    },
}

# JSON Feed 1.1.
_TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"
FEED: Schema = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": TEXT,
        "feed_url": TEXT,
        "description": TEXT,
        "authors": {"type": "array", "items": {"type": "object"}},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "title": TEXT,
                    "external_url": {"type": "string", "pattern": "^https?://"},
                    "content_text": TEXT,
                    "content_html": TEXT,
                    "date_published": {
                        "type": "string",
                        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$",
                    },
                    "tags": {"type": "array", "items": TEXT},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}

# FollowTheMoney 4.11: properties of the schemata we use (own and inherited), and which are required.
_THING = "name alias country summary notes description sourceUrl publisher keywords topics address"
_LEGAL = f"{_THING} legalForm status sector classification jurisdiction mainCountry"
_INTERVAL = "startDate endDate date summary description recordId sourceUrl proof publisher"
FTM: dict[str, tuple[str, str]] = {
    "Article": (
        f"{_THING} fileName title author publishedAt date language bodyText contentHash mimeType",
        "fileName",
    ),
    "Person": (f"{_LEGAL} position gender nationality birthDate title firstName lastName", "name"),
    "LegalEntity": (_LEGAL, "name"),
    "Organization": (_LEGAL, "name"),
    "PublicBody": (_LEGAL, "name"),
    "Event": (f"{_THING} {_INTERVAL} location important organizer involved", "name"),
    "Note": (f"{_THING} entity", ""),
    "Representation": (f"{_INTERVAL} role status agent client", "agent client"),
    "Documentation": (f"{_INTERVAL} role status document entity", "document entity"),
}

# JSON-LD nodes, by what their @type holds.
_ID = _object("@id", **{"@id": TEXT})
JSONLD_NODES: dict[str, Schema] = {
    "NewsArticle": {"type": "object", "required": ["@id", "identifier"]},
    "Quotation": {"type": "object", "required": ["@id", "text", "creator", "isPartOf", "prov:wasQuotedFrom"]},
    "Claim": {"type": "object", "required": ["@id", "text", "creator", "appearance", "prov:wasQuotedFrom"]},
    "oa:Annotation": {
        "type": "object",
        "required": ["@id", "oa:hasBody", "oa:hasTarget"],
        "properties": {
            "oa:hasBody": _ID,
            "oa:hasTarget": _object(
                "@type oa:hasSource oa:hasSelector",
                **{
                    "@type": {"const": "oa:SpecificResource"},
                    "oa:hasSource": _ID,
                    "oa:hasSelector": {
                        "type": "array",
                        "prefixItems": [
                            {"required": ["oa:exact", "oa:prefix", "oa:suffix"]},
                            {"required": ["oa:start", "oa:end"]},
                        ],
                        "minItems": 2,
                        "maxItems": 2,
                    },
                },
            ),
        },
    },
}
