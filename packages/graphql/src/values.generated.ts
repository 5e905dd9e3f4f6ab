// Written by "npm run generate" from packages/native/cpp/core. Do not edit.

/** The values of each enumeration, by their GraphQL names. */
export const enums: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "AddressFamily": {
    "AF_INET": "AF_INET",
    "AF_INET6": "AF_INET6",
    "AF_UNIX": "AF_UNIX",
    "AF_LINK": "AF_LINK"
  },
  "SocketType": {
    "SOCK_STREAM": "SOCK_STREAM",
    "SOCK_DGRAM": "SOCK_DGRAM",
    "SOCK_SEQPACKET": "SOCK_SEQPACKET"
  },
  "SocketStatus": {
    "ESTABLISHED": "ESTABLISHED",
    "SYN_SENT": "SYN_SENT",
    "SYN_RECV": "SYN_RECV",
    "FIN_WAIT1": "FIN_WAIT1",
    "FIN_WAIT2": "FIN_WAIT2",
    "TIME_WAIT": "TIME_WAIT",
    "CLOSE": "CLOSE",
    "CLOSE_WAIT": "CLOSE_WAIT",
    "LAST_ACK": "LAST_ACK",
    "LISTEN": "LISTEN",
    "CLOSING": "CLOSING",
    "DELETE_TCB": "DELETE_TCB",
    "IDLE": "IDLE",
    "BOUND": "BOUND"
  },
  "NicDuplex": {
    "FULL": "full",
    "HALF": "half"
  },
  "WindowsServiceStatus": {
    "STOPPED": "stopped",
    "START_PENDING": "start_pending",
    "STOP_PENDING": "stop_pending",
    "RUNNING": "running",
    "CONTINUE_PENDING": "continue_pending",
    "PAUSE_PENDING": "pause_pending",
    "PAUSED": "paused"
  },
  "WindowsServiceStartType": {
    "AUTOMATIC": "automatic",
    "MANUAL": "manual",
    "DISABLED": "disabled"
  },
  "ProcessStatus": {
    "RUNNING": "running",
    "SLEEPING": "sleeping",
    "DISK_SLEEP": "disk-sleep",
    "STOPPED": "stopped",
    "TRACING_STOP": "tracing-stop",
    "ZOMBIE": "zombie",
    "DEAD": "dead",
    "WAKE_KILL": "wake-kill",
    "WAKING": "waking",
    "IDLE": "idle",
    "LOCKED": "locked",
    "WAITING": "waiting",
    "PARKED": "parked"
  },
  "FileMode": {
    "R": "r",
    "W": "w",
    "A": "a",
    "R_PLUS": "r+",
    "A_PLUS": "a+"
  }
};

