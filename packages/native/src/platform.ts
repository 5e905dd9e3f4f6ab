const { platform } = process;

/** Whether the system is Linux. */
export const LINUX: boolean = platform === 'linux' || platform === 'android';
/** Whether the system is Windows. */
export const WINDOWS: boolean = platform === 'win32';
/** Whether the system is macOS. */
export const MACOS: boolean = platform === 'darwin';
/** Whether the system is macOS; the former name of {@link MACOS}. */
export const OSX: boolean = MACOS;
/** Whether the system is FreeBSD. */
export const FREEBSD: boolean = platform === 'freebsd';
/** Whether the system is OpenBSD. */
export const OPENBSD: boolean = platform === 'openbsd';
/** Whether the system is NetBSD. */
export const NETBSD: boolean = platform === 'netbsd';
/** Whether the system is FreeBSD, OpenBSD or NetBSD. */
export const BSD: boolean = FREEBSD || OPENBSD || NETBSD;
/** Whether the system is Solaris or illumos. */
export const SUNOS: boolean = platform === 'sunos';
/** Whether the system is AIX. */
export const AIX: boolean = platform === 'aix';
/** Whether the system is a POSIX system: any but Windows. */
export const POSIX: boolean = !WINDOWS;
