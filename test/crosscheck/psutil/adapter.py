"""Runs tests of psutil with the functions of this project in place of those of psutil.

adapter.py NODE SERVER MODULE.CLASS[.METHOD] ... prints a line of JSON for each test: its name and its outcome.
"""

import ctypes
import json
import os
import re
import sys
import unittest
import unittest.mock

import psutil
from calls import call
from processes import replacements as process_replacements
from system import replacements as system_replacements


def install():
    for name, replacement in {**system_replacements, **process_replacements}.items():
        setattr(psutil, name, replacement)


def mirror(name):
    """Makes the server switch to the same user as the tests."""
    original = getattr(os, name)

    def set_both(number):
        call(name, number)
        original(number)

    setattr(os, name, set_both)


mocked = "mocked"
patch = unittest.mock.patch


def skip_mock(target, *args, **kwargs):
    """Skips the rest of a test that mocks functions which this project does not use."""
    if target == "psutil._pslinux.cext.linux_sysinfo":  # the test checks that it is not called
        return patch(target, *args, **kwargs)
    raise unittest.SkipTest(mocked)


skip_mock.object = skip_mock.dict = skip_mock.multiple = skip_mock


class Report(unittest.TestResult):
    """Prints the outcome of each test when it ends."""

    def startTest(self, test):
        """Some tests reload psutil."""
        super().startTest(test)
        install()

    def report(self, test, outcome, text=""):
        print(json.dumps({"test": re.sub(r"^psutil\.tests\.", "", test.id()), "outcome": outcome, "text": text}), flush=True)

    def addSuccess(self, test):
        self.report(test, "passed")

    def addSkip(self, test, reason):
        self.report(test, mocked if reason == mocked else "skipped", reason)

    def addFailure(self, test, error):
        self.report(test, "failed", self._exc_info_to_string(error, test))

    def addError(self, test, error):
        """AccessDenied is expected for an unprivileged user."""
        if ".LimitedUserTestCase." in test.id() and issubclass(error[0], psutil.AccessDenied):
            self.report(test, "skipped", str(error[1]))
        else:
            self.addFailure(test, error)


def reap():
    """Forks a child that continues, and reaps orphaned processes immediately.

    psutil waits until a process has been reaped, this project until it has ended. The tests then expect that it is gone.
    """
    ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER
    child = os.fork()
    while child:
        ended, status = os.wait()
        if ended == child:
            os._exit(os.waitstatus_to_exitcode(status) & 255)


def adapt():
    """Adapts the tests where they do not test the results of psutil."""
    from psutil.tests import process_namespace, test_process  # they create processes when they are imported

    # The start time is part of the identity and is available after the process has ended.
    process_namespace.all.remove(("create_time", (), {}))
    # psutil 5.9.4 has a bug: each test of this class runs the last one.
    if hasattr(test_process, "LimitedUserTestCase"):
        del test_process.LimitedUserTestCase.__init__
    # Error messages differ: only the classes are compared.
    unittest.TestCase.assertRaisesRegex = lambda self, kind, _, *args, **kwargs: self.assertRaises(kind, *args, **kwargs)


reap()
install()
adapt()
tests = unittest.defaultTestLoader.loadTestsFromNames(["psutil.tests." + name for name in sys.argv[3:]])
unittest.mock.patch = skip_mock
mirror("setegid")
mirror("seteuid")
tests.run(Report())
