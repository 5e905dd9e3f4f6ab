import { spawnSync } from 'node:child_process';

/** Commands that start the program in their arguments in a changed environment; see namespaces(7) and unshare(1). */
type Launcher = readonly string[];

/**
 * Starts a program as PID 1 of a new PID namespace with its own /proc. The kernel kills all processes of the namespace
 * when the program exits.
 */
export const inPidNamespace: Launcher = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];

/**
 * Starts a program as PID 1 of a new PID namespace, in which /proc still contains the processes and the PIDs of this
 * one.
 */
export const inPidNamespaceWithOuterProc: Launcher = ['unshare', '--pid', '--fork', '--kill-child'];

const inMountNamespace: Launcher = ['unshare', '--mount'];

/** Runs shell commands, which end by starting the program in "$@". */
const shell = (commands: string): Launcher => ['sh', '-c', commands, 'sh'];

/** The command that starts a program as the user nobody. */
export const asNobody = 'setpriv --reuid=65534 --regid=65534 --clear-groups';

/** Starts a program as nobody, next to a process of root, with /proc mounted with the option hidepid; see proc(5). */
export const withHidepid = (level: 1 | 2): Launcher => [
  ...inPidNamespace,
  ...shell(`mount -t proc -o remount,hidepid=${level} proc /proc && { sleep 1000 & ${asNobody} "$@"; exit $?; }`),
];

/** Starts a program in a new network namespace, whose only interface is a loopback interface that is down. */
export const inNetworkNamespace: Launcher = ['unshare', '--net'];

/** Starts a program in a network namespace with a point-to-point tunnel from 10.0.0.1 to 10.0.0.2. */
export const withTunnel: Launcher = [
  ...inNetworkNamespace,
  ...shell('ip tuntap add tun9 mode tun && ip address add 10.0.0.1 peer 10.0.0.2 dev tun9 && exec "$@"'),
];

/** Starts a program with the /proc of a PID namespace that does not contain it. */
export const withForeignProc: Launcher = [
  ...inMountNamespace,
  ...shell(
    'unshare --pid --fork --kill-child sh -c "mount -t proc none /proc; sleep 1000" & until [ ! -e /proc/self ]; do sleep 0.01; done; "$@"; status=$?; kill -9 $!; exit $status',
  ),
];

/** Starts a program with an empty /proc. */
export const withoutProc: Launcher = [...inMountNamespace, ...shell('mount -t tmpfs none /proc && exec "$@"')];

/** Starts a program with a /proc that contains processes only. */
export const withPidsOnly: Launcher = [
  ...inMountNamespace,
  ...shell('mount -t proc -o subset=pid none /proc && exec "$@"'),
];

/** Starts a program with mounts of 64 KiB whose mount points have unusual names. */
export const withUnusualMountPoints: Launcher = [
  ...inMountNamespace,
  ...shell(`directory=$(mktemp -d) && mount -t tmpfs none "$directory" && cd "$directory" &&
    add() { mkdir "$2" && mount -t tmpfs -o size=64k "$1" "$PWD/$2"; } &&
    nl=$(printf '\\nx') && add none 'a b' && add none 'a\\040b' && add none "a\${nl%x}b" && add none "$(printf 'a\\tb')" &&
    add none 'a#b' && add 'a b' 'a\\' && add tmpfs "$(printf '\\377')" &&
    cd "$OLDPWD" && "$@"; status=$?; umount -l "$directory"; rmdir "$directory"; exit $status`),
];

/** Mounts a FUSE filesystem whose server never replies, and unmounts it when the program exits. */
const hungMount = `
import ctypes, os, subprocess, sys, tempfile
libc = ctypes.CDLL(None, use_errno=True)
directory = tempfile.mkdtemp()
fuse = os.open("/dev/fuse", os.O_RDWR)
options = b"fd=%d,rootmode=40000,user_id=0,group_id=0" % fuse
if libc.mount(b"hung", directory.encode(), b"fuse", 0, options) != 0:
    sys.exit(os.strerror(ctypes.get_errno()))
status = subprocess.run(sys.argv[1:], env={**os.environ, "HUNG_MOUNT": directory}).returncode
os.close(fuse)
libc.umount2(directory.encode(), 2)
os.rmdir(directory)
sys.exit(status)
`;

/** Starts a program with a mounted filesystem, at $HUNG_MOUNT, that never replies to a request. */
export const withHungMount: Launcher = [...inMountNamespace, 'python3', '-c', hungMount];

/** Returns whether a launcher can start a program here. */
export function canLaunch([command, ...args]: Launcher): boolean {
  return spawnSync(command as string, [...args, 'true'], { stdio: 'ignore' }).status === 0;
}

/**
 * The beginning of a script for {@link inPidNamespace}, where root may set the next PID through ns_last_pid. It defines
 * `start` and `end`, and `replace`, which ends a process and starts another one with the same PID in a later clock tick.
 */
export const pidReuse = `
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
const startTicks = (pid) => readFileSync('/proc/' + pid + '/stat', 'latin1').split(') ').pop().split(' ')[19];
async function replace(first, file, ...args) {
  const ticks = startTicks(first.pid);
  await end(first);
  for (;;) {
    writeFileSync('/proc/sys/kernel/ns_last_pid', String(first.pid - 1));
    const second = await start(file, ...args);
    if (second.pid === first.pid && startTicks(second.pid) !== ticks) return second;
    await end(second);
  }
}
`;
