"""A client of one language server over its standard input and output: what the tests need, and no more."""

import collections
import json
import os
import pathlib
import queue
import re
import subprocess
import tempfile
import threading
import time

TIMEOUT = int(os.environ.get("ASYNC_TIDY_LSP_TIMEOUT", "120"))


class Died(Exception):
    """The server ended, or doesn't answer any more."""


class Server:
    """Starts the server in a directory; `with Server(...) as server:` ends it, and tells if it can't end well."""

    def __init__(self, program, directory, *arguments, capabilities=None):
        self.log = tempfile.TemporaryFile()
        # The user's own configuration of clangd lies in XDG_CONFIG_HOME.
        environment = dict(os.environ, CLANG_NO_DEFAULT_CONFIG="1", XDG_CONFIG_HOME=str(directory))
        self.process = subprocess.Popen([os.path.abspath(program), "--background-index=0", "--log=error", "--pretty=0", "-j=2", *arguments],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log,
                                        cwd=directory, env=environment)
        self.inbox = queue.Queue()
        self.replies = {}
        self.diagnostics = {}                               # by URI: the version, its diagnostics
        self.published = collections.Counter()
        self.state = {}                                     # by URI: what clangd does with the file
        self.versions = collections.Counter()
        self.texts = {}
        self.last_id = 0
        threading.Thread(target=self._read, daemon=True).start()
        self.server = self.request("initialize", {
            "processId": os.getpid(),
            "rootUri": pathlib.Path(directory).as_uri(),
            "initializationOptions": {"clangdFileStatus": True},
            "capabilities": capabilities if capabilities is not None else {
                "textDocument": {
                    "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}},
                                   "isPreferredSupport": True, "dataSupport": True},
                    "publishDiagnostics": {"relatedInformation": True, "codeDescriptionSupport": True,
                                           "versionSupport": True},
                }},
        })
        self.notify("initialized", {})

    def __enter__(self):
        return self

    def __exit__(self, kind, *rest):
        if kind is None:
            self.request("shutdown", None)
            self.notify("exit", None)
            try:
                code = self.process.wait(TIMEOUT)
            except subprocess.TimeoutExpired:
                code = "none"
            if code != 0:
                raise Died(f"the server ended with {code}\n{self.said()}")
        self.kill()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def said(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")[-4000:]

    # -- messages ---------------------------------------------------------------------------------------------------

    def _read(self):
        stream = self.process.stdout
        try:
            while line := stream.readline():
                length = 0
                while line.strip():
                    name, _, value = line.decode().partition(":")
                    if name.lower() == "content-length":
                        length = int(value)
                    line = stream.readline()
                self.inbox.put(json.loads(stream.read(length)))
        except (OSError, ValueError):
            pass
        self.inbox.put(None)

    def _send(self, message):
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        try:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
            self.process.stdin.flush()
        except OSError:
            raise Died(f"the server is gone\n{self.said()}") from None

    def notify(self, method, params):
        self._send({"method": method, "params": params} if params is not None else {"method": method})

    def request(self, method, params):
        self.last_id += 1
        number = self.last_id
        self._send({"id": number, "method": method, **({"params": params} if params is not None else {})})
        self.until(lambda: number in self.replies, method)
        reply = self.replies.pop(number)
        if "error" in reply:
            raise Died(f"{method}: {reply['error']}")
        return reply["result"]

    def until(self, done, what):
        end = time.monotonic() + TIMEOUT
        while not done():
            try:
                message = self.inbox.get(timeout=max(0, end - time.monotonic()))
            except queue.Empty:
                raise Died(f"no answer to {what} within {TIMEOUT} s\n{self.said()}") from None
            if message is None:
                self.inbox.put(None)
                self.process.wait()
                raise Died(f"the server died ({self.process.returncode}) on {what}\n{self.said()}")
            self._take(message)

    def _take(self, message):
        method, params = message.get("method"), message.get("params") or {}
        if method == "textDocument/publishDiagnostics":
            self.published[params["uri"]] += 1
            self.diagnostics[params["uri"]] = params.get("version"), params["diagnostics"]
        elif method == "textDocument/clangd.fileStatus":
            self.state[params["uri"]] = params["state"]
        elif method and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif not method:
            self.replies[message["id"]] = message

    # -- documents --------------------------------------------------------------------------------------------------

    def open(self, path, text):
        uri = pathlib.Path(path).as_uri()
        self.versions[uri] += 1
        self.texts[uri] = text
        self.state.pop(uri, None)
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "c" if str(path).endswith(".c") else "cpp", "version": self.versions[uri], "text": text}})
        return self.settled(uri)

    def change(self, path, text, wait=True, want=True):
        """The whole text anew. A version that nobody waits for must be built all the same."""
        uri = pathlib.Path(path).as_uri()
        if self.texts[uri] == text:
            return self.settled(uri) if wait else None      # clangd would not answer
        self.texts[uri] = text
        self.versions[uri] += 1
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": self.versions[uri]},
            "contentChanges": [{"text": text}], **({"wantDiagnostics": want} if want is not None else {})})
        return self.settled(uri) if wait else None

    def settled(self, uri):
        """The diagnostics of the newest version, once the server has nothing more to do for the file."""
        wanted = self.versions[uri]
        self.until(lambda: self.diagnostics.get(uri, (None,))[0] == wanted and self.state.get(uri) == "idle",
                    f"version {wanted} of {uri}")
        # With a preamble that is out of date there are two answers: barrier, then what came last.
        self.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        self.until(lambda: self.state.get(uri) == "idle", f"version {wanted} of {uri}")
        return self.diagnostics[uri][1]

    def close(self, path):
        self.notify("textDocument/didClose", {"textDocument": {"uri": pathlib.Path(path).as_uri()}})

    def actions(self, path, diagnostic):
        return self.request("textDocument/codeAction", {
            "textDocument": {"uri": pathlib.Path(path).as_uri()}, "range": diagnostic["range"],
            "context": {"diagnostics": [diagnostic], "only": ["quickfix"]}})


