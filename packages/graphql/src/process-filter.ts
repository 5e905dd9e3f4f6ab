import type { AttributeName } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';
import { shownCmdline } from './cmdline.js';
import { type Criteria, type Criterion, type Filter, isOneOf, isText, type TextFilter } from './filter.js';

/** What can be looked for in a process as one. */
const searched = ['name', 'cmdline', 'username'] as const;

function textOf(process: ProcessEntry, name: (typeof searched)[number]): string {
  try {
    const value = name === 'cmdline' ? shownCmdline(process) : process.get(name);
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

const text = (name: 'name' | 'exe' | 'username', doc: string): Criterion<ProcessEntry> => ({
  type: 'TextFilter',
  doc,
  matches: (process, wanted: TextFilter) => isText(process.get(name), wanted),
});

/** By what processes can be chosen. */
export const processCriteria: Criteria<ProcessEntry> = {
  pid: { type: '[Int!]', doc: 'Those with one of these pids.', matches: ({ pid }, wanted) => isOneOf(pid, wanted) },
  ppid: {
    type: '[Int!]',
    doc: 'The children of these.',
    matches: (process, wanted) => isOneOf(process.get('ppid'), wanted),
  },
  name: text('name', 'By the name of the program.'),
  exe: text('exe', 'By the path of the program.'),
  username: text('username', 'By the name of the user.'),
  cmdline: {
    type: 'TextFilter',
    doc: 'By program and arguments, with a space between.',
    matches: (process, wanted) => isText(shownCmdline(process).join(' '), wanted),
  },
  container: {
    type: 'TextFilter',
    doc: 'Those in a container whose id is like this; each contains the empty text.',
    matches(process, wanted) {
      const id = process.get('container');
      return id !== null && isText(id, wanted);
    },
  },
  status: {
    type: '[ProcessStatus!]',
    doc: 'Those that are doing one of these.',
    matches: (process, wanted) => isOneOf(process.get('status'), wanted),
  },
  search: {
    type: 'String',
    doc: 'Those whose pid this is, or that have it in their name, arguments or user, in any case.',
    matches: isFound,
  },
};

/** The attributes that a filter needs. */
export const filterAttributes = (filter: Filter | null | undefined): readonly AttributeName[] =>
  Object.keys(filter ?? {}).flatMap((name) => (name === 'search' ? [...searched] : [name as AttributeName]));
