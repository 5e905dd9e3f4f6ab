import type { AttributeName } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';
import { cmdlineText } from './cmdline.js';
import { type Criterion, combine, criterionNames, during, type Filter, like, oneOf, within } from './filter.js';
import { type ProcessNumber, type ProcessValue, processNumbers } from './process-numbers.js';

/** A criterion of processes, and the attributes that it requires. */
interface ProcessCriterion extends Criterion<ProcessEntry> {
  readonly attributes: readonly AttributeName[];
  /** Whether it is a rate, which requires two reads. */
  readonly isRate?: boolean;
}

const nameOf = (process: ProcessEntry) => process.get('name');
const usernameOf = (process: ProcessEntry) => process.get('username');

/** Matches processes with a PID, or with a text in their name, user name or arguments, ignoring case. */
function matchingSearch(search: string): (process: ProcessEntry) => boolean | undefined {
  const texts = [nameOf, usernameOf, cmdlineText].map((textOf) =>
    like('', textOf).matching({ contains: search, ignoreCase: true }),
  );
  return combine([({ pid }) => String(pid) === search, ...texts], true);
}

const needs = (attributes: readonly AttributeName[], criterion: Criterion<ProcessEntry>): ProcessCriterion => ({
  ...criterion,
  attributes,
});

function range(name: ProcessNumber, type: 'Int' | 'SafeInt' | 'Float', doc: string): ProcessCriterion {
  const { attribute, read, isRate = false }: ProcessValue<number> = processNumbers[name];
  return { ...within(type, doc, read), attributes: [attribute], isRate };
}

const containerDoc =
  'Container ID matches. `contains` with an empty text selects all processes in containers, and its `not` all others.';

/** The criteria by which processes can be filtered. */
export const processCriteria: Readonly<Record<string, ProcessCriterion>> = {
  pid: needs(
    [],
    oneOf('Int', 'PID is one of these.', ({ pid }) => pid),
  ),
  ppid: needs(
    ['ppid'],
    oneOf('Int', 'Parent PID is one of these.', (process) => process.get('ppid')),
  ),
  name: needs(['name'], like('Name matches.', nameOf)),
  exe: needs(
    ['exe'],
    like('Path of the executable matches.', (process) => process.get('exe') || null),
  ),
  username: needs(['username'], like('Name of the real user matches.', usernameOf)),
  uid: needs(
    ['uids'],
    oneOf('SafeInt', 'Real user ID is one of these.', (process) => process.get('uids').real),
  ),
  cmdline: needs(['cmdline'], like('Arguments, joined by spaces, match.', cmdlineText)),
  cgroup: needs(
    ['cgroup'],
    like('Path of the control group matches.', (process) => process.get('cgroup')),
  ),
  container: needs(
    ['container'],
    like(containerDoc, (process) => process.get('container')),
  ),
  status: needs(
    ['status'],
    oneOf('ProcessStatus', 'Status is one of these.', (process) => process.get('status')),
  ),
  createTime: needs(
    ['createTime'],
    during('Start time is in a range.', (process) => process.get('createTime')),
  ),
  cpuPercent: range('cpuPercent', 'Float', 'CPU utilization, in percent of one CPU, is in a range.'),
  memory: range('memory', 'SafeInt', 'Resident set size, in bytes, is in a range.'),
  memoryPercent: range('memoryPercent', 'Float', 'Resident set size, in percent of RAM, is in a range.'),
  readRate: range('readRate', 'Float', 'Bytes read from storage per second are in a range.'),
  writeRate: range('writeRate', 'Float', 'Bytes written to storage per second are in a range.'),
  numThreads: range('numThreads', 'Int', 'Number of threads is in a range.'),
  numFds: range('numFds', 'Int', 'Number of open file descriptors is in a range.'),
  search: needs(['name', 'username', 'cmdline'], {
    type: 'String',
    doc: 'PID equals this text, or name, arguments or user name contain it, ignoring case.',
    matching: matchingSearch,
  }),
};

const criteriaOf = (filter: Filter | null | undefined): readonly ProcessCriterion[] =>
  [...criterionNames(filter)].map((name) => processCriteria[name] as ProcessCriterion);

/** Returns the attributes that a filter needs. */
export const filterAttributes = (filter: Filter | null | undefined): readonly AttributeName[] =>
  criteriaOf(filter).flatMap(({ attributes }) => attributes);

/** Whether a filter needs rates, which require two reads. */
export const filterNeedsRates = (filter: Filter | null | undefined): boolean =>
  criteriaOf(filter).some(({ isRate }) => isRate);
