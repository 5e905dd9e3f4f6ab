import { AccessDenied, NotSupported, PsutilError, TimeoutExpired } from '@psutil/native';
import { NoSuchProcess } from '@psutil/process/promises';
import { isSystemError } from './errors.js';
import { enumType } from './fields.js';

/** The codes of user errors, with their descriptions. */
const codes = {
  BAD_USER_INPUT: 'A value of the input is invalid.',
  NO_SUCH_PROCESS: 'The process does not exist, or has ended.',
  ZOMBIE_PROCESS: 'The process is a zombie: it has ended, and its parent has not waited for it.',
  ACCESS_DENIED: 'The system does not permit the change to the user of the server.',
  PROTECTED_PROCESS:
    'The process is PID 1 (Windows: 0 or 4), the server or one of its ancestors, which the server does not change.',
  NOT_SUPPORTED: 'The system does not support the change.',
  TIMEOUT_EXPIRED: 'Processes have not ended within the timeout.',
};

/** An error that the user of a mutation can correct. */
export interface UserError {
  readonly code: keyof typeof codes;
  /** Path of the field in the input; null if the error concerns none. */
  readonly field: readonly string[] | null;
  readonly message: string;
}

/** An invalid value of an input. */
export class InputError extends RangeError {
  /** Path of the value in the input. */
  readonly field: readonly string[];

  constructor(field: readonly string[], message: string) {
    super(message);
    this.field = field;
  }
}

/** The process must not be changed: the system or the server depends on it. */
export class ProtectedProcess extends PsutilError {
  constructor(pid: number, message: string) {
    super('ERR_PROTECTED_PROCESS', message, { pid });
  }
}

const correctable = [NoSuchProcess, AccessDenied, NotSupported, TimeoutExpired, ProtectedProcess];
const errorsOfId = [NoSuchProcess, ProtectedProcess];

/** Returns an error as a user error; undefined if the user cannot correct it. */
export function userErrorOf(error: unknown): UserError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { message } = error;
  if (error instanceof InputError) return { code: 'BAD_USER_INPUT', field: error.field, message };
  // The kernel rejects values with EINVAL that only it can check, such as CPUs outside the cpuset of the process.
  const isInvalid = error instanceof RangeError || (isSystemError(error) && error.code === 'EINVAL');
  if (isInvalid) return { code: 'BAD_USER_INPUT', field: null, message };
  if (!correctable.some((type) => error instanceof type)) return undefined;
  const code = (error as PsutilError).code.replace(/^ERR_/, '') as UserError['code'];
  return { code, field: errorsOfId.some((type) => error instanceof type) ? ['id'] : null, message };
}

/** The SDL of user errors. */
export const userErrorTypes = `
${enumType('UserErrorCode', 'Reason of a user error.', codes)}
"An error that the user of a mutation can correct."
type UserError {
  "Reason of the error." code: UserErrorCode!
  "Path of the field in the input, such as cpus and 1; null if the error concerns none." field: [String!]
  "Description of the error, in English." message: String!
}
`;
