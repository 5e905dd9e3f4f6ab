import { beforeAll, expect, type TestContext, test } from 'vitest';
import { alwaysAnswer } from '../../support/forms.ts';
import { canLaunch, inPidNamespace, pidReuse } from '../../support/namespaces.ts';
import { methodsOf, type Outcome, outcome } from '../../support/outcome.ts';
import { script } from '../../support/run.ts';

interface Result {
  readonly pid: number;
  /** The objects that were created for the first process, one of each entry, after their PID was reused. */
  readonly old: readonly Old[];
  /** The second process, which has the PID now. */
  readonly now: {
    readonly name: string;
    readonly sameObject: boolean;
    readonly sameId: boolean;
    readonly equals: boolean;
    /** The nice value relative to this program, the I/O priority and the status. */
    readonly settings: readonly unknown[];
  };
}

interface Old {
  readonly form: string;
  readonly methods: Readonly<Record<string, Outcome>>;
  readonly asDict: Outcome;
  readonly text: string;
  readonly fromId: Outcome;
  /** Calls that would change or kill the second process. */
  readonly control: Readonly<Record<string, Outcome>>;
  readonly waitProcs: Outcome;
}

const code = `${pidReuse}
import * as sync from '@psutil/process';
import * as promises from '@psutil/process/promises';
const outcome = ${outcome};
const methodsOf = ${methodsOf};

const first = await start('sleep', '1000');
const forms = { synchronous: sync, promises };
const old = Object.entries(forms).map(([form, { Process }]) => [form, new Process(first.pid)]);
for (const [, process_] of old) await process_.name();
const listed = [...sync.processIter()].find(({ pid }) => pid === first.pid);
const { id } = listed;
const second = await replace(first, 'cat');

const callAll = async ([form, process_]) => {
  const methods = {};
  for (const name of methodsOf(process_)) methods[name] = await outcome(() => process_[name]());
  return {
    form,
    methods,
    asDict: await outcome(() => process_.asDict({ attrs: ['pid', 'createTime'] })),
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
const now = [...sync.processIter()].find(({ pid }) => pid === first.pid);
print({
  pid: first.pid,
  old: await Promise.all(old.map(callAll)),
  now: { settings: [now.nice() - new sync.Process().nice(), now.ionice().value, now.status()], name: now.name(), sameObject: now === listed, sameId: now.id === id, equals: now.equals(listed) },
});
await end(second);
`;

let result: Result | undefined;

beforeAll(async () => {
  if (canLaunch(inPidNamespace)) result = await script<Result>(code, { within: inPidNamespace });
});

const forms = ['synchronous', 'promises'] as const;

function resultOf({ skip }: TestContext, form?: string): Result & { readonly process_: Old } {
  if (!result) return skip('unshare(1) cannot create a PID namespace');
  return { ...result, process_: result.old.find((each) => each.form === form) ?? (result.old[0] as Old) };
}

test.for(forms)('%s: every method throws NoSuchProcess after the PID was reused', (form, context) => {
  const { pid, process_ } = resultOf(context, form);
  const throwing = Object.entries(process_.methods).filter(([name]) => !alwaysAnswer.includes(name));
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

test.for(forms)(
  '%s: isRunning(), createTime(), toString() and wait() work after the PID was reused',
  (form, context) => {
    const { pid, process_ } = resultOf(context, form);
    expect(process_.methods['isRunning']).toEqual({ value: false });
    const { value: start } = process_.methods['createTime'] ?? {};
    expect(start).toEqual(expect.any(Number));
    const started = new Date(Number(start) * 1000).toISOString();
    expect(process_.text).toBe(`Process(pid=${pid}, terminated, pid reused, started=${started})`);
    expect(process_.methods['wait']).toEqual({ value: null });
  },
);

test.for(forms)('%s: asDict() throws even for attributes that are not read again', (form, context) => {
  expect(resultOf(context, form).process_.asDict.error).toMatchObject({ name: 'NoSuchProcess' });
});

test.for(forms)('%s: Process.fromId() throws NoSuchProcess after the PID was reused', (form, context) => {
  const { pid, process_ } = resultOf(context, form);
  expect(process_.fromId.error).toMatchObject({ name: 'NoSuchProcess', pid });
});

test('processIter() yields a new object for a reused PID', (context) => {
  expect(resultOf(context).now).toMatchObject({ name: 'cat', sameObject: false, sameId: false, equals: false });
});

test.for(forms)('%s: settings, signals and killTree() do not affect the new process', (form, context) => {
  const { pid, process_, now } = resultOf(context, form);
  for (const [name, { error }] of Object.entries(process_.control)) {
    expect({ name, error }).toMatchObject({ name, error: { name: 'NoSuchProcess', pid } });
  }
  expect(process_.waitProcs).toEqual({ value: 1 });
  expect(now.settings).toEqual([0, expect.any(Number), 'sleeping']);
  expect(now.settings[1]).not.toBe(7);
});
