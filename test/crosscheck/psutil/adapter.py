"""Runs tests of Python's psutil with this project's functions in place of its own.

adapter.py MODULE.CLASS[.METHOD] ... prints a line of JSON for each test: its name and what became of it.
"""

import functools
import json
import os
import re
import socket
import subprocess
import sys
import unittest

import psutil
import psutil._common as common
import psutil._pslinux as linux

node, script = sys.argv[1:3]
server = None


def running():
    """The process that answers. Tests that end all children of theirs end it too."""
    global server
    if server is None or server.poll() is not None:
        server = subprocess.Popen([node, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return server


def camel(name):
    return re.sub("_([a-z])", lambda match: match[1].upper(), name)


def call(name, *args):
    answering = running()
    answering.stdin.write(json.dumps([name, *args]) + "\n")
    answering.stdin.flush()
    answer = json.loads(answering.stdout.readline())
    if "error" not in answer:
        return answer.get("value")
    if answer["error"] == "RangeError":
        raise ValueError(answer["message"])
    if answer["error"] == "TypeError":
        raise TypeError(answer["message"])
    raise OSError(-answer["errno"], answer["message"], answer.get("path"))


def record(kind, number=lambda value: value, **converters):
    """How an object becomes a namedtuple: each field by its own converter, numbers by `number`, absent ones as 0."""

    def convert(value):
        def field(name):
            given = value.get(camel(name), 0)
            if name in converters:
                return converters[name](given)
            return number(given) if isinstance(given, (int, float)) else given

        return kind(*map(field, kind._fields))

    return convert


def maybe(convert):
    return lambda value: None if value is None else convert(value)


def each(convert):
    return lambda values: [convert(value) for value in values]


def by_name(convert):
    return lambda values: {name: convert(value) for name, value in values.items()}


replaced = {}


def function(name, convert, *positional, flag=None, flagged=None):
    """This project's function in the place of psutil's. Where the option `flag` is on, the answer has another shape."""

    @functools.wraps(getattr(psutil, name))
    def run(*args, **kwargs):
        options = {key: value for key, value in {**dict(zip(positional, args)), **kwargs}.items() if value is not None}
        answer = call(camel(name), {camel(key): value for key, value in options.items()})
        return (flagged if options.get(flag) else convert)(answer)

    replaced[name] = run


def same(value):
    return value


def address(value):
    if value is None:
        return ()
    return value if isinstance(value, str) else common.addr(value["ip"], value["port"])


def family(name):
    return psutil.AF_LINK if name == "AF_LINK" else getattr(socket, name)


times = record(type(psutil.cpu_times()), float)
inet_or_unix = record(
    common.sconn,
    fd=lambda fd: -1 if fd is None else fd,
    family=family,
    type=lambda name: getattr(socket, name),
    laddr=address,
    raddr=address,
)
temperature = record(common.shwtemp)
disk_io = record(linux.sdiskio)
net_io = record(common.snetio)
frequency = record(common.scpufreq, float, min=lambda value: value or 0.0, max=lambda value: value or 0.0)


def connection(value):
    unix = value["family"] == "AF_UNIX"
    return inet_or_unix({**value, "raddr": ""} if unix else value)


function("cpu_times", times, "percpu", flag="percpu", flagged=each(times))
function("cpu_times_percent", times, "interval", "percpu", flag="percpu", flagged=each(times))
function("cpu_percent", float, "interval", "percpu", flag="percpu", flagged=each(float))
function("cpu_count", same, "logical")
function("cpu_stats", record(common.scpustats))
function("cpu_freq", maybe(frequency), "percpu", flag="percpu", flagged=each(frequency))
function("getloadavg", each(float))
function("virtual_memory", record(linux.svmem))
function("swap_memory", record(common.sswap))
function("disk_partitions", each(record(common.sdiskpart, maxfile=lambda _: None, maxpath=lambda _: None)), "all")
function("disk_io_counters", maybe(disk_io), "perdisk", "nowrap", flag="perdisk", flagged=by_name(disk_io))
function("net_io_counters", maybe(net_io), "pernic", "nowrap", flag="pernic", flagged=by_name(net_io))
function("net_if_addrs", by_name(each(record(common.snicaddr, family=family))))
function("net_if_stats", by_name(record(common.snicstats, duplex=lambda name: getattr(psutil, "NIC_DUPLEX_" + name.upper()), flags=",".join)))
function("net_connections", each(connection), "kind")
function("sensors_temperatures", by_name(each(temperature)), "fahrenheit")
function("sensors_fans", by_name(each(record(common.sfan))))
function("sensors_battery", maybe(record(common.sbattery)))
function("boot_time", float)
function("users", each(record(common.suser, started=float)))


def disk_usage(path):
    return record(common.sdiskusage)(call("diskUsage", os.fsdecode(path)))


def connections(process, kind="inet"):
    """What the whole system's list says of one process."""
    rows = [row for row in psutil.net_connections(kind) if row.pid == process.pid]
    return [common.pconn(*row[:-1]) for row in rows]


replaced["disk_usage"] = disk_usage


class Report(unittest.TestResult):
    """Prints what becomes of each test as it ends."""

    def startTest(self, test):
        """Puts this project's functions in the place of psutil's: some tests load psutil anew."""
        super().startTest(test)
        for name, run in replaced.items():
            setattr(psutil, name, run)
        psutil.Process.connections = connections

    def tell(self, test, outcome, text=""):
        print(json.dumps({"test": re.sub(r"^psutil\.tests\.", "", test.id()), "outcome": outcome, "text": text}), flush=True)

    def addSuccess(self, test):
        self.tell(test, "passed")

    def addSkip(self, test, reason):
        self.tell(test, "skipped", reason)

    def addFailure(self, test, error):
        self.tell(test, "failed", self._exc_info_to_string(error, test))

    addError = addFailure


unittest.defaultTestLoader.loadTestsFromNames(["psutil.tests." + name for name in sys.argv[3:]]).run(Report())
running().stdin.close()
running().wait()
