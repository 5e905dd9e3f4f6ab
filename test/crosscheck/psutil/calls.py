"""Asks this project's functions, which another process runs: one line of JSON for each call and one for its answer."""

import json
import os
import re
import select
import subprocess
import sys

import psutil

node, script = sys.argv[1:3]
server = None


def running():
    """The process that answers: no child of the tests, since they count and end all children of theirs."""
    global server
    if server is None:
        command = ["setsid", "--fork", node, script]
        server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        server.wait()
    return server


def forget():
    """A fork of the tests asks a process of its own: it could read what its parent waits for."""
    global server
    server = None


os.register_at_fork(after_in_child=forget)


def camel(name):
    return re.sub("_([a-z])", lambda match: match[1].upper(), name)


def ask(on, name, *args, awake=False):
    """What a function answers, or a method of an object that was answered before; a class answers a new object.

    Who waits for an answer sleeps, and is seen so in what is asked. With `awake` it looks again and again instead.
    """
    answering = running()
    answering.stdin.write(json.dumps([on, name, *args]) + "\n")
    answering.stdin.flush()
    while awake and not select.select([answering.stdout], [], [], 0)[0]:
        pass
    answer = json.loads(answering.stdout.readline())
    if "error" in answer:
        raise error(answer)
    return answer.get("value")


def call(name, *args):
    return ask(None, name, *args)


def error(told):
    """The exception that an error of ours is in psutil."""
    kind, pid, name, message = (told.get(key) for key in ("error", "pid", "processName", "message"))
    if kind == "NoSuchProcess":
        return psutil.NoSuchProcess(pid, name, message)
    if kind == "ZombieProcess":
        return psutil.ZombieProcess(pid, name, told["ppid"], message)
    if kind == "AccessDenied":
        return psutil.AccessDenied(pid, name, message)
    if kind == "TimeoutExpired":
        return psutil.TimeoutExpired(told["seconds"], pid, name)
    if "errno" in told:
        return OSError(-told["errno"], message, told.get("path"))
    kinds = {"TypeError": TypeError, "RangeError": ValueError, "NotSupported": NotImplementedError}
    return kinds.get(kind, RuntimeError)(message)


def same(value):
    return value


def record(kind, number=same, **converters):
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


def options(names, args, kwargs):
    """Arguments as the one object that ours take: those that are None are not said."""
    given = {**dict(zip(names, args)), **kwargs}
    return {camel(name): value for name, value in given.items() if value is not None}
