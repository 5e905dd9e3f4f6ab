const { platform } = process;

/** Whether this is Linux. */
export const LINUX: boolean = platform === 'linux' || platform === 'android';
/** Whether this is Windows. */
export const WINDOWS: boolean = platform === 'win32';
/** Whether this is macOS. */
export const MACOS: boolean = platform === 'darwin';
/** Whether this is macOS, by the older name. */
export const OSX: boolean = MACOS;
/** Whether this is FreeBSD. */
export const FREEBSD: boolean = platform === 'freebsd';
/** Whether this is OpenBSD. */
export const OPENBSD: boolean = platform === 'openbsd';
/** Whether this is NetBSD. */
export const NETBSD: boolean = platform === 'netbsd';
/** Whether this is one of the BSDs. */
export const BSD: boolean = FREEBSD || OPENBSD || NETBSD;
/** Whether this is Solaris or one of its heirs. */
export const SUNOS: boolean = platform === 'sunos';
/** Whether this is AIX. */
export const AIX: boolean = platform === 'aix';
/** Whether this is any Unix. */
export const POSIX: boolean = !WINDOWS;
