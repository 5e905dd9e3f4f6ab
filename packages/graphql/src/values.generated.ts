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
  "ConnectionStatus": {
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
    "NONE": "NONE",
    "DELETE_TCB": "DELETE_TCB",
    "IDLE": "IDLE",
    "BOUND": "BOUND"
  },
  "NicDuplex": {
    "FULL": "full",
    "HALF": "half",
    "UNKNOWN": "unknown"
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

/** The numbers of the constants of each group; null if the system defines them. */
export const constants: Readonly<Record<string, Readonly<Record<string, number | null>>>> = {
  "Resource": {
    "RLIMIT_CPU": 0,
    "RLIMIT_FSIZE": 1,
    "RLIMIT_DATA": 2,
    "RLIMIT_STACK": 3,
    "RLIMIT_CORE": 4,
    "RLIMIT_RSS": 5,
    "RLIMIT_NPROC": 6,
    "RLIMIT_NOFILE": 7,
    "RLIMIT_MEMLOCK": 8,
    "RLIMIT_AS": 9,
    "RLIMIT_LOCKS": 10,
    "RLIMIT_SIGPENDING": 11,
    "RLIMIT_MSGQUEUE": 12,
    "RLIMIT_NICE": 13,
    "RLIMIT_RTPRIO": 14,
    "RLIMIT_RTTIME": 15
  },
  "IoPriorityClass": {
    "IOPRIO_CLASS_NONE": 0,
    "IOPRIO_CLASS_RT": 1,
    "IOPRIO_CLASS_BE": 2,
    "IOPRIO_CLASS_IDLE": 3
  },
  "PriorityClass": {
    "ABOVE_NORMAL_PRIORITY_CLASS": 32768,
    "BELOW_NORMAL_PRIORITY_CLASS": 16384,
    "HIGH_PRIORITY_CLASS": 128,
    "IDLE_PRIORITY_CLASS": 64,
    "NORMAL_PRIORITY_CLASS": 32,
    "REALTIME_PRIORITY_CLASS": 256
  },
  "Signal": {
    "SIGHUP": null,
    "SIGINT": null,
    "SIGQUIT": null,
    "SIGILL": null,
    "SIGTRAP": null,
    "SIGABRT": null,
    "SIGIOT": null,
    "SIGBUS": null,
    "SIGFPE": null,
    "SIGKILL": null,
    "SIGUSR1": null,
    "SIGSEGV": null,
    "SIGUSR2": null,
    "SIGPIPE": null,
    "SIGALRM": null,
    "SIGTERM": null,
    "SIGCHLD": null,
    "SIGSTKFLT": null,
    "SIGCONT": null,
    "SIGSTOP": null,
    "SIGTSTP": null,
    "SIGTTIN": null,
    "SIGTTOU": null,
    "SIGURG": null,
    "SIGXCPU": null,
    "SIGXFSZ": null,
    "SIGVTALRM": null,
    "SIGPROF": null,
    "SIGWINCH": null,
    "SIGIO": null,
    "SIGPOLL": null,
    "SIGPWR": null,
    "SIGSYS": null,
    "SIGEMT": null,
    "SIGINFO": null,
    "SIGBREAK": null
  }
};
