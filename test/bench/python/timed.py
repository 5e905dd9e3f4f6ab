"""timed.py EXPRESSION MILLISECONDS PID prints the median time of an expression, in microseconds, as JSON."""
import json
import statistics
import sys
from time import perf_counter

import psutil

SAMPLE = 50e-6  # Shorter calls are measured in batches.


def samples(call, seconds, calls):
    times = []
    end = perf_counter() + seconds
    while not times or perf_counter() < end:
        start = perf_counter()
        for _ in range(calls):
            call()
        times.append((perf_counter() - start) / calls)
    return times


def main():
    expression, milliseconds, pid = sys.argv[1:]
    names = {"psutil": psutil, "pid": int(pid), "process": psutil.Process(int(pid))}
    call = eval(f"lambda: {expression}", names)
    seconds = float(milliseconds) / 1000
    once = statistics.median(samples(call, seconds / 3, 1))
    median = statistics.median(samples(call, seconds, max(1, round(SAMPLE / once))))
    print(json.dumps({"median": median * 1e6}))


main()
