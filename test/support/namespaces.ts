import { spawnSync } from 'node:child_process';

/** A PID namespace with a /proc of its own: the program in it is pid 1, and whatever it leaves behind ends with it. */
const ownPids: readonly string[] = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** A mount namespace: what is mounted there, nobody else sees. */
const ownMounts: readonly string[] = ['unshare', '--mount'];

/** Commands of a shell, which end by starting the program that follows. */
const shell = (commands: string): readonly string[] => ['sh', '-c', commands, 'sh'];

/** To become nobody. */
export const asNobody = 'setpriv --reuid=65534 --regid=65534 --clear-groups';

/** Starts a program in a PID namespace of its own. */
export const amongOwnPids: readonly string[] = ownPids;

/** Starts a program as nobody beside a process of root, where processes of others are hidden to a degree. */
export const withHidepid = (degree: 1 | 2): readonly string[] => [
  ...ownPids,
  ...shell(`mount -t proc -o remount,hidepid=${degree} proc /proc && { sleep 1000 & ${asNobody} "$@"; exit $?; }`),
];

/** Starts a program in a network namespace of its own, where there is a loopback that is down. */
export const amongOwnNics: readonly string[] = ['unshare', '--net'];

/** Starts a program in a network namespace where a tunnel leads from 10.0.0.1 to 10.0.0.2. */
export const withTunnel: readonly string[] = [
  ...amongOwnNics,
  ...shell('ip tuntap add tun9 mode tun && ip address add 10.0.0.1 peer 10.0.0.2 dev tun9 && exec "$@"'),
];

/** Starts a program where /proc is an empty folder. */
export const withoutProc: readonly string[] = [...ownMounts, ...shell('mount -t tmpfs none /proc && exec "$@"')];

/** Starts a program where /proc has processes and nothing else. */
export const withPidsOnly: readonly string[] = [
  ...ownMounts,
  ...shell('mount -t proc -o subset=pid none /proc && exec "$@"'),
];

/** Starts a program that finds mount points of odd names, each of a size of 64 KiB. */
export const withOddMounts: readonly string[] = [
  ...ownMounts,
  ...shell(`folder=$(mktemp -d) && mount -t tmpfs none "$folder" && cd "$folder" &&
    odd() { mkdir "$2" && mount -t tmpfs -o size=64k "$1" "$PWD/$2"; } &&
    nl=$(printf '\\nx') && odd none 'a b' && odd none 'a\\040b' && odd none "a\${nl%x}b" && odd none "$(printf 'a\\tb')" &&
    odd none 'a#b' && odd 'a b' 'a\\' && odd tmpfs "$(printf '\\377')" &&
    cd "$OLDPWD" && "$@"; status=$?; umount -l "$folder"; rmdir "$folder"; exit $status`),
];

/** A FUSE file system whose server never says a word. It is gone with the server. */
const deadMount = `
import ctypes, os, subprocess, sys, tempfile
libc = ctypes.CDLL(None, use_errno=True)
folder = tempfile.mkdtemp()
fuse = os.open("/dev/fuse", os.O_RDWR)
options = b"fd=%d,rootmode=40000,user_id=0,group_id=0" % fuse
if libc.mount(b"dead", folder.encode(), b"fuse", 0, options) != 0:
    sys.exit(os.strerror(ctypes.get_errno()))
status = subprocess.run(sys.argv[1:], env={**os.environ, "DEAD": folder}).returncode
os.close(fuse)
libc.umount2(folder.encode(), 2)
os.rmdir(folder)
sys.exit(status)
`;

/** Starts a program that finds a mount in $DEAD which never answers. */
export const withDeadMount: readonly string[] = [...ownMounts, 'python3', '-c', deadMount];

/** Whether a program can be started in one of these ways. */
export function works([command, ...args]: readonly string[]): boolean {
  return spawnSync(command as string, [...args, 'true'], { stdio: 'ignore' }).status === 0;
}

/**
 * The beginning of a script among its own pids, where root may say which pid comes next: with `start` and `end` for
 * programs, and `startInstead`, which gives one the pid of another that ended, in another clock tick.
 */
export const reusing = `
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
async function start(file, ...args) {
  const child = spawn(file, args, { stdio: ['pipe', 'ignore', 'ignore'] });
  await once(child, 'spawn');
  return child;
}
async function end(child) {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
const ticksOf = (pid) => readFileSync('/proc/' + pid + '/stat', 'latin1').split(') ').pop().split(' ')[19];
async function startInstead(first, file, ...args) {
  const ticks = ticksOf(first.pid);
  await end(first);
  for (;;) {
    writeFileSync('/proc/sys/kernel/ns_last_pid', String(first.pid - 1));
    const second = await start(file, ...args);
    if (second.pid === first.pid && ticksOf(second.pid) !== ticks) return second;
    await end(second);
  }
}
`;
