"""A lit test format: each page docs/checks/<name>.md is a test, run by tools/dev/doc-examples.py.

In a module of its own, as lit's workers import it.
"""

import os
import pathlib
import subprocess

import lit.formats
import lit.Test


class Pages(lit.formats.TestFormat):
    def __init__(self, pages, command):
        self.pages, self.command = pathlib.Path(pages), command

    def getTestsInDirectory(self, suite, path_in_suite, lit_config, local_config):
        for page in sorted(self.pages.glob("*.md")):
            if page.name != "index.md":
                yield lit.Test.Test(suite, (*path_in_suite, page.name), local_config)

    def execute(self, test, lit_config):
        page = self.pages / test.path_in_suite[-1]
        done = subprocess.run([*self.command, str(page)], capture_output=True, text=True,
                              env=dict(os.environ, **test.config.environment))
        return (lit.Test.FAIL if done.returncode else lit.Test.PASS), done.stdout + done.stderr
