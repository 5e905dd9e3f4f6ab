import type { AttributeName } from '@psutil/process/promises';
import type { ProcessEntry } from '@psutil/process/table';
import { cmdlineText } from './cmdline.js';
import { type Criterion, combine, criterionNames, during, type Filter, like, oneOf, within } from './filter.js';

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

const needs = (
  attributes: readonly AttributeName[],
  criterion: Criterion<ProcessEntry>,
  isRate = false,
): ProcessCriterion => ({ ...criterion, attributes, isRate });

const containerDoc =
  'Container ID matches. `contains` with an empty text selects all processes in containers, and its `not` all others.';

/** The criteria by which processes can be filtered. */
export const processCriteria = {
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
    like('Path of the executable matches.', (process) => process.get('exe')),
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
  cpuPercent: needs(
    ['cpuTimes'],
    within('Float', 'CPU utilization, in percent of one CPU, is in a range.', (process) => process.cpuPercent()),
    true,
  ),
  memory: needs(
    ['memoryInfo'],
    within('SafeInt', 'Resident set size, in bytes, is in a range.', (process) => process.get('memoryInfo').rss),
  ),
  memoryPercent: needs(
    ['memoryPercent'],
    within('Float', 'Resident set size, in percent of RAM, is in a range.', (process) => process.get('memoryPercent')),
  ),
  readRate: needs(
    ['ioCounters'],
    within('Float', 'Bytes read from storage per second are in a range.', (process) => process.ioRates().readBytes),
    true,
  ),
  writeRate: needs(
    ['ioCounters'],
    within('Float', 'Bytes written to storage per second are in a range.', (process) => process.ioRates().writeBytes),
    true,
  ),
  numThreads: needs(
    ['numThreads'],
    within('Int', 'Number of threads is in a range.', (process) => process.get('numThreads')),
  ),
  numFds: needs(
    ['numFds'],
    within('Int', 'Number of open file descriptors is in a range.', (process) => process.get('numFds')),
  ),
  search: needs(['name', 'username', 'cmdline'], {
    type: 'String',
    doc: 'PID equals this text, or name, arguments or user name contain it, ignoring case.',
    matching: matchingSearch,
  }),
} satisfies Readonly<Record<string, ProcessCriterion>>;

const criteriaOf = (filter: Filter | null | undefined): readonly ProcessCriterion[] =>
  [...criterionNames(filter)].map((name) => processCriteria[name as keyof typeof processCriteria]);

/** Returns the attributes that a filter needs. */
export const filterAttributes = (filter: Filter | null | undefined): readonly AttributeName[] =>
  criteriaOf(filter).flatMap(({ attributes }) => attributes);

/** Whether a filter needs rates, which require two reads. */
export const filterNeedsRates = (filter: Filter | null | undefined): boolean =>
  criteriaOf(filter).some(({ isRate }) => isRate);
