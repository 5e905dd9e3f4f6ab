import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type StructureField, structure } from '../../support/structure.ts';
import { type Answer, Machine } from '../machine.ts';
import { machineFacts as facts, type ScriptedProcess, type ScriptedSystem } from '../scripted-system.ts';
import { writeSystem } from './facts.ts';

const pageSize = 4096;
const microseconds = 1_000_000;
/** Units of CPU time in a second: `hw.tbfrequency`. */
const frequency = 24_000_000;

/** A structure with texts at offsets. */
function withTexts(bytes: Buffer, ...texts: readonly (readonly [offset: number, text: Uint8Array | string])[]): Buffer {
  for (const [offset, text] of texts) bytes.set(Buffer.from(text), offset);
  return bytes;
}

/** SZOMB, SSTOP and SRUN, which the kernel has for running and sleeping processes. */
const states = { zombie: 5, stopped: 4, running: 2, sleeping: 2 };

/** The row of the table of processes: struct kinfo_proc. */
function kinfo({ pid, ppid, name, state, uid, start }: ScriptedProcess): Buffer {
  const started = facts.bootTime * microseconds + start;
  const fields: readonly StructureField[] = [
    [0, 8, Math.floor(started / microseconds)],
    [8, 4, started % microseconds],
    [36, 1, states[state]],
    [40, 4, pid],
    ...[392, 396, 400, 404, 420, 428].map((offset): StructureField => [offset, 4, uid]),
    [560, 4, ppid],
    [564, 4, pid],
    [572, 4, 0xffff_ffff],
  ];
  return withTexts(structure(648, ...fields), [243, name.subarray(0, 16)]);
}

/** The answer to KERN_PROCARGS2. */
function procargs({ exe, cmdline, environ }: ScriptedProcess): Buffer {
  const variables = Object.entries(environ).map(([name, value]) => `${name}=${value}`);
  const texts = [exe, '', '', ...cmdline, ...variables, '', 'ptr_munge=0x1'];
  return Buffer.concat([structure(4, [0, 4, cmdline.length]), Buffer.from(texts.map((text) => `${text}\0`).join(''))]);
}

const taskInfo = ({ pages, userTime, threads, state }: ScriptedProcess): Buffer =>
  structure(
    96,
    [0, 8, 2 * pages * pageSize],
    [8, 8, pages * pageSize],
    [16, 8, Math.round(userTime * frequency)],
    [24, 8, frequency],
    [52, 4, 100],
    [56, 4, 5],
    [80, 4, 42],
    [84, 4, threads],
    [88, 4, state === 'running' ? 1 : 0],
  );

/** A listening TCP socket on 127.0.0.1: struct socket_fdinfo. */
const socket = (port: number): Buffer =>
  structure(
    792,
    [176, 4, 1],
    [184, 4, 2],
    [256, 4, 2],
    [268, 4, ((port & 0xff) << 8) | (port >> 8)],
    [288, 1, 1],
    [324, 4, 0x0100_007f],
    [344, 4, 1],
  );

const regularFile = (path: string): Buffer =>
  withTexts(structure(1200, [0, 4, 1], [8, 8, 7], [28, 2, 0o100_644], [30, 2, 1]), [176, path]);

/** A private mapping of a file: struct proc_regionwithpathinfo. */
const region = ({ pages, exe }: ScriptedProcess): Buffer =>
  withTexts(
    structure(
      1272,
      [0, 4, 5],
      [36, 4, pages],
      [52, 4, 1],
      [60, 4, 2],
      [64, 4, pages],
      [80, 8, 2 ** 32],
      [88, 8, pages * pageSize],
    ),
    [248, exe],
  );

/** The start as the row has it, in a proc_bsdinfo. */
function bsdInfo({ pid, start }: ScriptedProcess): Buffer {
  const started = facts.bootTime * microseconds + start;
  return structure(136, [12, 4, pid], [120, 8, Math.floor(started / microseconds)], [128, 8, started % microseconds]);
}

const identifiers = ({ pid, start }: ScriptedProcess): Buffer =>
  structure(56, [16, 8, pid], [32, 4, (pid * 31 + start) % 2 ** 31]);

