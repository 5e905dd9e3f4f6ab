"""Replacements of the classes Process and Popen of psutil and of the functions that return processes."""

import contextlib
import os
import subprocess
import weakref

import psutil
import psutil._common as common
import psutil._pslinux as linux
import psutil._psposix as posix
from calls import call, camel, each, identity, options, record, request
from system import connection

instances = weakref.WeakValueDictionary()


def process(reference):
    """Returns the object that represents an object on the server."""
    found = instances.get(reference["object"])
    if found is None:
        found = object.__new__(Process)
        found._bind(reference)
    return found


def limit(value):
    """psutil represents no limit as -1."""
    return -1 if value == "Infinity" else value


def exit_code(pid):
    """Reaps a child of the tests. The server cannot, because it is not the parent."""
    try:
        ended, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return None
    return os.waitstatus_to_exitcode(status) if ended else None


def signal_name(code):
    return posix.negsig_to_enum(code) if code is not None and code < 0 else code


converters = {
    "connections": each(lambda row: common.pconn(*connection({**row, "pid": None})[:-1])),
    "cpu_percent": float,
    "cpu_times": record(linux.pcputimes, float),
    "create_time": float,
    "gids": record(common.pgids),
    "io_counters": record(linux.pio),
    "ionice": record(common.pionice),
    "memory_full_info": record(linux.pfullmem),
    "memory_info": record(linux.pmem),
    "memory_maps": each(record(linux.pmmap_grouped)),
    "memory_percent": float,
    "num_ctx_switches": record(common.pctxsw),
    "open_files": each(record(linux.popenfile)),
    "threads": each(record(common.pthread, user_time=float, system_time=float)),
    "uids": record(common.puids),
}

unavailable = "unavailable"


class Process:
    def __init__(self, pid=None):
        self._bind(call("Process", os.getpid() if pid is None else pid))

    def _bind(self, reference):
        self._object, self._pid, self._exitcode = reference["object"], reference["pid"], None
        instances[self._object] = self

    def _request(self, name, *args):
        return request(self._object, camel(name), *args, awake=self._pid == os.getpid())

    def _init(self, pid, _ignore_nsp):
        """psutil clears its cache here, which this project does not have."""

    @property
    def _proc(self):
        """The implementation of psutil, with which some tests compare."""
        return linux.Process(self._pid)

    @property
    def pid(self):
        return self._pid

    def __eq__(self, other):
        return isinstance(other, Process) and self._request("equals", {"object": other._object})

    def __hash__(self):
        return hash(self._request("id"))

    def __repr__(self):
        return "psutil." + self._request("to_string")

    @contextlib.contextmanager
    def oneshot(self):
        """This project reads several attributes at once by as_dict."""
        yield

    def as_dict(self, attrs=None, ad_value=None):
        return dictionary(self._request("as_dict", attribute_options(attrs)), ad_value)

    def parent(self):
        parent = self._request("parent")
        return parent and process(parent)

    def parents(self):
        return each(process)(self._request("parents"))

    def children(self, recursive=False):
        return each(process)(self._request("children", {"recursive": recursive}))

    def memory_maps(self, grouped=True):
        convert = converters["memory_maps"] if grouped else each(record(linux.pmmap_ext))
        return convert(self._request("memory_maps", {"grouped": grouped}))

    def nice(self, value=None):
        return self._request("nice", *([] if value is None else [value]))

    def ionice(self, ioclass=None, value=None):
        if ioclass is not None:
            return self._request("ionice", ioclass, value)
        if value is not None:
            raise ValueError("ionice() takes positional arguments: a value needs a class")
        return converters["ionice"](self._request("ionice"))

    def rlimit(self, resource, limits=None):
        if limits is None:
            return tuple(map(limit, self._request("rlimit", resource)))
        return self._request("rlimit", resource, ["Infinity" if number == -1 else number for number in limits])

    def cpu_affinity(self, cpus=None):
        if cpus is None:
            return self._request("cpu_affinity")
        return self._request("cpu_affinity", list(cpus) if hasattr(cpus, "__iter__") else cpus)

    def send_signal(self, sig):
        return self._request("send_signal", sig)

    def wait(self, timeout=None):
        code = request(self._object, "wait", {"timeout": timeout})
        if self._exitcode is None:
            self._exitcode = signal_name(exit_code(self._pid) if code is None else code)
        return self._exitcode


def method(name, *positional):
    """Defines a method that takes only options."""
    convert = converters.get(name, identity)

    def run(self, *args, **kwargs):
        return convert(self._request(name, options(positional, args, kwargs)))

    setattr(Process, name, run)


for name in """
    cmdline cpu_num cpu_times create_time cwd environ exe gids io_counters is_running kill memory_full_info memory_info
    name num_ctx_switches num_fds num_threads open_files ppid resume status suspend terminal terminate threads uids
    username
""".split():
    method(name)
method("connections", "kind")
method("cpu_percent", "interval")
method("memory_percent", "memtype")

attributes = {camel(name): name for name in psutil._as_dict_attrnames}


def attribute_options(attrs):
    is_collection = isinstance(attrs, (list, tuple, set, frozenset))
    return {"attrs": list(map(camel, attrs)) if is_collection else attrs, "adValue": unavailable}


def dictionary(info, ad_value):
    """Converts attributes to the names of psutil. Attributes that psutil does not have are omitted."""
    values = {attributes[name]: value for name, value in info.items() if name in attributes}
    return {
        name: ad_value if value == unavailable else converters.get(name, identity)(value) for name, value in values.items()
    }


class Stream:
    def __init__(self, reference):
        self._object = reference["object"]

    @property
    def closed(self):
        return request(self._object, "closed")

    def close(self):
        request(self._object, "destroy")


class Popen(Process):
    """A child of the server, which therefore knows its exit code."""

    def __init__(self, command, stdin=None, stdout=None, stderr=None):
        kinds = ["pipe" if stream == subprocess.PIPE else "ignore" for stream in (stdin, stdout, stderr)]
        self._bind(call("Popen", command, {"stdio": kinds}))
        self.stdin, self.stdout, self.stderr = (
            stream and Stream(stream) for stream in map(self._request, ("stdin", "stdout", "stderr"))
        )

    @property
    def returncode(self):
        return signal_name(self._request("returncode"))

    def communicate(self):
        output = self._request("communicate")
        return output["stdout"], output["stderr"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """Closes the streams and waits, like subprocess.Popen."""
        for stream in filter(None, (self.stdin, self.stdout, self.stderr)):
            stream.close()
        self.wait()


def process_iter(attrs=None, ad_value=None):
    for reference in call("processIter", attribute_options(attrs)):
        found = process(reference)
        if attrs is not None:
            found.info = dictionary(reference["info"], ad_value)
        yield found


def wait_procs(procs, timeout=None, callback=None):
    """Calls the callback itself. Only an invalid callback is sent to the server, which rejects it."""
    by_reference = {one._object: one for one in procs}
    invalid = None if callable(callback) else callback
    given = options(["timeout", "callback"], [timeout, invalid], {})
    result = call("waitProcs", [{"object": number} for number in by_reference], given)
    gone, alive = ([by_reference[one["object"]] for one in result[name]] for name in ("gone", "alive"))
    for one in gone:
        if not isinstance(one, Popen):
            one.returncode = one.wait()
        if callback is not None:
            callback(one)
    return gone, alive


Process.__module__ = Popen.__module__ = "psutil"
replacements = {each.__name__: each for each in (Process, Popen, process_iter, wait_procs)}
replacements["pids"] = lambda: call("pids")
replacements["pid_exists"] = lambda pid: call("pidExists", pid)
