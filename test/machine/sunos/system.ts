import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type StructureField, structure } from '../../support/structure.ts';
import { mapping, psinfo, status, usage } from '../../unit/sunos/proc.ts';
import { type Answer, Machine } from '../machine.ts';
import { machineFacts as facts, type ScriptedProcess, type ScriptedSystem } from '../scripted-system.ts';
import { writeSystem } from './facts.ts';

const microseconds = 1_000_000;
const pageKib = 4;

/** pr_state of sys/proc.h, and pr_sname. */
const states = { sleeping: [1, 'S'], running: [6, 'O'], stopped: [4, 'T'], zombie: [0, 'Z'] } as const;

interface Memory {
  readonly argv: bigint;
  readonly envp: bigint;
  readonly bytes: Buffer;
}

/** The address space: the arguments and the variables, each an array of pointers with a null pointer at the end. */
function memoryOf({ cmdline, environ }: ScriptedProcess): Memory {
  const texts = [...cmdline, ...Object.entries(environ).map(([name, value]) => `${name}=${value}`)];
  const argv = 0x100;
  const envp = argv + 8 * (cmdline.length + 1);
  let end = argv + 8 * (texts.length + 2);
  const pointers = texts.map((text, index): StructureField => {
    const address = end;
    end += Buffer.byteLength(text) + 1;
    return [argv + 8 * (index < cmdline.length ? index : index + 1), 8, address];
  });
  const strings = Buffer.from(texts.map((text) => `${text}\0`).join(''));
  const bytes = Buffer.concat([structure(end - strings.length, ...pointers), strings]);
  return { argv: BigInt(argv), envp: BigInt(envp), bytes };
}

/** psinfo_t. That of a zombie has no threads, no memory and no start. */
function infoOf(process: ScriptedProcess, memory: Memory): Buffer {
  const { pid, ppid, name, state, uid, start, pages, threads, cmdline } = process;
  const [number, letter] = states[state];
  const shared = { pid, ppid, name: name.subarray(0, 15), state: number, letter, group: pid, session: pid };
  const ids = { ids: [uid, uid, uid, uid] } as const;
  if (state === 'zombie') return psinfo({ ...shared, ...ids, threads: 0, sizeKib: 0, rssKib: 0, start: 0 });
  return psinfo({
    ...shared,
    ...ids,
    threads,
    argc: cmdline.length,
    argv: memory.argv,
    envp: memory.envp,
    arguments: cmdline.join(' ').slice(0, 79),
    sizeKib: 2 * pages * pageKib,
    rssKib: pages * pageKib,
    start: facts.bootTime + start / microseconds,
  });
}

/** lusage: a header, the sum of the threads that have ended, and each thread. */
function threadsOf({ threads, start, userTime }: ScriptedProcess): Buffer {
  const header = structure(16, [0, 8, threads + 1], [8, 8, 504]);
  const entries = Array.from({ length: threads + 1 }, (_, id) => usage(id, start * 1000, userTime / threads));
  return Buffer.concat([header, ...entries]);
}

/** A mode, as stat(2) returns it. */
const mode = (bits: number): Buffer => structure(16, [0, 8, bits]);

/** The files that only the owner and root may open. */
function privateFiles(process: ScriptedProcess, memory: Memory): [file: string, answer: Answer][] {
  const { uid, pages, files, ports, exe, cwd } = process;
  const code = mapping(0x40_0000, pages * pageKib * 1024, 'a.out', 4 + 1);
  code.writeBigUInt64LE(BigInt(pages), 120);
  return [
    ['as', memory.bytes],
    ['cred', structure(28, ...[0, 4, 8, 12, 16, 20].map((offset): StructureField => [offset, 4, uid]))],
    ['status', status()],
    ['xmap', code],
    ['path/a.out', exe],
    ['path/cwd', cwd],
    ...files.map((path, fd): [string, Answer] => [`path/${fd}`, path]),
    ...files.map((_, fd): [string, Answer] => [`fd/${fd}`, mode(0o100_644)]),
    ...ports.map((_, index): [string, Answer] => [`fd/${files.length + index}`, mode(0o140_666)]),
  ];
}

/** The files in the directory of a process. */
function filesOf(process: ScriptedProcess): [file: string, answer: Answer][] {
  const memory = memoryOf(process);
  const { start, userTime, isDenied } = process;
  const open: [string, Answer][] = [
    ['psinfo', infoOf(process, memory)],
    ['usage', usage(0, start * 1000, userTime)],
  ];
  if (process.state === 'zombie') return open;
  open.push(['lusage', threadsOf(process)]);
  const files = privateFiles(process, memory);
  if (!isDenied) return [...open, ...files];
  const denied = files.filter(([file]) => !file.startsWith('fd/')).map(([file]) => file);
  return [...open, ...[...denied, 'fd'].map((file): [string, Answer] => [file, { error: 'EACCES' }])];
}

/** A listening socket on 127.0.0.1: mib2_tcpConnEntry_t. */
const socket = (pid: number, port: number): Buffer =>
  structure(68, [4, 4, 0x0100_007f], [8, 4, port], [52, 4, 0xffff_fffd], [56, 4, pid]);

/** SunOS keeps the time of the boot, and of the start of each process, when the clock is set. */
export class SunosSystem implements ScriptedSystem {
  readonly machine = new Machine();
  readonly #sockets = new Map<number, Buffer[]>();

  constructor() {
    writeSystem(this.machine);
    this.#writeSockets();
  }

  callsOf(pid: number): readonly string[] {
    const files = ['psinfo', 'usage', 'lusage', 'as', 'cred', 'fd', 'fd/0', 'path/0', 'psinfo.read', 'as.read'];
    return [`proc/${pid}`, ...files.map((file) => `proc/${pid}/${file}`)];
  }

  addProcesses(...processes: readonly ScriptedProcess[]): void {
    for (const process of processes) {
      const { pid, state, ports } = process;
      this.#forget(pid);
      for (const [file, answer] of filesOf(process)) this.machine.answer(`proc/.new/${file}`, answer);
      if (state !== 'zombie' && !process.isDenied) mkdirSync(this.#path('.new/fd'), { recursive: true });
      // The kernel shows all files of a process at once.
      renameSync(this.#path('.new'), this.#path(String(pid)));
      this.#sockets.set(pid, state === 'zombie' ? [] : ports.map((port) => socket(pid, port)));
      if (state === 'zombie') this.machine.answer(`kill/${pid}`, '');
      else this.machine.start(pid);
    }
    this.#writeSockets();
  }

  removeProcesses(...pids: readonly number[]): void {
    for (const pid of pids) this.#forget(pid);
    this.#writeSockets();
    for (const pid of pids) this.machine.end(pid);
  }

  stepClock(): void {}

  #path(name: string): string {
    return join(this.machine.directory, 'answers/proc', name);
  }

  #forget(pid: number): void {
    if (!this.#sockets.delete(pid)) return;
    renameSync(this.#path(String(pid)), this.#path('.ended'));
    for (const name of ['.ended', `${pid}.next`]) rmSync(this.#path(name), { recursive: true, force: true });
    this.machine.forget(`kill/${pid}`);
  }

  #writeSockets(): void {
    this.machine.answer('mib/6.13', Buffer.concat([...this.#sockets.values()].flat()));
  }
}

/** Returns a machine with SunOS. */
export const createSystem = (): SunosSystem => new SunosSystem();
