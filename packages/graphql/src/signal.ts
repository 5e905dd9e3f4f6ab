import { enumType } from './fields.js';
import { constantsOf } from './rlimit.js';

/** The event that sends each signal, and the default action if it is not to terminate the process: signal(7). */
const descriptions: Readonly<Record<string, string>> = {
  SIGHUP: 'Hangup of the terminal, or death of the controlling process; many daemons reload their configuration.',
  SIGINT: 'Interrupt from the keyboard.',
  SIGQUIT: 'Quit from the keyboard, with a core dump.',
  SIGILL: 'Illegal instruction.',
  SIGTRAP: 'Trace or breakpoint trap.',
  SIGABRT: 'Abort.',
  SIGIOT: 'Abort, as SIGABRT.',
  SIGBUS: 'Bus error.',
  SIGFPE: 'Erroneous arithmetic operation.',
  SIGKILL: 'Kill. A process cannot handle or ignore it.',
  SIGUSR1: 'First signal defined by the program.',
  SIGSEGV: 'Invalid memory reference.',
  SIGUSR2: 'Second signal defined by the program.',
  SIGPIPE: 'Write to a pipe without readers.',
  SIGALRM: 'Timer of alarm(2).',
  SIGTERM: 'Termination.',
  SIGCHLD: 'Child process stopped or ended. Ignored by default.',
  SIGSTKFLT: 'Stack fault of a coprocessor. Unused.',
  SIGCONT: 'Continue if stopped.',
  SIGSTOP: 'Stop. A process cannot handle or ignore it.',
  SIGTSTP: 'Stop from the terminal.',
  SIGTTIN: 'Terminal input of a background process. Stops the process by default.',
  SIGTTOU: 'Terminal output of a background process. Stops the process by default.',
  SIGURG: 'Urgent data on a socket. Ignored by default.',
  SIGXCPU: 'Limit of CPU time exceeded.',
  SIGXFSZ: 'Limit of the file size exceeded.',
  SIGVTALRM: 'Timer of the CPU time of the process.',
  SIGPROF: 'Profiling timer.',
  SIGWINCH: 'Size of the terminal window changed. Ignored by default.',
  SIGIO: 'I/O is possible.',
  SIGPOLL: 'I/O is possible, as SIGIO.',
  SIGPWR: 'Power failure.',
  SIGSYS: 'Invalid system call.',
  SIGEMT: 'Emulator trap.',
  SIGINFO: 'Status request from the keyboard.',
  SIGBREAK: 'Ctrl+Break.',
};

/** The SDL of the enumeration of all signals. */
export const signalType: string = enumType(
  'Signal',
  'A signal: signal(7). A signal that the system lacks is the user error NOT_SUPPORTED.',
  Object.fromEntries(Object.keys(constantsOf('Signal')).map((name) => [name, descriptions[name] ?? ''])),
);