# -- text -----------------------------------------------------------------------------------------------------------


class Text:
    """Positions are lines and UTF-16 units."""

    def __init__(self, text):
        self.text = text
        self.starts = [0] + [match.end() for match in re.finditer("\n", text)]

    def offset(self, position):
        start = self.starts[position["line"]]
        units = position["character"]
        while units > 0:
            units -= 2 if ord(self.text[start]) > 0xFFFF else 1
            start += 1
        return start

    def span(self, edit):
        return self.offset(edit["range"]["start"]), self.offset(edit["range"]["end"])


def edits_of(action, path):
    """The edits of a code action; one that touches another file than `path` is an error."""
    edit = action.get("edit") or {}
    changes = dict(edit.get("changes") or {})
    for change in edit.get("documentChanges") or []:
        changes.setdefault(change["textDocument"]["uri"], []).extend(change["edits"])
    uri = pathlib.Path(path).as_uri()
    assert set(changes) == {uri}, changes
    return changes[uri]


def overlap(a, b):
    """Do two edits touch? An insertion touches what it lies in, and another insertion at its place."""
    if a[0] == a[1] or b[0] == b[1]:
        return b[0] <= a[0] <= b[1] if a[0] == a[1] and (a[0] == b[0] == b[1] or b[0] < a[0] < b[1]) else \
            b[0] == b[1] and a[0] < b[0] < a[1]
    return a[0] < b[1] and b[0] < a[1]


def apply(text, actions, path):
    """Applies each action that touches none before it, an edit that several have once."""
    at = Text(text)
    taken = []
    for action in actions:
        edits = [(*at.span(edit), edit["newText"]) for edit in edits_of(action, path)]
        new = [edit for edit in edits if edit not in taken]
        if not any(overlap(edit, other) for edit in new for other in taken):
            taken += new
    result, end = [], 0
    # Those at one place stay in their order.
    for begin, stop, new in sorted(taken, key=lambda edit: edit[:2]):
        result += [text[end:begin], new]
        end = stop
    return "".join(result) + text[end:]