/** The constants of each group; the number is null if the system defines it. */
export const constants: Readonly<Record<string, Readonly<Record<string, { readonly doc?: string; readonly number: number | null }>>>> = {
  "Resource": {
    "RLIMIT_CPU": {
      "doc": "CPU time, in seconds.",
      "number": 0
    },
    "RLIMIT_FSIZE": {
      "doc": "Size of a file that the process writes, in bytes.",
      "number": 1
    },
    "RLIMIT_DATA": {
      "doc": "Size of the data segment, in bytes.",
      "number": 2
    },
    "RLIMIT_STACK": {
      "doc": "Size of the stack, in bytes.",
      "number": 3
    },
    "RLIMIT_CORE": {
      "doc": "Size of a core dump, in bytes.",
      "number": 4
    },
    "RLIMIT_RSS": {
      "doc": "Resident set size, in bytes. Linux does not enforce it.",
      "number": 5
    },
    "RLIMIT_NPROC": {
      "doc": "Number of processes and threads of the user.",
      "number": 6
    },
    "RLIMIT_NOFILE": {
      "doc": "Number of open file descriptors.",
      "number": 7
    },
    "RLIMIT_MEMLOCK": {
      "doc": "Locked memory, in bytes.",
      "number": 8
    },
    "RLIMIT_AS": {
      "doc": "Size of the address space, in bytes.",
      "number": 9
    },
    "RLIMIT_LOCKS": {
      "doc": "Linux: number of file locks. Not enforced since Linux 2.4.",
      "number": 10
    },
    "RLIMIT_SIGPENDING": {
      "doc": "Linux: number of pending signals.",
      "number": 11
    },
    "RLIMIT_MSGQUEUE": {
      "doc": "Linux: size of POSIX message queues, in bytes.",
      "number": 12
    },
    "RLIMIT_NICE": {
      "doc": "Linux: ceiling of the nice value, as 20 minus the lowest value.",
      "number": 13
    },
    "RLIMIT_RTPRIO": {
      "doc": "Linux: ceiling of the real-time priority.",
      "number": 14
    },
    "RLIMIT_RTTIME": {
      "doc": "Linux: CPU time under a real-time scheduling policy without a blocking call, in microseconds.",
      "number": 15
    },
    "RLIMIT_SBSIZE": {
      "doc": "FreeBSD: size of the socket buffers of the user, in bytes.",
      "number": 16
    },
    "RLIMIT_NPTS": {
      "doc": "FreeBSD: number of pseudo-terminals of the user.",
      "number": 17
    },
    "RLIMIT_SWAP": {
      "doc": "FreeBSD: swap space of the user, in bytes.",
      "number": 18
    }
  },
  "IoPriorityClass": {
    "IOPRIO_CLASS_NONE": {
      "doc": "Linux: no class; the priority follows the nice value.",
      "number": 0
    },
    "IOPRIO_CLASS_RT": {
      "doc": "Linux: real time, served before all others. Requires CAP_SYS_ADMIN or CAP_SYS_NICE.",
      "number": 1
    },
    "IOPRIO_CLASS_BE": {
      "doc": "Linux: best effort, the default.",
      "number": 2
    },
    "IOPRIO_CLASS_IDLE": {
      "doc": "Linux: idle, served when no other process needs the disk.",
      "number": 3
    }
  },
  "IoPriorityLevel": {
    "IOPRIO_VERYLOW": {
      "doc": "Windows: very low, for background tasks.",
      "number": 0
    },
    "IOPRIO_LOW": {
      "doc": "Windows: low.",
      "number": 1
    },
    "IOPRIO_NORMAL": {
      "doc": "Windows: normal, the default.",
      "number": 2
    },
    "IOPRIO_HIGH": {
      "doc": "Windows: high. Requires SeIncreaseBasePriorityPrivilege.",
      "number": 3
    }
  },
  "PriorityClass": {
    "ABOVE_NORMAL_PRIORITY_CLASS": {
      "doc": "Windows: priority above normal.",
      "number": 32768
    },
    "BELOW_NORMAL_PRIORITY_CLASS": {
      "doc": "Windows: priority below normal.",
      "number": 16384
    },
    "HIGH_PRIORITY_CLASS": {
      "doc": "Windows: high priority, for time-critical tasks.",
      "number": 128
    },
    "IDLE_PRIORITY_CLASS": {
      "doc": "Windows: runs only when the system is idle.",
      "number": 64
    },
    "NORMAL_PRIORITY_CLASS": {
      "doc": "Windows: normal priority, the default.",
      "number": 32
    },
    "REALTIME_PRIORITY_CLASS": {
      "doc": "Windows: the highest priority, above system processes.",
      "number": 256
    }
  },
  "Signal": {
    "SIGHUP": {
      "number": null
    },
    "SIGINT": {
      "number": null
    },
    "SIGQUIT": {
      "number": null
    },
    "SIGILL": {
      "number": null
    },
    "SIGTRAP": {
      "number": null
    },
    "SIGABRT": {
      "number": null
    },
    "SIGIOT": {
      "number": null
    },
    "SIGBUS": {
      "number": null
    },
    "SIGFPE": {
      "number": null
    },
    "SIGKILL": {
      "number": null
    },
    "SIGUSR1": {
      "number": null
    },
    "SIGSEGV": {
      "number": null
    },
    "SIGUSR2": {
      "number": null
    },
    "SIGPIPE": {
      "number": null
    },
    "SIGALRM": {
      "number": null
    },
    "SIGTERM": {
      "number": null
    },
    "SIGCHLD": {
      "number": null
    },
    "SIGSTKFLT": {
      "number": null
    },
    "SIGCONT": {
      "number": null
    },
    "SIGSTOP": {
      "number": null
    },
    "SIGTSTP": {
      "number": null
    },
    "SIGTTIN": {
      "number": null
    },
    "SIGTTOU": {
      "number": null
    },
    "SIGURG": {
      "number": null
    },
    "SIGXCPU": {
      "number": null
    },
    "SIGXFSZ": {
      "number": null
    },
    "SIGVTALRM": {
      "number": null
    },
    "SIGPROF": {
      "number": null
    },
    "SIGWINCH": {
      "number": null
    },
    "SIGIO": {
      "number": null
    },
    "SIGPOLL": {
      "number": null
    },
    "SIGPWR": {
      "number": null
    },
    "SIGSYS": {
      "number": null
    },
    "SIGEMT": {
      "number": null
    },
    "SIGINFO": {
      "number": null
    },
    "SIGBREAK": {
      "number": null
    }
  }
};
