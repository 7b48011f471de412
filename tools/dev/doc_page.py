"""Takes a check's page docs/checks/<name>.md apart and holds the rules on its form.

In: the text of a page. Out: a Page with sections, code blocks and the table of options; problems() lists what breaks a rule.
Not a program; used by doc-examples.py and consistency.py.
"""

import re
from dataclasses import dataclass, field

# "Fixed" shows what the fix makes; "Fix" says why there is none.
SECTIONS = (("Why",), ("Flagged",), ("Fixed", "Fix"), ("Not flagged",), ("Options",), ("Frameworks",), ("Limits",), ("Silencing",))
KINDS = ("preamble", "flagged", "fixed", "fixed-by-hand", "clean")
# Mean the same in every check that has them; docs/options.md describes them once.
COMMON_OPTIONS = ("AuditModels", "IncludeStyle", "Models")
TABLE_HEAD = ["Option", "Default", "Meaning"]


@dataclass
class Block:
    kind: str
    arguments: list  # further words of the info string: --std=c++17, -DX ...
    line: int        # of its first line of code
    text: str
    section: str


@dataclass
class Page:
    title: str = ""
    title_line: int = 1
    lead: str = ""
    lead_line: int = 1
    sections: list = field(default_factory=list)  # (heading, line)
    blocks: list = field(default_factory=list)
    options: dict = field(default_factory=dict)   # name -> (default, line)
    options_line: int = 1
    problems: list = field(default_factory=list)  # (line, text)


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").replace("\\|", "\0").split("|")]


def parse(text):
    page = Page()
    section, block, fence, lead_done, head = "", None, None, False, None
    for number, line in enumerate(text.splitlines(), 1):
        if fence:
            if line.strip() == fence:
                fence = block = None
            elif block:
                block.text += line + "\n"
            continue
        opening = re.match(r"(`{3,}|~{3,})\s*(.*)$", line)
        if opening:
            fence, words = opening[1], opening[2].split()
            if words[:1] == ["cpp"]:
                kind = words[1] if len(words) > 1 else ""
                block = Block(kind, words[2:], number + 1, "", section)
                page.blocks.append(block)
                if kind not in KINDS:
                    page.problems.append((number, f"code block 'cpp {kind}': say one of {', '.join(KINDS)}"))
            continue
        heading = re.match(r"(#+) (.*)$", line)
        if heading:
            section = heading[2].strip()
            lead_done = lead_done or bool(page.lead)
            if len(heading[1]) == 1:
                page.title, page.title_line = section, number
            elif len(heading[1]) == 2:
                page.sections.append((section, number))
                if section == "Options":
                    page.options_line = number
                head = None
            continue
        if not page.sections and not lead_done:
            if line.strip():
                page.lead_line = page.lead_line if page.lead else number
                page.lead = (page.lead + " " + line.strip()).strip()
            elif page.lead:
                lead_done = True
        if page.sections and page.sections[-1][0] == "Options" and line.startswith("|"):
            row = cells(line)
            if head is None:
                head = row
                if row != TABLE_HEAD:
                    page.problems.append((number, f"the table of options has the columns {' | '.join(row)}: make them {' | '.join(TABLE_HEAD)}"))
            elif not set("".join(row)) <= set("-: ") and len(row) == 3:
                name, default = (cell.strip("`").replace("\0", "|") for cell in row[:2])
                page.options[name] = ("" if default in ("", "empty", "(empty)") else default, number)
            elif len(row) != 3:
                page.problems.append((number, "a row of the table of options needs three cells"))
    if fence:
        page.problems.append((len(text.splitlines()), "a code block is not closed"))
    return page


def begins_with_summary(text, check):
    """A few words, the summary of Checks.def, then a full stop or what goes on the sentence. Code marks are free."""
    summary = check.sentence.removeprefix("Finds ").removesuffix(".").replace("`", "")
    said = re.sub(r"\s+", " ", text.replace("`", "").replace("\\p ", ""))
    first = f"[{summary[0].upper()}{summary[0].lower()}]" if summary[0].isalpha() else re.escape(summary[0])
    return bool(re.match(rf"[^.:]{{0,30}}?{first}{re.escape(summary[1:])}[.:;,]", said))


def problems(page, check):
    """(line, text) for each rule that the form of the page breaks."""
    yield from page.problems
    if page.title != check.name:
        yield page.title_line, f"title '{page.title}': make it '# {check.name}'"
    if not begins_with_summary(page.lead, check):
        yield page.lead_line, f"first sentence: begin with the summary of Checks.def, '{check.sentence}'"
    order = [heading for heading, _ in page.sections]
    at = 0
    for heading, line in page.sections:
        fitting = [i for i, names in enumerate(SECTIONS) if heading in names]
        if not fitting:
            yield line, f"section '{heading}': no such section, they are {', '.join('/'.join(n) for n in SECTIONS)} (use ### below them)"
        elif fitting[0] < at:
            yield line, f"section '{heading}' is out of order: {', '.join('/'.join(n) for n in SECTIONS)}"
        else:
            at = fitting[0]
    for names in SECTIONS:
        count = sum(order.count(name) for name in names)
        if count != 1:
            yield page.title_line, f"section '{'/'.join(names)}' is there {count} times: write it once"
    kinds = [block.kind for block in page.blocks]
    if "flagged" not in kinds:
        yield page.title_line, "no code block 'cpp flagged'"
    if "clean" not in kinds:
        yield page.title_line, "no code block 'cpp clean'"
    if check.safe and "fixed" not in kinds:
        yield page.title_line, f"fix kind {check.fix}, but no code block 'cpp fixed'"
    if not check.safe and "fixed" in kinds and not check.suggested:
        yield page.title_line, f"fix kind {check.fix}, but a code block 'cpp fixed'"
    for index, block in enumerate(page.blocks):
        if block.kind in ("fixed", "fixed-by-hand") and (index == 0 or page.blocks[index - 1].kind != "flagged"):
            yield block.line, f"'cpp {block.kind}' must follow the 'cpp flagged' block that it fixes"
