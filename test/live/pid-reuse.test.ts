import { beforeAll, expect, type TestContext, test } from 'vitest';
import { alwaysAnswer } from '../support/forms.ts';
import { amongOwnPids, reusing, works } from '../support/namespaces.ts';
import { methodsOf, type Outcome, outcome } from '../support/outcome.ts';
import { script } from '../support/run.ts';

interface Reuse {
  readonly pid: number;
  /** The objects that stood for the process that ended, before its pid became another's. */
  readonly old: readonly Old[];
  /** The new owner of the pid. */
  readonly now: {
    readonly name: string;
    readonly sameObject: boolean;
    readonly sameId: boolean;
    readonly equals: boolean;
    /** By how much it gives way more than this program, its place among readers of disks, and what it does. */
    readonly control: readonly unknown[];
  };
}

interface Old {
  readonly form: string;
  readonly methods: Readonly<Record<string, Outcome>>;
  readonly whole: Outcome;
  readonly text: string;
  readonly fromId: Outcome;
  /** What becomes of settings, signals and the end of the tree, each with arguments that would do. */
  readonly control: Readonly<Record<string, Outcome>>;
  readonly waitProcs: Outcome;
}

const reuse = `${reusing}
import * as atOnce from '@psutil/process';
import * as promises from '@psutil/process/promises';
const outcome = ${outcome};
const methodsOf = ${methodsOf};

const first = await start('sleep', '1000');
const forms = { atOnce, promises };
const old = Object.entries(forms).map(([form, { Process }]) => [form, new Process(first.pid)]);
for (const [, process_] of old) await process_.name();
const listed = [...atOnce.processIter()].find(({ pid }) => pid === first.pid);
const { id } = listed;
const second = await startInstead(first, 'cat');

const answers = async ([form, process_]) => {
  const methods = {};
  for (const name of methodsOf(process_)) methods[name] = await outcome(() => process_[name]());
  return {
    form,
    methods,
    whole: await outcome(() => process_.asDict({ attrs: ['pid', 'createTime'] })),
    text: String(process_),
    fromId: await outcome(() => forms[form].Process.fromId(process_.id)),
    control: {
      nice: await outcome(() => process_.nice(5)),
      ionice: await outcome(() => process_.ionice(2, 7)),
      rlimit: await outcome(() => process_.rlimit(7, [10, 10])),
      cpuAffinity: await outcome(() => process_.cpuAffinity([])),
      sendSignal: await outcome(() => process_.sendSignal('SIGKILL')),
      killTree: await outcome(() => forms[form].killTree(process_, { timeout: 5 })),
    },
    waitProcs: await outcome(async () => (await forms[form].waitProcs([process_])).gone.length),
  };
};
const now = [...atOnce.processIter()].find(({ pid }) => pid === first.pid);
print({
  pid: first.pid,
  old: await Promise.all(old.map(answers)),
  now: { control: [now.nice() - new atOnce.Process().nice(), now.ionice().value, now.status()], name: now.name(), sameObject: now === listed, sameId: now.id === id, equals: now.equals(listed) },
});
await end(second);
`;

let result: Reuse | undefined;

beforeAll(async () => {
  if (works(amongOwnPids)) result = await script<Reuse>(reuse, { within: amongOwnPids });
});

const forms = ['atOnce', 'promises'] as const;

function found({ skip }: TestContext, form?: string): Reuse & { readonly mine: Old } {
  if (!result) return skip('no PID namespace can be made here');
  return { ...result, mine: result.old.find((each) => each.form === form) ?? (result.old[0] as Old) };
}

test.for(forms)('%s: every method throws NoSuchProcess once its pid is another process’s', (form, context) => {
  const { pid, mine } = found(context, form);
  const throwing = Object.entries(mine.methods).filter(([name]) => !alwaysAnswer.includes(name));
  expect(throwing.map(([name]) => name)).toEqual(expect.arrayContaining(['name', 'parent', 'children', 'asDict']));
  for (const [name, { error }] of throwing) {
    expect({ name, error }).toMatchObject({
      name,
      error: {
        ...{ name: 'NoSuchProcess', code: 'ERR_NO_SUCH_PROCESS', pid, processName: 'sleep' },
        message: expect.stringMatching(/reused/),
        cause: { code: 'ESRCH', errno: -3, syscall: 'read', path: `/proc/${pid}/stat` },
      },
    });
  }
});

test.for(forms)('%s: the identity is told also when the pid is another process’s', (form, context) => {
  const { pid, mine } = found(context, form);
  expect(mine.methods['isRunning']).toEqual({ value: false });
  const { value: start } = mine.methods['createTime'] ?? {};
  expect(start).toEqual(expect.any(Number));
  const started = new Date(Number(start) * 1000).toISOString();
  expect(mine.text).toBe(`Process(pid=${pid}, terminated, pid reused, started=${started})`);
  expect(mine.methods['wait']).toEqual({ value: null });
});

test.for(forms)('%s: asDict throws even when it is asked for nothing that must be read', (form, context) => {
  expect(found(context, form).mine.whole.error).toMatchObject({ name: 'NoSuchProcess' });
});

test.for(forms)('%s: fromId does not take the new process for the old one', (form, context) => {
  const { pid, mine } = found(context, form);
  expect(mine.fromId.error).toMatchObject({ name: 'NoSuchProcess', pid });
});

test('processIter gives the new owner of a pid an object of its own', (context) => {
  expect(found(context).now).toMatchObject({ name: 'cat', sameObject: false, sameId: false, equals: false });
});

test.for(forms)('%s: nothing that is done to the old process reaches the new one', (form, context) => {
  const { pid, mine, now } = found(context, form);
  for (const [name, { error }] of Object.entries(mine.control)) {
    expect({ name, error }).toMatchObject({ name, error: { name: 'NoSuchProcess', pid } });
  }
  expect(mine.waitProcs).toEqual({ value: 1 });
  expect(now.control).toEqual([0, expect.any(Number), 'sleeping']);
  expect(now.control[1]).not.toBe(7);
});
