import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { LINUX } from '@psutil/native';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { compileLibrary, compilerVersion } from '../../support/compile.ts';
import { temporaryDirectory } from '../../support/executable.ts';
import { needs, script } from '../../support/run.ts';

// Numbers of netlink(7), rtnetlink(7) and sock_diag(7).
const [route, sockDiag] = [0, 4];
const [ERROR, DONE, NEWLINK, BY_FAMILY] = [2, 3, 16, 20];
const [IFNAME, MTU] = [3, 4];
const interrupted = 0x10;
const truncated = 0x20;
const sequence = 1;

const words = (...numbers: readonly number[]): Buffer => Buffer.concat(numbers.map((each) => number(each, 4)));

function number(value: number, bytes: 2 | 4): Buffer {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 2) buffer.writeUInt16LE(value);
  else buffer.writeInt32LE(value | 0);
  return buffer;
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

interface Header {
  readonly flags?: number;
  readonly seq?: number;
  /** Length in the header. Default: the actual length. */
  readonly length?: number;
}

const message = (type: number, content: Buffer, { flags = 2, seq = sequence, length }: Header = {}): Buffer =>
  padded(
    Buffer.concat([
      number(length ?? content.length + 16, 4),
      number(type, 2),
      number(flags, 2),
      words(seq, 0),
      content,
    ]),
  );

const attribute = (type: number, value: Buffer, length = value.length + 4): Buffer =>
  padded(Buffer.concat([number(length, 2), number(type, 2), value]));

/** The content of a message about an interface that is up, with attributes. */
const link = (...attributes: readonly Buffer[]): Buffer => Buffer.concat([words(0, 1, 0x1, 0), ...attributes]);

const named = (name: string, mtu = 1500): Buffer =>
  link(attribute(IFNAME, Buffer.from(`${name}\0`, 'latin1')), attribute(MTU, words(mtu)));

const done = (error = 0, header: Header = {}): Buffer => message(DONE, words(error), header);

/** A datagram, the port of its sender and the flags with which it is received. */
interface Datagram {
  readonly protocol: number;
  readonly bytes: Buffer;
  readonly port?: number;
  readonly flags?: number;
}

const routed = (...messages: readonly Buffer[]): Datagram => ({ protocol: route, bytes: Buffer.concat(messages) });

/** Runs a script in which netlink sockets receive datagrams instead of those of the kernel. */
async function withReplies<T>(context: TestContext, datagrams: readonly Datagram[], code: string): Promise<T> {
  context.skip(!LINUX, 'netlink(7) is a protocol of Linux');
  needs(context, ...compilerVersion);
  const library = compileLibrary('netlink_replies');
  const replies = join(temporaryDirectory(), 'replies');
  const lines = datagrams.map(({ protocol, bytes, port = 0, flags = 0 }) =>
    [protocol, port, flags, bytes.toString('hex')].join(' '),
  );
  writeFileSync(replies, `${lines.join('\n')}\n`);
  return script<T>(code, { env: { LD_PRELOAD: library, NETLINK_REPLIES: replies }, timeout: 20_000 });
}

const statsCode = `
  import { netIfStats } from '@psutil/net';
  print(netIfStats());`;

const readStats = (context: TestContext, ...datagrams: readonly Datagram[]) =>
  withReplies<Readonly<Record<string, { readonly mtu: number }>>>(context, datagrams, statsCode);

const mtusOf = (stats: Readonly<Record<string, { readonly mtu: number }>>) =>
  Object.fromEntries(Object.entries(stats).map(([name, { mtu }]) => [name, mtu]));

test('netIfStats() returns the interfaces of all messages and datagrams', async (context) => {
  const stats = await readStats(
    context,
    routed(message(NEWLINK, named('first')), message(NEWLINK, named('second', 9000))),
    routed(message(NEWLINK, named('third')), done()),
  );
  expect(mtusOf(stats)).toEqual({ first: 1500, second: 9000, third: 1500 });
  expect(stats['first']).toMatchObject({ isup: false, flags: ['up'] });
});

test('netIfStats() ignores datagrams of other senders and messages of other requests', async (context) => {
  const forged = { ...routed(message(NEWLINK, named('forged')), done()), port: 7 };
  const stats = await readStats(
    context,
    forged,
    routed(message(NEWLINK, named('old'), { seq: 9 }), done(0, { seq: 9 }), message(1, words(0))),
    routed(message(NEWLINK, named('own')), done()),
  );
  expect(mtusOf(stats)).toEqual({ own: 1500 });
});

test('netIfStats() repeats a dump that was interrupted by a change', async (context) => {
  const stats = await readStats(
    context,
    routed(message(NEWLINK, named('gone'), { flags: 2 | interrupted })),
    routed(done()),
    routed(message(NEWLINK, named('new')), done()),
  );
  expect(mtusOf(stats)).toEqual({ new: 1500 });
});

