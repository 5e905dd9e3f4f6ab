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

/** Starts a program where /proc is an empty folder. */
export const withoutProc: readonly string[] = [...ownMounts, ...shell('mount -t tmpfs none /proc && exec "$@"')];

/** Starts a program where /proc has processes and nothing else. */
export const withPidsOnly: readonly string[] = [
  ...ownMounts,
  ...shell('mount -t proc -o subset=pid none /proc && exec "$@"'),
];

/** Whether a program can be started in one of these ways. */
export function works([command, ...args]: readonly string[]): boolean {
  return spawnSync(command as string, [...args, 'true'], { stdio: 'ignore' }).status === 0;
}
