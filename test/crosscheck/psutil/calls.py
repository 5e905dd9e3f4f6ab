"""Calls the functions of this project in a server process: one line of JSON per request and one per response."""

import json
import os
import re
import select
import subprocess
import sys

import psutil

node, script = sys.argv[1:3]
server = None


def running_server():
    """Returns the server. It is not a child of the tests, which count and kill all of their children."""
    global server
    if server is None:
        command = ["setsid", "--fork", node, script]
        server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        server.wait()
    return server


def reset_server():
    """A forked test uses a server of its own: it could read the responses to its parent."""
    global server
    server = None


os.register_at_fork(after_in_child=reset_server)


def camel(name):
    return re.sub("_([a-z])", lambda match: match[1].upper(), name)


def request(on, name, *args, awake=False):
    """Calls a function, a class, or a method of an object on the server, and returns the result.

    A process that waits for the response sleeps, which its own status would show. With `awake` it polls instead.
    """
    connection = running_server()
    connection.stdin.write(json.dumps([on, name, *args]) + "\n")
    connection.stdin.flush()
    while awake and not select.select([connection.stdout], [], [], 0)[0]:
        pass
    response = json.loads(connection.stdout.readline())
    if "error" in response:
        raise error(response)
    return response.get("value")


def call(name, *args):
    return request(None, name, *args)


def error(response):
    """Converts an error of this project to the exception of psutil."""
    kind, pid, name, message = (response.get(key) for key in ("error", "pid", "processName", "message"))
    if kind == "NoSuchProcess":
        return psutil.NoSuchProcess(pid, name, message)
    if kind == "ZombieProcess":
        return psutil.ZombieProcess(pid, name, response["ppid"], message)
    if kind == "AccessDenied":
        return psutil.AccessDenied(pid, name, message)
    if kind == "TimeoutExpired":
        return psutil.TimeoutExpired(response["seconds"], pid, name)
    if "errno" in response:
        return OSError(-response["errno"], message, response.get("path"))
    kinds = {"TypeError": TypeError, "RangeError": ValueError, "NotSupported": NotImplementedError}
    return kinds.get(kind, RuntimeError)(message)


def identity(value):
    return value


def record(kind, number=identity, **converters):
    """Returns a converter of an object to a namedtuple. `number` converts numbers; an absent field is 0."""

    def convert(value):
        def field(name):
            item = value.get(camel(name), 0)
            if name in converters:
                return converters[name](item)
            return number(item) if isinstance(item, (int, float)) else item

        return kind(*map(field, kind._fields))

    return convert


def optional(convert):
    return lambda value: None if value is None else convert(value)


def each(convert):
    return lambda values: [convert(value) for value in values]


def by_name(convert):
    return lambda values: {name: convert(value) for name, value in values.items()}


def options(names, args, kwargs):
    """Converts arguments to an options object. Arguments that are None are omitted."""
    values = {**dict(zip(names, args)), **kwargs}
    return {camel(name): value for name, value in values.items() if value is not None}
