"""Runs tests of Python's psutil with this project's functions in place of its own.

adapter.py NODE ANSWERS MODULE.CLASS[.METHOD] ... prints a line of JSON for each test: its name and what became of it.
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
from processes import replaced as of_processes
from system import replaced as of_the_system


def install():
    for name, ours in {**of_the_system, **of_processes}.items():
        setattr(psutil, name, ours)


def follow(name):
    """Lets the process that answers become the user that the tests become."""
    own = getattr(os, name)

    def both(number):
        call(name, number)
        own(number)

    setattr(os, name, both)


mocked = "mocked"
patch = unittest.mock.patch


def replace(target, *args, **kwargs):
    """From here on, a test would replace functions that psutil or Python uses, but ours do not."""
    if target == "psutil._pslinux.cext.linux_sysinfo":  # which is not to be called
        return patch(target, *args, **kwargs)
    raise unittest.SkipTest(mocked)


replace.object = replace.dict = replace.multiple = replace


class Report(unittest.TestResult):
    """Prints what becomes of each test as it ends."""

    def startTest(self, test):
        """Some tests load psutil anew."""
        super().startTest(test)
        install()

    def tell(self, test, outcome, text=""):
        print(json.dumps({"test": re.sub(r"^psutil\.tests\.", "", test.id()), "outcome": outcome, "text": text}), flush=True)

    def addSuccess(self, test):
        self.tell(test, "passed")

    def addSkip(self, test, reason):
        self.tell(test, mocked if reason == mocked else "skipped", reason)

    def addFailure(self, test, error):
        self.tell(test, "failed", self._exc_info_to_string(error, test))

    def addError(self, test, error):
        """Users are refused what root may do."""
        if ".LimitedUserTestCase." in test.id() and issubclass(error[0], psutil.AccessDenied):
            self.tell(test, "skipped", str(error[1]))
        else:
            self.addFailure(test, error)


def reap():
    """Runs what follows in a child, and asks at once for the exit codes of processes that lose their parent.

    psutil waits until that has been done, ours until a process has ended: the tests look at once whether it is gone.
    """
    ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER
    child = os.fork()
    while child:
        ended, status = os.wait()
        if ended == child:
            os._exit(os.waitstatus_to_exitcode(status) & 255)


def adapt():
    """Changes what is none of psutil's answers in the tests."""
    from psutil.tests import process_namespace, test_process  # which make processes as they are loaded

    # When a process began is its identity, which answers also when it has ended: psutil's too, unless made to forget it.
    process_namespace.all.remove(("create_time", (), {}))
    # In 5.9.4 each test of this class runs the last of them.
    if hasattr(test_process, "LimitedUserTestCase"):
        del test_process.LimitedUserTestCase.__init__
    # Errors have words of their own: their classes are compared.
    unittest.TestCase.assertRaisesRegex = lambda self, kind, _, *args, **kwargs: self.assertRaises(kind, *args, **kwargs)


reap()
install()
adapt()
tests = unittest.defaultTestLoader.loadTestsFromNames(["psutil.tests." + name for name in sys.argv[3:]])
unittest.mock.patch = replace
follow("setegid")
follow("seteuid")
tests.run(Report())
