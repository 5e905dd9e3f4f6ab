"""psutil's class Process, its child Popen and the functions that give processes, by this project's."""

import contextlib
import os
import subprocess
import weakref

import psutil
import psutil._common as common
import psutil._pslinux as linux
import psutil._psposix as posix
from calls import ask, call, camel, each, options, record, same
from system import connection

known = weakref.WeakValueDictionary()


def process(told):
    """The one object that stands here for an object there."""
    found = known.get(told["object"])
    if found is None:
        found = object.__new__(Process)
        found._keep(told)
    return found


def limit(value):
    """psutil writes no limit as -1."""
    return -1 if value == "Infinity" else value


def exit_code(pid):
    """What only the parent of a child can ask, which the tests are and the process that answers is not."""
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

refused = "instead of what is refused"


class Process:
    def __init__(self, pid=None):
        self._keep(call("Process", os.getpid() if pid is None else pid))

    def _keep(self, told):
        self._object, self._pid, self._exitcode = told["object"], told["pid"], None
        known[self._object] = self

    def _ask(self, name, *args):
        return ask(self._object, camel(name), *args, awake=self._pid == os.getpid())

    def _init(self, pid, _ignore_nsp):
        """Where psutil forgets what it has read, which ours do not keep."""

    @property
    def _proc(self):
        """psutil's own reading, with which some tests compare."""
        return linux.Process(self._pid)

    @property
    def pid(self):
        return self._pid

    def __eq__(self, other):
        return isinstance(other, Process) and self._ask("equals", {"object": other._object})

    def __hash__(self):
        return hash(self._ask("id"))

    def __repr__(self):
        return "psutil." + self._ask("to_string")

    @contextlib.contextmanager
    def oneshot(self):
        """Ours read several things at once by as_dict."""
        yield

    def as_dict(self, attrs=None, ad_value=None):
        return dictionary(self._ask("as_dict", asked_for(attrs)), ad_value)

    def parent(self):
        told = self._ask("parent")
        return told and process(told)

    def parents(self):
        return each(process)(self._ask("parents"))

    def children(self, recursive=False):
        return each(process)(self._ask("children", {"recursive": recursive}))

    def memory_maps(self, grouped=True):
        convert = converters["memory_maps"] if grouped else each(record(linux.pmmap_ext))
        return convert(self._ask("memory_maps", {"grouped": grouped}))

    def nice(self, value=None):
        return self._ask("nice", *([] if value is None else [value]))

    def ionice(self, ioclass=None, value=None):
        if ioclass is not None:
            return self._ask("ionice", ioclass, value)
        if value is not None:
            raise ValueError("ours takes both by their places: a value without a class cannot be said")
        return converters["ionice"](self._ask("ionice"))

    def rlimit(self, resource, limits=None):
        if limits is None:
            return tuple(map(limit, self._ask("rlimit", resource)))
        return self._ask("rlimit", resource, ["Infinity" if number == -1 else number for number in limits])

    def cpu_affinity(self, cpus=None):
        if cpus is None:
            return self._ask("cpu_affinity")
        return self._ask("cpu_affinity", list(cpus) if hasattr(cpus, "__iter__") else cpus)

    def send_signal(self, sig):
        return self._ask("send_signal", sig)

    def wait(self, timeout=None):
        code = ask(self._object, "wait", {"timeout": timeout})
        if self._exitcode is None:
            self._exitcode = signal_name(exit_code(self._pid) if code is None else code)
        return self._exitcode


def method(name, *positional):
    """A method that takes nothing but options, if any."""
    convert = converters.get(name, same)

    def run(self, *args, **kwargs):
        return convert(self._ask(name, options(positional, args, kwargs)))

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


def asked_for(attrs):
    several = isinstance(attrs, (list, tuple, set, frozenset))
    return {"attrs": list(map(camel, attrs)) if several else attrs, "adValue": refused}


def dictionary(told, ad_value):
    """Attributes by psutil's names, without those that it has not."""
    values = {attributes[name]: value for name, value in told.items() if name in attributes}
    return {
        name: ad_value if value == refused else converters.get(name, same)(value) for name, value in values.items()
    }


class Stream:
    def __init__(self, told):
        self._object = told["object"]

    @property
    def closed(self):
        return ask(self._object, "closed")

    def close(self):
        ask(self._object, "destroy")


class Popen(Process):
    """A child of the process that answers, which so knows its exit code."""

    def __init__(self, command, stdin=None, stdout=None, stderr=None):
        kinds = ["pipe" if stream == subprocess.PIPE else "ignore" for stream in (stdin, stdout, stderr)]
        self._keep(call("Popen", command, {"stdio": kinds}))
        self.stdin, self.stdout, self.stderr = (
            told and Stream(told) for told in map(self._ask, ("stdin", "stdout", "stderr"))
        )

    @property
    def returncode(self):
        return signal_name(self._ask("returncode"))

    def communicate(self):
        told = self._ask("communicate")
        return told["stdout"], told["stderr"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """As Python's does."""
        for stream in filter(None, (self.stdin, self.stdout, self.stderr)):
            stream.close()
        self.wait()


def process_iter(attrs=None, ad_value=None):
    for told in call("processIter", asked_for(attrs)):
        found = process(told)
        if attrs is not None:
            found.info = dictionary(told["info"], ad_value)
        yield found


def wait_procs(procs, timeout=None, callback=None):
    """A callback is called here: only what is none goes to ours, which refuses it."""
    given = {one._object: one for one in procs}
    wrong = None if callable(callback) else callback
    asked = options(["timeout", "callback"], [timeout, wrong], {})
    told = call("waitProcs", [{"object": number} for number in given], asked)
    gone, alive = ([given[one["object"]] for one in told[name]] for name in ("gone", "alive"))
    for one in gone:
        if not isinstance(one, Popen):
            one.returncode = one.wait()
        if callback is not None:
            callback(one)
    return gone, alive


Process.__module__ = Popen.__module__ = "psutil"
replaced = {ours.__name__: ours for ours in (Process, Popen, process_iter, wait_procs)}
replaced["pids"] = lambda: call("pids")
replaced["pid_exists"] = lambda pid: call("pidExists", pid)
