import type { AttributeName } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';
import { cmdlineText } from './cmdline.js';
import { type Criteria, type Filter, like, oneOf } from './filter.js';

/** The attributes that a search matches. */
const searchedAttributes = ['name', 'cmdline', 'username'] as const;

/** Returns an attribute as text. */
function textOf(process: ProcessEntry, name: (typeof searchedAttributes)[number]): string {
  try {
    return name === 'cmdline' ? (cmdlineText(process) ?? '') : process.get(name);
  } catch {
    return ''; // An attribute that cannot be read never matches.
  }
}

/** Whether a process has a PID, or contains a text in its name, arguments or user name, ignoring case. */
function matchesSearch(process: ProcessEntry, search: string): boolean {
  const text = search.toLowerCase();
  return (
    String(process.pid) === search ||
    searchedAttributes.some((name) => textOf(process, name).toLowerCase().includes(text))
  );
}

/** The criteria by which processes can be filtered. */
export const processCriteria: Criteria<ProcessEntry> = {
  pid: oneOf('Int', 'PID is one of these.', ({ pid }) => pid),
  ppid: oneOf('Int', 'Parent PID is one of these.', (process) => process.get('ppid')),
  name: like('Name matches.', (process) => process.get('name')),
  exe: like('Path of the executable matches.', (process) => process.get('exe')),
  username: like('User name matches.', (process) => process.get('username')),
  cmdline: like('Arguments, joined by spaces, match.', cmdlineText),
  container: like(
    'Container ID matches. `contains` with an empty text selects all processes in containers.',
    (process) => process.get('container'),
  ),
  status: oneOf('ProcessStatus', 'Status is one of these.', (process) => process.get('status')),
  search: {
    type: 'String',
    doc: 'PID equals this text, or name, arguments or user name contain it, ignoring case.',
    matches: matchesSearch,
  },
};

/** Returns the attributes that a filter needs. */
export const filterAttributes = (filter: Filter | null | undefined): readonly AttributeName[] =>
  Object.keys(filter ?? {}).flatMap((name) => (name === 'search' ? [...searchedAttributes] : [name as AttributeName]));
