import type { AttributeName } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';
import { redactedCmdline } from './cmdline.js';
import { type Criteria, type Filter, like, oneOf } from './filter.js';

/** Returns the text of a process that a search matches. */
const searched = ['name', 'cmdline', 'username'] as const;

function textOf(process: ProcessEntry, name: (typeof searched)[number]): string {
  try {
    const value = name === 'cmdline' ? redactedCmdline(process) : process.get(name);
    return typeof value === 'string' ? value : value.join(' ');
  } catch {
    return ''; // which nothing is found in
  }
}

function isFound(process: ProcessEntry, search: string): boolean {
  const wanted = search.toLowerCase();
  return (
    String(process.pid) === search || searched.some((name) => textOf(process, name).toLowerCase().includes(wanted))
  );
}

/** The criteria by which processes can be filtered. */
export const processCriteria: Criteria<ProcessEntry> = {
  pid: oneOf('Int', 'Those with one of these pids.', ({ pid }) => pid),
  ppid: oneOf('Int', 'The children of these.', (process) => process.get('ppid')),
  name: like('By the name of the program.', (process) => process.get('name')),
  exe: like('By the path of the program.', (process) => process.get('exe')),
  username: like('By the name of the user.', (process) => process.get('username')),
  cmdline: like('By program and arguments, with a space between.', (process) => redactedCmdline(process).join(' ')),
  container: like('Those in a container whose id is like this; each contains the empty text.', (process) =>
    process.get('container'),
  ),
  status: oneOf('ProcessStatus', 'Those that are doing one of these.', (process) => process.get('status')),
  search: {
    type: 'String',
    doc: 'PID equals this text, or name, arguments or user contain it, ignoring case.',
    matches: isFound,
  },
};

/** Returns the attributes that a filter needs. */
export const filterAttributes = (filter: Filter | null | undefined): readonly AttributeName[] =>
  Object.keys(filter ?? {}).flatMap((name) => (name === 'search' ? [...searched] : [name as AttributeName]));