test('netIfStats() accepts names of any bytes and without a NUL', async (context) => {
  const stats = await readStats(
    context,
    routed(
      message(NEWLINK, link(attribute(IFNAME, Buffer.from('plain')), attribute(MTU, words(1)))),
      message(NEWLINK, named('a\nb\xff', 2)),
      message(NEWLINK, named('__proto__', 3)),
      done(),
    ),
  );
  expect(mtusOf(stats)).toEqual(
    Object.fromEntries([
      ['plain', 1],
      ['a\nb\ufffd', 2],
      ['__proto__', 3],
    ]),
  );
});

const malformed: Readonly<Record<string, Datagram>> = {
  'a dump that ends with an error': routed(message(NEWLINK, named('lost')), done(-2)),
  'an error': routed(message(ERROR, words(-1, 0))),
  'an error number that is out of range': routed(message(ERROR, words(-(2 ** 31), 0))),
  'an error without its number': routed(message(ERROR, Buffer.alloc(0))),
  'an end without its number': routed(message(DONE, Buffer.alloc(0))),
  'a truncated datagram': { ...routed(message(NEWLINK, named('cut'))), flags: truncated },
  'a datagram that is shorter than a header': routed(Buffer.alloc(7, 1)),
  'a message of length 0': routed(message(NEWLINK, named('zero'), { length: 0 })),
  'a message that is shorter than its header': routed(message(NEWLINK, named('short'), { length: 15 })),
  'a message that is longer than its datagram': routed(message(NEWLINK, named('long'), { length: 4000 })),
  'a message with the maximum length': routed(message(NEWLINK, named('long'), { length: -1 })),
  'a message without its fixed part': routed(message(NEWLINK, words(0)), done()),
  'an attribute of length 0': routed(message(NEWLINK, link(attribute(IFNAME, Buffer.from('a\0'), 0))), done()),
  'an attribute that is longer than its message': routed(
    message(NEWLINK, link(attribute(IFNAME, Buffer.from('a\0'), 60))),
    done(),
  ),
  'an MTU of two bytes': routed(
    message(NEWLINK, link(attribute(IFNAME, Buffer.from('a\0')), attribute(MTU, number(1, 2)))),
    done(),
  ),
  'a name that is too long': routed(message(NEWLINK, named('x'.repeat(16))), done()),
  'an interface without a name': routed(message(NEWLINK, link()), done()),
};

test.for(Object.entries(malformed))('netIfStats() falls back to ioctl(2) after %s', async ([, datagram], context) => {
  const expected = await readStats(context);
  // Returned only if the malformed datagram is ignored.
  const next = routed(message(NEWLINK, named('next')), done());
  expect(await readStats(context, datagram, next)).toEqual(expected);
  expect(expected).toHaveProperty('lo');
});

test('netIfStats() falls back to ioctl(2) if changes interrupt every dump', async (context) => {
  const dump = routed(message(NEWLINK, named('gone')), done(0, { flags: 2 | interrupted }));
  expect(await readStats(context, dump, dump, dump)).toEqual(await readStats(context));
});

const socketsCode = (pid: number) => `
  import { netConnections } from '@psutil/net';
  const kinds = ['tcp4', 'udp4', 'unix'];
  const own = (kind) => netConnections({ kind }).filter(({ pid }) => pid === ${pid});
  print(kinds.map((kind) => own(kind).map((each) => JSON.stringify(each)).sort()));`;

const diagnosed = (...messages: readonly Buffer[]): Datagram => ({
  protocol: sockDiag,
  bytes: Buffer.concat(messages),
});

const badSockets: Readonly<Record<string, Datagram>> = {
  'ends with ENOENT, as of a kernel without udp_diag': diagnosed(done(-2)),
  'lists a part and ends with an error': diagnosed(message(BY_FAMILY, Buffer.alloc(72)), done(-12)),
  'contains a socket that is too short': diagnosed(message(BY_FAMILY, Buffer.alloc(15)), done()),
  'is truncated': { ...diagnosed(message(BY_FAMILY, Buffer.alloc(72)), done()), flags: truncated },
  'contains a name that is longer than its message': diagnosed(
    message(BY_FAMILY, Buffer.concat([Buffer.alloc(72), attribute(0, Buffer.from('x'), 60)])),
    done(),
  ),
};

test.for(Object.entries(badSockets))(
  'netConnections() falls back to /proc/net if a dump %s',
  async ([name, reply], context) => {
    const tcp = createServer().listen(0, '127.0.0.1');
    const udp = createSocket('udp4').bind(0, '127.0.0.1');
    const unix = createServer().listen(join(temporaryDirectory(), 'socket'));
    onTestFinished(() => void [tcp, udp, unix].map((each) => each.close()));
    await Promise.all([tcp, udp, unix].map((each) => once(each, 'listening')));
    const code = socketsCode(process.pid);
    const expected = await withReplies<string[][]>(context, [], code);
    // An inet_diag_msg with attributes is valid: only those of UNIX sockets are used.
    const replies = name.includes('name') ? [diagnosed(done(-2)), diagnosed(done(-2)), reply] : [reply, reply, reply];
    expect(await withReplies(context, replies, code)).toEqual(expected);
    expect(expected.map((each) => each.length)).toEqual([expect.any(Number), expect.any(Number), expect.any(Number)]);
    expect(expected.every((each) => each.length > 0)).toBe(true);
  },
);
