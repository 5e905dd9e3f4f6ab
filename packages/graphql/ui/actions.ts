import { effect, signal } from '@preact/signals';
import { metricsStream } from './metrics.ts';
import { errorMessage, request } from './poll.ts';
import type { ProcessReference } from './process.ts';

/** An action on a process: a mutation. */
export interface Action {
  /** Name of the mutation. */
  readonly mutation: string;
  readonly label: string;
  readonly description: string;
  /** Whether processes end. */
  readonly isDestructive?: boolean;
  /** Fields of the payload in addition to the common ones. */
  readonly payload?: string;
}

/** The actions, in the order of their buttons. */
export const actions: readonly Action[] = [
  {
    mutation: 'terminate',
    label: 'Terminate',
    description: 'Requests the process to end with SIGTERM; on Windows, ends it at once.',
    isDestructive: true,
  },
  {
    mutation: 'kill',
    label: 'Kill',
    description: 'Ends the process with SIGKILL, without letting it save anything.',
    isDestructive: true,
  },
  {
    mutation: 'killTree',
    label: 'Kill tree',
    description: 'Kills the process and all its descendants, and waits until they have ended.',
    isDestructive: true,
    payload: 'gone alive',
  },
  { mutation: 'suspend', label: 'Suspend', description: 'Suspends the process with SIGSTOP until it is resumed.' },
  { mutation: 'resume', label: 'Resume', description: 'Resumes a suspended process with SIGCONT.' },
  {
    mutation: 'setNice',
    label: 'Set nice value',
    description: 'Sets the scheduling priority: -20 is the highest, 19 the lowest; on Windows, a priority class.',
  },
];

/** The process of an action. */
export interface Target extends ProcessReference {
  readonly nice: number | null;
}

/** The payload of a mutation. */
interface Payload {
  readonly done: boolean;
  readonly process: { readonly nice: number | null } | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
  readonly gone?: readonly number[];
  readonly alive?: readonly number[];
}

/** Outcome of a dry run or of an action. */
export interface Outcome {
  readonly errors: readonly string[];
  readonly payload: Payload | undefined;
}

/** The open dialog. */
export interface Confirmation {
  readonly action: Action;
  readonly target: Target;
  readonly nice: number;
  /** Outcome of the dry run; undefined while it runs. */
  readonly check: Outcome | undefined;
  /** Outcome of the action; undefined before it has run. */
  readonly result: Outcome | undefined;
  readonly isRunning: boolean;
}

/** The open dialog; undefined for none. */
export const confirmation = signal<Confirmation | undefined>(undefined);

/** Whether the server allows mutations. */
export const canMutate = signal(false);

// A schema without mutations rejects the operation; __typename is no introspection, and changes nothing.
effect(() => {
  if (metricsStream.state.value !== 'live') return;
  const controller = new AbortController();
  void request({ query: 'mutation CanMutate { __typename }' }, controller.signal).then(({ data }) => {
    if (!controller.signal.aborted) canMutate.value = Boolean(data);
  });
  return () => controller.abort();
});

const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Runs an action; a dry run only checks whether it can be done. */
async function run({ action, target, nice }: Confirmation, dryRun: boolean): Promise<Outcome> {
  const { mutation, payload: payloadFields = '' } = action;
  const name = capitalize(mutation);
  const query = `mutation ${name}($input: ${name}Input!) {
    payload: ${mutation}(input: $input) { done process { nice } userErrors { code message } ${payloadFields} }
  }`;
  const value = mutation === 'setNice' ? { value: nice } : {};
  const variables = { input: { id: target.id, dryRun, ...value } };
  const { data, errors = [] } = await request<{ readonly payload: Payload | null }>(
    { query, variables },
    new AbortController().signal,
  );
  const payload = data?.payload ?? undefined;
  return { errors: [...errors, ...(payload?.userErrors ?? [])].map(errorMessage), payload };
}

/** Updates the dialog if it is still the same one. */
function update(expected: Confirmation, changes: Partial<Confirmation>): void {
  if (confirmation.value === expected) confirmation.value = { ...expected, ...changes };
}

/** Opens the dialog of an action, or changes its nice value, and starts a dry run. */
export async function check(action: Action, target: Target, nice = target.nice ?? 0): Promise<void> {
  const opened: Confirmation = { action, target, nice, check: undefined, result: undefined, isRunning: false };
  confirmation.value = opened;
  const outcome = await run(opened, true);
  update(opened, { check: outcome });
}

/** Runs the action of the dialog. */
export async function confirm(): Promise<void> {
  const current = confirmation.value;
  if (!current || current.isRunning || current.result) return;
  const running = { ...current, isRunning: true };
  confirmation.value = running;
  const outcome = await run(running, false);
  update(running, { result: outcome, isRunning: false });
}
