// Answers calls that come as lines of JSON, [object, name, ...args], by the umbrella's promises: by its functions where
// the object is null. Objects that are no plain values stay here; the caller knows them by their numbers.
import { createInterface } from 'node:readline';
import { Stream } from 'node:stream';
import * as psutil from '@psutil/psutil/promises';

const functions = {
  ...psutil,
  async processIter(options) {
    const list = [];
    for await (const each of psutil.processIter(options)) list.push(each);
    return list;
  },
  setegid: (id) => process.setegid(id),
  seteuid: (id) => process.seteuid(id),
};

const kept = [];
const numbers = new Map();

function numberOf(object) {
  if (!numbers.has(object)) numbers.set(object, kept.push(object) - 1);
  return numbers.get(object);
}

/** JSON has no infinity. */
function toJson(_key, value) {
  if (value instanceof psutil.Process) return { object: numberOf(value), pid: value.pid, info: value.info };
  if (value instanceof Stream) return { object: numberOf(value) };
  return value === Number.POSITIVE_INFINITY ? 'Infinity' : value;
}

function fromJson(_key, value) {
  if (typeof value?.object === 'number') return kept[value.object];
  return value === 'Infinity' ? Number.POSITIVE_INFINITY : value;
}

async function answer([on, name, ...args]) {
  try {
    const object = on === null ? functions : kept[on];
    const member = object[name];
    if (/^[A-Z]/.test(name)) return { value: new member(...args) };
    return { value: typeof member === 'function' ? await member.apply(object, args) : member };
  } catch ({ name: error, code, errno, path, message, pid, processName, ppid, seconds }) {
    return { error, code, errno, path, message, pid, processName, ppid, seconds };
  }
}

process.stdout.on('error', () => process.exit()); // who asked has ended
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line, fromJson)), toJson)}\n`);
}
