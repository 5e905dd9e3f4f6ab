import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommentProject } from '../support/comments.ts';
import { consumers, needsConsumers } from '../support/consumers.ts';
import { root } from '../support/run.ts';

// The language service of TypeScript 5, which editors contain. That of TypeScript 7 does not show the comments of the
// properties of mapped types yet.
interface TypeScript {
  readonly sys: {
    fileExists(path: string): boolean;
    readFile(path: string): string;
    directoryExists(path: string): boolean;
  };
  readonly ScriptSnapshot: { fromString(text: string): object };
  readonly ModuleKind: { readonly NodeNext: number };
  readonly ScriptTarget: { readonly ES2022: number };
  createLanguageService(host: object): {
    getQuickInfoAtPosition(file: string, position: number): QuickInfo | undefined;
  };
  displayPartsToString(parts: object | undefined): string;
  getDefaultLibFilePath(options: object): string;
}

interface QuickInfo {
  readonly displayParts?: object;
  readonly documentation?: object;
  readonly tags?: readonly { readonly name: string }[];
}

/** A program of a user. Each /*N*\/ precedes a name whose hover text is tested. */
const program = (module: string, wait: string) => `
import { /*0*/cpuTimes, /*1*/processIter, /*2*/Popen, Process, STATUS_ZOMBIE, virtualMemory, processEvents } from '${module}';
import { createCpuSampler, netConnections } from '${module}';
const /*3*/self = new Process();
self./*4*/memoryInfo();
self./*5*/nice(5);
for ${wait}(const /*6*/item of processIter({ attrs: ['name', 'memoryInfo', 'cpuPercent'] })) {
  item.info./*7*/memoryInfo?./*8*/rss;
  item.info./*9*/cpuPercent;
}
const dict = ${wait}self.asDict({ attrs: ['uids', 'createTime'] });
dict./*10*/uids;
dict./*11*/createTime;
const memory = ${wait}virtualMemory();
memory./*12*/available;
/*13*/cpuTimes({ /*14*/percpu: true });
const child = new /*15*/Popen(['true']);
child./*16*/returncode;
child./*17*/communicate();
const events = processEvents();
for await (const event of events) if (event.event === 'exit') event./*18*/exitCode;
createCpuSampler()./*19*/sample();
const /*20*/sockets = ${wait}netConnections();
/*21*/STATUS_ZOMBIE;
`;

/** The signature and the comment that a name shows, for the synchronous form. */
const expected: readonly (readonly [signature: string, comment: string, tags?: string])[] = [
  [
    'const cpuTimes: <P extends boolean | undefined = undefined>(options?: CpuTimesOptions<P>) => PerCpu<P, CpuTimes>',
    'in seconds',
    'example',
  ],
  ['IteratedProcess<Process, A, D>', 'Iterates over all processes', 'example'],
  ['class Popen', 'A child process', 'example'],
  ['const self: Process', ''],
  ['Process<"sync">.memoryInfo(): ProcessMemory', 'in bytes', 'example'],
  ['Process<"sync">.nice(value: number): void', 'nice value', 'throws'],
  ['const item: Process & {', ''],
  ['memoryInfo: ProcessMemory | null', 'Memory usage, in bytes.'],
  ['ProcessMemory.rss: number', 'in bytes.'],
  ['cpuPercent: number | null', 'in percent of one CPU'],
  ['uids: ProcessIds | null', 'Not on Windows.'],
  ['createTime: number | null', 'in seconds since the epoch.'],
  ['VirtualMemory.available: number', 'in bytes.'],
  ['CpuTimes[]', 'in seconds', 'throws'],
  ['percpu?: true', 'false by default'],
  ['new Popen(command: Command, options?: PopenOptions): Popen', 'Spawns a program.', 'throws'],
  ['Popen.returncode: number | null', 'null while it is running'],
  [
    'Popen.communicate(input?: string | Uint8Array, options?: CommunicateOptions): Promise<CommunicateResult>',
    'Writes `input`',
    'example',
  ],
  ['exitCode: number | null', 'null if unknown'],
  ['CpuSampler<"sync">.sample(): CpuSample', 'since the previous sample'],
  ['const sockets: Connection[]', ''],
  ['const STATUS_ZOMBIE: "zombie"', 'not yet reaped'],
];

/** The signature of the promise form: its results are promises. */
const promiseForms: Readonly<Record<number, string>> = {
  0: '=> Promise<PerCpu<P, CpuTimes>>',
  1: 'AsyncIterable<IteratedProcess<Process, A, D>>',
  4: 'Process<"async">.memoryInfo(): Promise<ProcessMemory>',
  5: 'Process<"async">.nice(value: number): Promise<void>',
  13: 'Promise<CpuTimes[]>',
  19: 'CpuSampler<"async">.sample(): Promise<CpuSample>',
};

interface Hover {
  readonly signature: string;
  readonly comment: string;
  readonly tags: readonly string[];
}

/** Returns the hover text at each mark of a file. */
function hovers(ts: TypeScript, file: string): Hover[] {
  const text = readFileSync(file, 'utf8');
  const { sys, ScriptSnapshot } = ts;
  const service = ts.createLanguageService({
    fileExists: sys.fileExists,
    readFile: sys.readFile,
    directoryExists: sys.directoryExists,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name: string) =>
      sys.fileExists(name) ? ScriptSnapshot.fromString(readFileSync(name, 'utf8')) : undefined,
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getCompilationSettings: () => ({
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: ['node'],
      strict: true,
    }),
  });
  return [...text.matchAll(/\/\*\d+\*\//g)].map((mark) => {
    const info = service.getQuickInfoAtPosition(file, mark.index + mark[0].length);
    return {
      signature: ts.displayPartsToString(info?.displayParts).replace(/\s+/g, ' '),
      comment: ts.displayPartsToString(info?.documentation).replace(/\s+/g, ' '),
      tags: (info?.tags ?? []).map(({ name }) => name),
    };
  });
}

describe('an editor shows', () => {
  let project: CommentProject;
  beforeAll(() => {
    project = new CommentProject(new Map());
  });
  afterAll(() => project.close());

  test.for([
    ['synchronous', '@psutil/psutil', '', {}],
    ['promise', '@psutil/psutil/promises', 'await ', promiseForms],
  ] as const)('the signatures and comments of the %s form', ([name, module, wait, promises], context) => {
    needsConsumers(context);
    const ts: TypeScript = createRequire(join(consumers, 'package.json'))('typescript');
    const file = join(project.directory, `${name}.ts`);
    writeFileSync(file, program(module, wait));
    const shown = hovers(ts, file);
    expect(shown).toHaveLength(expected.length);
    for (const [index, [signature, comment, tag]] of expected.entries()) {
      const hover = shown[index] as Hover;
      expect(hover.signature).toContain((promises as Readonly<Record<number, string>>)[index] ?? signature);
      expect(hover.comment, hover.signature).toContain(comment);
      if (tag) expect(hover.tags, hover.signature).toContain(tag);
    }
  });
});
