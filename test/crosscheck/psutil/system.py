"""Replacements of the functions of psutil that read the whole system."""

import functools
import os
import socket

import psutil
import psutil._common as common
import psutil._pslinux as linux
from calls import by_name, call, camel, each, identity, optional, options, record

replacements = {}


def function(name, convert, *positional, flag=None, flagged=None):
    """Replaces a function of psutil. If the option `flag` is true, `flagged` converts the result."""

    @functools.wraps(getattr(psutil, name))
    def run(*args, **kwargs):
        given = options(positional, args, kwargs)
        return (flagged if given.get(flag) else convert)(call(camel(name), given))

    replacements[name] = run


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
function("cpu_count", identity, "logical")
function("cpu_stats", record(common.scpustats))
function("cpu_freq", optional(frequency), "percpu", flag="percpu", flagged=each(frequency))
function("getloadavg", each(float))
function("virtual_memory", record(linux.svmem))
function("swap_memory", record(common.sswap))
function("disk_partitions", each(record(common.sdiskpart, maxfile=lambda _: None, maxpath=lambda _: None)), "all")
function("disk_io_counters", optional(disk_io), "perdisk", "nowrap", flag="perdisk", flagged=by_name(disk_io))
function("net_io_counters", optional(net_io), "pernic", "nowrap", flag="pernic", flagged=by_name(net_io))
function("net_if_addrs", by_name(each(record(common.snicaddr, family=family))))
function("net_if_stats", by_name(record(common.snicstats, duplex=lambda name: getattr(psutil, "NIC_DUPLEX_" + name.upper()), flags=",".join)))
function("net_connections", each(connection), "kind")
function("sensors_temperatures", by_name(each(temperature)), "fahrenheit")
function("sensors_fans", by_name(each(record(common.sfan))))
function("sensors_battery", optional(record(common.sbattery)))
function("boot_time", float)
function("users", each(record(common.suser, started=float)))


def disk_usage(path):
    return record(common.sdiskusage)(call("diskUsage", os.fsdecode(path)))


replacements["disk_usage"] = disk_usage