/** The calls that return what only the owner and root may read, with their answers. */
function privateAnswers(process: ScriptedProcess): [call: string, answer: Answer][] {
  const { pid, files, ports, threads, userTime, cwd, pages } = process;
  const info = `proc_pidinfo/${pid}`;
  const types = [...files.map(() => 1), ...ports.map(() => 2)];
  const ids = Array.from({ length: threads }, (_, index) => 2 ** 33 + index);
  const thread = structure(112, [0, 8, Math.round((userTime * 1e9) / threads)], [8, 8, 1_000_000]);
  return [
    [`${info}/1`, Buffer.concat(types.map((type, fd) => structure(8, [0, 4, fd], [4, 4, type])))],
    [`${info}/3`, bsdInfo(process)],
    [`${info}/4`, taskInfo(process)],
    [`${info}/8`, region(process)],
    [`${info}/9`, withTexts(Buffer.alloc(2352), [152, cwd])],
    [`${info}/28`, Buffer.concat(ids.map((id) => structure(8, [0, 8, id])))],
    ...ids.map((id): [string, Answer] => [`${info}/15/${id}`, thread]),
    ...files.map((path, fd): [string, Answer] => [`proc_pidfdinfo/${pid}/${fd}/2`, regularFile(path)]),
    ...ports.map((port, index): [string, Answer] => [`proc_pidfdinfo/${pid}/${files.length + index}/3`, socket(port)]),
    [
      `proc_pid_rusage/${pid}`,
      structure(296, [56, 8, pageSize], [72, 8, pages * pageSize], [144, 8, 4096], [152, 8, 512]),
    ],
    [`sysctl/1.49.${pid}`, procargs(process)],
  ];
}

/** Everything that the kernel returns for a process except its row in the table. */
function answersOf(process: ScriptedProcess): [call: string, answer: Answer][] {
  const { pid, state, isDenied, exe } = process;
  const known: [string, Answer][] = [
    [`getsid/${pid}`, structure(4, [0, 4, pid])],
    [`proc_pidinfo/${pid}/17`, identifiers(process)],
  ];
  // libproc does not find zombies.
  if (state === 'zombie') return [[`kill/${pid}`, ''], ...known.slice(0, 1)];
  const answers = privateAnswers(process).map(([call, answer]): [string, Answer] => {
    if (!isDenied) return [call, answer];
    return [call, { error: call.startsWith('sysctl') ? 'EINVAL' : 'EPERM' }];
  });
  return [...known, [`proc_pidpath/${pid}`, exe], ...answers];
}

class DarwinSystem implements ScriptedSystem {
  readonly machine = new Machine();
  readonly #rows = new Map<number, Buffer>();
  #bootTime: number = facts.bootTime;

  constructor() {
    writeSystem(this.machine, frequency);
    this.stepClock(0);
  }

  callsOf(pid: number): readonly string[] {
    return [
      `sysctl/1.14.1.${pid}`,
      ...['1', '4', '28'].map((flavor) => `proc_pidinfo/${pid}/${flavor}`),
      `sysctl/1.49.${pid}`,
    ];
  }

  addProcesses(...processes: readonly ScriptedProcess[]): void {
    for (const process of processes) {
      if (this.#rows.has(process.pid)) this.#forget(process.pid);
      this.#rows.set(process.pid, kinfo(process));
      for (const [call, answer] of answersOf(process)) this.machine.answer(call, answer);
      this.machine.answer(`sysctl/1.14.1.${process.pid}`, kinfo(process));
      if (process.state !== 'zombie') this.machine.start(process.pid);
    }
    this.#writeTable();
  }

  removeProcesses(...pids: readonly number[]): void {
    for (const pid of pids) {
      this.#rows.delete(pid);
      this.#forget(pid);
    }
    this.#writeTable();
    for (const pid of pids) this.machine.end(pid);
  }

  stepClock(seconds: number): void {
    this.#bootTime += seconds;
    this.machine.answer('sysctl/1.21', structure(16, [0, 8, this.#bootTime]));
  }

  #forget(pid: number): void {
    for (const call of ['proc_pidinfo', 'proc_pidfdinfo'])
      rmSync(join(this.machine.directory, 'answers', call, String(pid)), { recursive: true, force: true });
    for (const call of ['proc_pidpath/', 'proc_pid_rusage/', 'sysctl/1.49.', 'sysctl/1.14.1.', 'getsid/', 'kill/'])
      this.machine.forget(`${call}${pid}`);
  }

  #writeTable(): void {
    this.machine.answer('sysctl/1.14.0', Buffer.concat([...this.#rows.values()]));
  }
}

/** Returns a machine with macOS. */
export const createSystem = (): ScriptedSystem => new DarwinSystem();
