"""Checks reports of one run for what their formats ask for: formats.py DIRECTORY

The directory has report.json, .sarif, .gitlab, .rdjson, .xml (JUnit), .md, .html of the same run. Prints `ok` and the
number of findings, or dies with what is wrong.
"""

import html.parser
import json
import pathlib
import re
import sys
import xml.etree.ElementTree

directory = pathlib.Path(sys.argv[1])
report = json.loads((directory / "report.json").read_text())
reported = [f for f in report["findings"] if f["muted"] is None]
failed = [u for u in report["units"] if u["state"] not in ("analysed", "cached")]


def expect(condition, what):
    if not condition:
        sys.exit(f"{what}")


# -- SARIF: what the schema asks for of the objects that are used -----------------------------------------------------

# Of each object: the keys that it must have, and those that it may have.
OBJECTS = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool"}, {"columnKind", "originalUriBaseIds", "invocations", "results"}),
    "component": ({"name"}, {"version", "rules"}),
    "rule": ({"id"}, {"shortDescription", "help", "helpUri", "defaultConfiguration", "properties"}),
    "invocation": ({"executionSuccessful"}, {"arguments", "toolExecutionNotifications"}),
    "notification": ({"message"}, {"level", "descriptor", "locations"}),
    "result": ({"message"}, {"ruleId", "ruleIndex", "level", "locations", "relatedLocations", "codeFlows", "fixes",
                             "partialFingerprints", "baselineState", "suppressions"}),
    "location": (set(), {"id", "physicalLocation", "logicalLocations", "message"}),
    "region": ({"startLine", "startColumn", "endLine", "endColumn"}, set()),
    "fix": ({"artifactChanges"}, {"description"}),
    "change": ({"artifactLocation", "replacements"}, set()),
    "replacement": ({"deletedRegion"}, {"insertedContent"}),
    "suppression": ({"kind"}, {"justification"}),
}


def object_(value, kind):
    must, may = OBJECTS[kind]
    expect(isinstance(value, dict), f"SARIF: a {kind} is no object: {value}")
    expect(must <= value.keys(), f"SARIF: a {kind} lacks {must - value.keys()}")
    expect(value.keys() <= must | may, f"SARIF: a {kind} has {value.keys() - must - may}")
    return value


def message(value):
    expect(set(value) == {"text"} and value["text"], f"SARIF: empty message {value}")


def region(value):
    object_(value, "region")
    expect(all(isinstance(n, int) and n >= 1 for n in value.values()), f"SARIF: region {value}")
    begin, end = (value["startLine"], value["startColumn"]), (value["endLine"], value["endColumn"])
    expect(begin <= end, f"SARIF: region ends before it begins: {value}")


def artifact(value):
    uri = value["uri"]
    expect(not re.search(r"[^\w\-._~/!$&'()*+,;=@:%]", uri), f"SARIF: no URI: {uri}")
    expect(("uriBaseId" in value) != uri.startswith("file:///"), f"SARIF: neither relative nor absolute: {uri}")


def location(value):
    object_(value, "location")
    artifact(value["physicalLocation"]["artifactLocation"])
    if "region" in value["physicalLocation"]:
        region(value["physicalLocation"]["region"])
    if "message" in value:
        message(value["message"])


