import { useEffect, useRef } from 'preact/hooks';
import {
  actions,
  type Confirmation,
  canMutate,
  check,
  confirm,
  confirmation,
  type Outcome,
  type Target,
} from './actions.ts';
import { escapeInvisible } from './escape.ts';
import { formatIfKnown, formatInteger, formatNice, priorityClasses } from './format.ts';

/** The buttons of the actions on a process; none if the server does not allow mutations. */
export function ActionButtons({ target }: { readonly target: Target }) {
  if (!canMutate.value) return null;
  return (
    <div class="actions" role="group" aria-label="Actions">
      {actions.map((action) => (
        <button
          key={action.mutation}
          type="button"
          title={action.description}
          data-destructive={action.isDestructive}
          onClick={() => void check(action, target)}
        >
          {action.label} …
        </button>
      ))}
    </div>
  );
}

const formatProcesses = (count: number) => `${formatInteger(count)} ${count === 1 ? 'process' : 'processes'}`;

/** Describes a dry run that succeeded. */
function checkText({ action, target, nice }: Confirmation, { payload }: Outcome): string {
  if (payload?.alive) return `The server permits it: ${formatProcesses(payload.alive.length)} will end.`;
  if (action.mutation === 'setNice')
    return `The server permits it: the nice value changes from ${formatIfKnown(target.nice, formatNice)} to ${formatNice(nice)}.`;
  return 'The server permits it.';
}

/** Describes an action that succeeded. */
function resultText({ action }: Confirmation, { payload }: Outcome): string {
  if (payload?.gone && payload.alive) {
    const alive = payload.alive.length === 0 ? '' : `; ${formatProcesses(payload.alive.length)} did not end`;
    return `Done: ${formatProcesses(payload.gone.length)} ended${alive}.`;
  }
  if (action.mutation === 'setNice')
    return `Done: the nice value is ${formatIfKnown(payload?.process?.nice, formatNice)}.`;
  return payload?.process ? 'Done.' : 'Done: the process has ended.';
}

/** The outcome of the dry run and, after it has run, of the action. */
function Status({ state }: { readonly state: Confirmation }) {
  const { isRunning, result } = state;
  const outcome = result ?? state.check;
  if (isRunning || !outcome) return <p role="status">{isRunning ? 'Running …' : 'Checking with a dry run …'}</p>;
  if (outcome.errors.length > 0) {
    return (
      <p role="alert" class="notice">
        {result ? 'Failed: ' : 'Not possible: '}
        {escapeInvisible(outcome.errors.join('; '))}
      </p>
    );
  }
  return <p role="status">{result ? resultText(state, outcome) : checkText(state, outcome)}</p>;
}

function NiceInput({ state: { action, target, nice } }: { readonly state: Confirmation }) {
  return (
    <input
      id="nice-value"
      type="number"
      min={-20}
      max={19}
      step={1}
      required
      value={nice}
      onInput={({ currentTarget }) => {
        if (currentTarget.validity.valid) void check(action, target, currentTarget.valueAsNumber);
      }}
    />
  );
}

function PriorityClassSelect({ state: { action, target, nice } }: { readonly state: Confirmation }) {
  return (
    <select
      id="nice-value"
      value={nice}
      onChange={({ currentTarget }) => void check(action, target, Number(currentTarget.value))}
    >
      {[...priorityClasses].map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </select>
  );
}

function NiceField({ state }: { readonly state: Confirmation }) {
  const isPriorityClass = priorityClasses.has(state.target.nice ?? 0);
  return (
    <label class="nice" for="nice-value">
      Nice value
      {isPriorityClass ? <PriorityClassSelect state={state} /> : <NiceInput state={state} />}
    </label>
  );
}

function DialogBody({ state }: { readonly state: Confirmation }) {
  const { action, target, result, isRunning } = state;
  const isPermitted = state.check !== undefined && state.check.errors.length === 0;
  return (
    <form
      method="dialog"
      onSubmit={(event) => {
        if (result) return;
        event.preventDefault();
        void confirm();
      }}
    >
      <h2 id="action-title">
        {action.label}: <bdi>{escapeInvisible(target.name ?? '?')}</bdi> <span class="pid">PID {target.pid}</span>
      </h2>
      <p>{action.description}</p>
      {action.mutation === 'setNice' && !result && <NiceField state={state} />}
      <Status state={state} />
      <div class="dialog-buttons">
        <button type="button" autofocus onClick={() => (confirmation.value = undefined)}>
          {result ? 'Close' : 'Cancel'}
        </button>
        {!result && (
          <button type="submit" disabled={!isPermitted || isRunning} data-destructive={action.isDestructive}>
            {action.label}
          </button>
        )}
      </div>
    </form>
  );
}

/** The dialog that confirms an action: the outcome of its dry run first, then that of the action. */
export function ActionDialog() {
  const state = confirmation.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = state !== undefined;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      id="action"
      aria-labelledby="action-title"
      onClose={() => {
        confirmation.value = undefined;
      }}
    >
      {state && <DialogBody state={state} />}
    </dialog>
  );
}
