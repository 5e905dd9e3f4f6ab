// Answers calls that come as lines of JSON, [name, ...args], by the functions of the umbrella's promises.
import { createInterface } from 'node:readline';
import * as psutil from '@psutil/psutil/promises';

const functions = new Map(Object.entries(psutil));

async function answer([name, ...args]) {
  try {
    return { value: await functions.get(name)(...args) };
  } catch ({ name: error, code, errno, path, message }) {
    return { error, code, errno, path, message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