log = object_(json.loads((directory / "report.sarif").read_text()), "log")
expect(log["version"] == "2.1.0", "SARIF: version")
for run in log["runs"]:
    object_(run, "run")
    rules = object_(run["tool"]["driver"], "component")["rules"]
    expect(len({object_(rule, "rule")["id"] for rule in rules}) == len(rules), "SARIF: a rule stands twice")
    for rule in rules:
        if rule["id"].startswith("async-"):
            expect("## " in rule["help"]["markdown"], f"SARIF: {rule['id']} has no page")
    expect(run["originalUriBaseIds"]["ROOT"]["uri"].endswith("/"), "SARIF: the root doesn't end with a slash")
    expect(run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints"), "SARIF: columnKind")
    for invocation in run["invocations"]:
        object_(invocation, "invocation")
        expect(invocation["executionSuccessful"] == (not failed), "SARIF: executionSuccessful")
        notes = invocation["toolExecutionNotifications"]
        expect(len(notes) == len(failed) + len(report["skipped"]), "SARIF: not every failed file is told")
        for note in notes:
            message(object_(note, "notification")["message"])
            for place in note["locations"]:
                location(place)
    expect(len(run["results"]) == len(report["findings"]), "SARIF: number of results")
    for result in run["results"]:
        object_(result, "result")
        message(result["message"])
        expect(rules[result["ruleIndex"]]["id"] == result["ruleId"], "SARIF: ruleIndex")
        expect(result["level"] in ("error", "warning", "note"), "SARIF: level")
        for place in result["locations"] + result.get("relatedLocations", []):
            location(place)
        for flow in result.get("codeFlows", []):
            for thread in flow["threadFlows"]:
                expect(thread["locations"], "SARIF: a flow without places")
                for step in thread["locations"]:
                    location(step["location"])
        for fix in result.get("fixes", []):
            for change in object_(fix, "fix")["artifactChanges"]:
                artifact(object_(change, "change")["artifactLocation"])
                expect(change["replacements"], "SARIF: a change of nothing")
                for replacement in change["replacements"]:
                    region(object_(replacement, "replacement")["deletedRegion"])
        for suppression in result.get("suppressions", []):
            expect(object_(suppression, "suppression")["kind"] in ("inSource", "external"), "SARIF: suppression")
        expect(all(isinstance(v, str) for v in result["partialFingerprints"].values()), "SARIF: fingerprint")

# -- GitLab -----------------------------------------------------------------------------------------------------------

issues = json.loads((directory / "report.gitlab").read_text())
expect(len(issues) == len(reported) + len(failed), "GitLab: number of issues")
expect(len({i["fingerprint"] for i in issues}) == len(issues), "GitLab: a fingerprint stands twice")
for issue in issues:
    expect({"description", "check_name", "fingerprint", "severity", "location"} == issue.keys(), "GitLab: keys")
    expect(issue["severity"] in ("info", "minor", "major", "critical", "blocker"), "GitLab: severity")
    expect(issue["location"]["lines"]["begin"] >= 1, "GitLab: line")
    expect(not issue["location"]["path"].startswith(("/", "./")), "GitLab: the path isn't relative")

# -- reviewdog --------------------------------------------------------------------------------------------------------

diagnostics = json.loads((directory / "report.rdjson").read_text())["diagnostics"]
expect(len(diagnostics) == len(reported) + len(failed), "rdjson: number of diagnostics")
for diagnostic in diagnostics:
    expect(diagnostic["message"] and diagnostic["location"]["path"], "rdjson: message or path")
    expect(diagnostic["severity"] in ("ERROR", "WARNING", "INFO"), "rdjson: severity")
    for suggestion in diagnostic.get("suggestions", []):
        expect(suggestion.keys() == {"range", "text"}, "rdjson: suggestion")

# -- JUnit ------------------------------------------------------------------------------------------------------------

suites = xml.etree.ElementTree.parse(directory / "report.xml").getroot()
expect(suites.tag == "testsuites", "JUnit: root")
for key, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
    expect(int(suites.get(key)) == len(suites.findall(f".//{tag}")), f"JUnit: number of {key}")
    expect(int(suites.get(key)) == sum(int(s.get(key)) for s in suites), f"JUnit: sum of {key}")
expect(int(suites.get("failures")) == len(reported), "JUnit: number of findings")

# -- pages ------------------------------------------------------------------------------------------------------------


class Balanced(html.parser.HTMLParser):
    VOID = {"meta", "br", "input", "rect", "link", "img"}

    def __init__(self):
        super().__init__()
        self.open, self.findings = [], 0

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            expect(name not in ("src", "href") or value.startswith(("#", "http")), f"html: {tag} loads {value}")
        expect(tag not in ("link", "img", "iframe", "object"), f"html: {tag} loads something")
        self.findings += tag == "details" and ("class", "finding") in attributes
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        expect(self.open and self.open[-1] == tag, f"html: </{tag}> closes {self.open[-3:]} in line {self.getpos()[0]}")
        self.open.pop()


# What html.parser is content with: options, which need no end, have none here only inside select.
page = Balanced()
page.feed((directory / "report.html").read_text())
expect(not page.open, f"html: open at the end: {page.open}")
shown = [f for f in report["findings"] if f["muted"] != "filtered"]
expect(page.findings == len(shown), f"html: {page.findings} findings instead of {len(shown)}")
expect(f"{len(reported)} finding" in (directory / "report.md").read_text(), "markdown: number of findings")
print("ok", len(reported), "findings")
