export {
  AccessDenied,
  type ErrorDetails,
  NoSuchProcess,
  NotSupported,
  PsutilError,
  type SystemError,
  TimeoutExpired,
  ZombieProcess,
} from './errors.js';
export { defaultHost, type Host, type HostOption } from './host.js';
export { AIX, BSD, FREEBSD, LINUX, MACOS, NETBSD, OPENBSD, OSX, POSIX, SUNOS, WINDOWS } from './platform.js';
export { supports } from './supports.js';
