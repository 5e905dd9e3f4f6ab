import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, type TestContext } from 'vitest';
import { reaches, sleeper } from '../../support/children.ts';
import { type Checks, ending, output, words } from '../../support/examples.ts';
import { needs, tool } from '../../support/run.ts';

const gone = String(2 ** 31 - 1);

/** A new folder. */
function place(): string {
  const made = realpathSync(mkdtempSync(join(tmpdir(), 'psutil-')));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

/** A file that this program has open. */
function openedFile(flags: string): { readonly path: string; readonly fd: number } {
  const path = join(place(), 'file');
  writeFileSync(path, 'text');
  const fd = openSync(path, flags);
  onTestFinished(() => closeSync(fd));
  return { path, fd };
}

const lsof: Checks = {
  'shows the folder, the program and the libraries that lsof shows': async (context) => {
    needs(context, 'lsof', '-v');
    const { pid } = await sleeper();
    await reaches(pid, 'S');
    const named = (text: string) =>
      words(text)
        .filter((row) => ['cwd', 'txt', 'mem'].includes(row[3] ?? ''))
        .map((row) => [...row.slice(0, 5), row.at(-1)].join(' '))
        .sort();
    expect(named(output('lsof.js', [String(pid)]))).toEqual(named(tool('lsof', '-nPwp', String(pid))));
  },
  'shows the files and sockets of this program as lsof does': async (context) => {
    needs(context, 'lsof', '-v');
    const { fd, path } = openedFile('r+');
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const rows = (text: string) =>
      words(text).flatMap((row) => {
        if (row[3] === `${fd}u`) return [[row[3], row[4], row.at(-1)]];
        return row.includes(`127.0.0.1:${port}`) ? [[row[3], row[4], ...row.slice(-3)]] : [];
      });
    const ours = rows(output('lsof.js', [String(process.pid)]));
    expect(ours).toEqual(expect.arrayContaining(rows(tool('lsof', '-nPwp', String(process.pid)))));
    expect(ours).toContainEqual([`${fd}u`, 'REG', path]);
    expect(ours.flat()).toContain('(LISTEN)');
  },
  'shows processes with and without a pid': async () => {
    const { pid } = await sleeper();
    expect(words(output('lsof.js')).map((row) => row[1])).toContain(String(pid));
  },
  'says that a process has gone': () => {
    expect(ending('lsof.js', gone)).toEqual({
      status: 1,
      stdout: '',
      stderr: `process no longer exists (pid=${gone})\n`,
    });
  },
};

/** What a process has mapped, as pmap has it: the vdso and the like move, and pages come, so only a sleeper is asked. */
async function mapped(context: TestContext, ...options: readonly string[]) {
  needs(context, 'pmap');
  const { pid } = await sleeper();
  await reaches(pid, 'S');
  const args = [...options, String(pid)];
  return { ours: output('pmap.js', args), theirs: tool('pmap', ...args) };
}

const pmap: Checks = {
  'shows the lines of pmap': async (context) => {
    const { ours, theirs } = await mapped(context);
    expect(words(ours)).toEqual(words(theirs));
  },
  'shows the columns of pmap -x': async (context) => {
    const { ours, theirs } = await mapped(context, '-x');
    const lines = words(theirs).filter(([first]) => !first?.startsWith('---'));
    expect(words(ours)).toEqual(lines);
  },
  'says how it is called': () => {
    const { status, stderr } = ending('pmap.js', 'x');
    expect([status, stderr]).toEqual([2, 'usage: pmap.js [-x] PID\n']);
  },
};

/** What fuser says of a file, on either stream, without its complaints of what it may not see. */
function fuserOf(path: string): string {
  const { stdout } = spawnSync('sh', ['-c', 'fuser "$0" 2>&1', path], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line.startsWith(`${path}:`))
    .join(' ');
}

const fuser: Checks = {
  'shows who has a file open, as its folder or as its program, as fuser does': async (context) => {
    needs(context, 'fuser', '-V');
    const { path } = openedFile('r');
    const program = join(place(), 'program');
    writeFileSync(program, readFileSync('/bin/sleep'), { mode: 0o755 });
    const { pid } = await sleeper(program, '1000');
    await reaches(pid, 'S');
    const [ours, theirs] = [output('fuser.js', [path, program]), [path, program].map(fuserOf).join('\n')];
    expect(words(ours)).toEqual(words(theirs));
    expect(words(ours)).toEqual([
      [`${path}:`, String(process.pid)],
      [`${program}:`, `${pid}e`],
    ]);
  },
  'shows who has a folder as its own': () => {
    const cwd = process.cwd();
    expect(words(output('fuser.js', [cwd]))[0]).toContain(`${process.pid}c`);
  },
  'fails where a file has no users or is none': () => {
    const empty = place();
    expect(ending('fuser.js', empty)).toEqual({ status: 1, stdout: '', stderr: '' });
    expect(ending('fuser.js', join(empty, 'none'))).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^ENOENT.*none'\n$/),
    });
    expect(ending('fuser.js')).toMatchObject({ status: 2, stderr: 'usage: fuser.js FILE…\n' });
  },
};

const tmpfs = 0x01021994;

const iotop: Checks = {
  'shows a process that writes': async (context) => {
    const folder = place();
    context.skip(statfsSync(folder).type === tmpfs, 'a folder in memory has no disk');
    const code = `setInterval(() => require('fs').writeFileSync('${folder}/file', Buffer.alloc(2 ** 20)), 20)`;
    const { pid } = await sleeper(process.execPath, '-e', code);
    await expect
      .poll(() => readFileSync(`/proc/${pid}/io`, 'utf8'), { timeout: 20_000 })
      .toMatch(/^write_bytes: [1-9]/m);
    const shown = output('iotop.js', ['1']);
    const [, , written] = words(shown).find(([first]) => first === String(pid)) ?? [];
    expect(Number(written)).toBeGreaterThan(0);
    expect(Number(/written: (\S+) KiB/.exec(shown)?.[1])).toBeGreaterThanOrEqual(Number(written));
  },
};

/** What is checked of the examples that show what processes have open, mapped and written. */
export const opened: Readonly<Record<string, Checks>> = {
  'fuser.js': fuser,
  'iotop.js': iotop,
  'lsof.js': lsof,
  'pmap.js': pmap,
};
