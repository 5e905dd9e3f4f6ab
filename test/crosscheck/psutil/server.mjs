// A server that calls functions of @psutil/psutil/promises. A request is a line of JSON, [object, name, ...args]: a call
// of a method, or of a function if the object is null. Class instances stay on the server and are referenced by numbers.
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

const objects = [];
const references = new Map();

function referenceOf(object) {
  if (!references.has(object)) references.set(object, objects.push(object) - 1);
  return references.get(object);
}

/** JSON cannot represent Infinity. */
function toJson(_key, value) {
  if (value instanceof psutil.Process) return { object: referenceOf(value), pid: value.pid, info: value.info };
  if (value instanceof Stream) return { object: referenceOf(value) };
  return value === Number.POSITIVE_INFINITY ? 'Infinity' : value;
}

function fromJson(_key, value) {
  if (typeof value?.object === 'number') return objects[value.object];
  return value === 'Infinity' ? Number.POSITIVE_INFINITY : value;
}

async function respond([on, name, ...args]) {
  try {
    const object = on === null ? functions : objects[on];
    const member = object[name];
    if (/^[A-Z]/.test(name)) return { value: new member(...args) };
    return { value: typeof member === 'function' ? await member.apply(object, args) : member };
  } catch ({ name: error, code, errno, path, message, pid, processName, ppid, seconds }) {
    return { error, code, errno, path, message, pid, processName, ppid, seconds };
  }
}

process.stdout.on('error', () => process.exit()); // the client has ended
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await respond(JSON.parse(line, fromJson)), toJson)}\n`);
}
