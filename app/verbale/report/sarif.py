"""SARIF 2.1.0 (OASIS): findings for code hosts and editors."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from verbale import __version__
from verbale.model.finding import Finding, Severity, Suggestion
from verbale.model.fingerprint import fingerprints
from verbale.model.rulecard import RuleCard
from verbale.model.waived import Waived, WaivedBy
from verbale.report.linted import Linted, Showing
from verbale.report.place import Region, Regions, region_of, uri
from verbale.report.records import dumped

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
KINDS = {WaivedBy.TEXT: "inSource", WaivedBy.BASELINE: "external"}
FINGERPRINT = "surroundings/v1"


def sarif(results: Iterable[Linted], showing: Showing) -> Iterator[str]:
    """One run. Columns count UTF-16 code units; waived findings are there, suppressed."""
    run = {
        "tool": {
            "driver": {
                "name": "Verbale",
                "semanticVersion": __version__,
                "rules": [_rule(card, showing) for card in showing.cards],
            }
        },
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\r", "\n"],
    }
    opening = dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})
    yield opening.removesuffix("}]}") + ', "results": ['
    places = {card.id: at for at, card in enumerate(showing.cards)}
    before = "\n"
    for result in (result for linted in results for result in _results(linted, places)):
        yield before + dumped(result)
        before = ",\n"
    yield "\n]}]}\n"


def _rule(card: RuleCard, showing: Showing) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": card.id,
        "shortDescription": {"text": card.problem},
        "fullDescription": {"text": card.why},
        "help": {"text": _help(card), "markdown": _help_in_markdown(card)},
        "defaultConfiguration": {"level": LEVELS[card.severity]},
        "properties": {"tags": [card.family.value]},
    }
    page = showing.page(card.id)
    return told | ({"helpUri": page} if page else {})


def _help(card: RuleCard) -> str:
    sources = f" Sources: {'; '.join(card.sources)}." if card.sources else ""
    return f"{card.advice} {card.why}{sources}"


def _help_in_markdown(card: RuleCard) -> str:
    parts = [card.advice, card.why]
    for heading, lines in (("Flagged", card.flags), ("Allowed", card.allows), ("Sources", card.sources)):
        if lines:
            parts.append(f"**{heading}**\n\n" + "\n".join(f"- {line}" for line in lines))
    return "\n\n".join(parts)


def _results(linted: Linted, places: dict[str, int]) -> Iterator[dict[str, Any]]:
    regions = Regions(linted.text)
    entries: Sequence[Finding | Waived] = sorted(
        (*linted.findings, *linted.waived), key=lambda entry: _finding(entry).span
    )
    prints = fingerprints(linted.path, linted.text, map(_finding, entries))
    for entry, fingerprint in zip(entries, prints, strict=True):
        finding = _finding(entry)
        result: dict[str, Any] = {"ruleId": finding.rule}
        if finding.rule in places:
            result["ruleIndex"] = places[finding.rule]
        result |= {
            "level": LEVELS[finding.severity],
            "message": {"text": f"{finding.message} {finding.remedy}"},
            "locations": [_location(linted.path, finding, regions)],
            "partialFingerprints": {FINGERPRINT: fingerprint},
        }
        fixes = (
            [] if finding.location else [_fix(linted.path, offer, regions) for offer in finding.suggestions]
        )
        if fixes:
            result["fixes"] = fixes
        if isinstance(entry, Waived):
            result["suppressions"] = [
                {"kind": KINDS[entry.by], "status": "accepted", "justification": entry.reason}
            ]
        yield result


def _finding(entry: Finding | Waived) -> Finding:
    return entry.finding if isinstance(entry, Waived) else entry


def _location(path: str, finding: Finding, regions: Regions) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(path)}}
    region = region_of(finding, regions.utf16(finding.span))
    if region is not None:
        physical["region"] = _region(region) | {"snippet": {"text": finding.text}}
    told: dict[str, Any] = {"physicalLocation": physical}
    if region is None and finding.location is not None:
        name, value = finding.location.known[-1]
        told["logicalLocations"] = [
            {"name": f"{name} {value}", "fullyQualifiedName": str(finding.location), "kind": name}
        ]
    return told


def _region(region: Region) -> dict[str, Any]:
    told = {"startLine": region.line, "startColumn": region.column}
    if (region.line, region.column) != (region.end_line, region.end_column):
        told |= {"endLine": region.end_line, "endColumn": region.end_column}
    return told


def _fix(path: str, offer: Suggestion, regions: Regions) -> dict[str, Any]:
    region = regions.utf16(offer.span)
    deleted = {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }
    said = "Keeps the meaning." if offer.safe else "Changes the meaning: a person decides."
    replacement = {"deletedRegion": deleted, "insertedContent": {"text": offer.wording}}
    change = {"artifactLocation": {"uri": uri(path)}, "replacements": [replacement]}
    return {"description": {"text": said}, "artifactChanges": [change]}
