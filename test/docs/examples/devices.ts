import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { type Checks, output, runExample, startExample, words } from '../../support/examples.ts';
import { needs, tool } from '../../support/run.ts';

/** The rows of `df`, without the numbers, which change. */
const stableRows = (text: string) => words(text).map((row) => [row[0], row.at(-1), row.length].join(' '));

const df: Checks = {
  'prints the same rows as df': (context) => {
    needs(context, 'df');
    const [actual, expected] = [words(output('df.js')), words(tool('df', '-k'))];
    expect(actual.map(([device, total]) => [device, total])).toEqual(
      expected.map(([device, total]) => [device, total]),
    );
    for (const [index, row] of expected.slice(1).entries()) {
      expect(Math.abs(Number(actual[index + 1]?.[2]) - Number(row[2]))).toBeLessThan(2 ** 20);
      expect(Math.abs(Number(actual[index + 1]?.[3]) - Number(row[3]))).toBeLessThan(2 ** 20);
    }
  },
  'prints the titles, filesystems and columns of df with its options': async (context) => {
    needs(context, 'df');
    const options = [['-h'], ['-T'], ['-i'], ['-hT', '/', '/dev'], ['-i', '/'], ['-t', 'tmpfs']];
    const actual = await Promise.all(options.map((args) => startExample('df.js', ...args)));
    for (const [index, args] of options.entries()) {
      const expected = tool('df', ...args);
      expect([args, ...stableRows(actual[index]?.stdout ?? '')]).toEqual([args, ...stableRows(expected)]);
    }
    const sizes = (text: string) => words(text).map((row) => row.slice(0, 3));
    expect(sizes(actual[3]?.stdout ?? '')).toEqual(sizes(tool('df', '-hT', '/', '/dev')));
  },
  'fails for a path that does not exist, and prints the others': () => {
    const { status, stdout, stderr } = runExample('df.js', '/', '/no/such/path');
    expect([status, words(stdout).length]).toEqual([1, 2]);
    expect(stderr).toMatch(/^ENOENT.*no\/such\/path/);
  },
};

/** The titles of the installed iostat, without the columns about discards and flushes. */
const iostatTitles = (text: string) =>
  words(text)
    .filter(([first]) => first === 'Device' || first === 'avg-cpu:')
    .map((row) => row.filter((title) => !/^d|_dscd|^%drqm$|^f\/s$|^f_await$/.test(title) || title === 'Device'));

const iostat: Checks = {
  'prints every disk with I/O since boot, with the same counters as the kernel': () => {
    const rows = words(output('iostat.js', ['-d']));
    expect(rows[0]?.at(-2)).toMatch(/^\(\d+$/);
    const at = rows.findIndex(([first]) => first === 'Device');
    expect(rows[at]).toEqual(['Device', 'tps', 'kB_read/s', 'kB_wrtn/s', 'kB_read', 'kB_wrtn']);
    const disks = new Set(readdirSync('/sys/block'));
    const active = words(readFileSync('/proc/diskstats', 'utf8')).filter(
      (row) => Number(row[3]) + Number(row[7]) > 0 && disks.has(row[2] as string),
    );
    const printed = rows.slice(at + 1);
    expect(printed.map(([name]) => name)).toEqual(active.map((row) => row[2]));
    for (const [index, row] of active.entries()) {
      const kib = Number(row[5]) / 2; // sectors of 512 bytes
      expect(Number(printed[index]?.[4])).toBeGreaterThan(kib * 0.99 - 1);
      expect(Number(printed[index]?.[4])).toBeLessThanOrEqual(kib + 1);
    }
  },
  'prints the CPU usage, extended columns and intervals': () => {
    const since = words(output('iostat.js', ['-x']));
    const cpu = since[since.findIndex(([first]) => first === 'avg-cpu:') + 1]?.map(Number) ?? [];
    expect(cpu).toHaveLength(6);
    expect(Math.abs(cpu.reduce((sum, each) => sum + each, 0) - 100)).toBeLessThan(0.1);
    const [, title = []] = iostatTitles(since.map((row) => row.join(' ')).join('\n'));
    expect(title.join(' ')).toBe(
      'Device r/s rkB/s rrqm/s %rrqm r_await rareq-sz w/s wkB/s wrqm/s %wrqm w_await wareq-sz aqu-sz %util',
    );
    const repeated = output('iostat.js', ['-y', '-m', '0.1', '2']);
    expect(repeated.match(/^avg-cpu:/gm)).toHaveLength(2);
    expect(repeated.match(/^Device .*MB_read\/s/gm)).toHaveLength(2);
    expect(output('iostat.js', ['-c'])).not.toContain('Device');
  },
  'prints the same titles as iostat': (context) => {
    needs(context, 'iostat', '-V');
    for (const args of [[], ['-x'], ['-dm']])
      expect([args, iostatTitles(output('iostat.js', args))]).toEqual([args, iostatTitles(tool('iostat', ...args))]);
  },
};

const ifconfig: Checks = {
  'prints the same interfaces as ifconfig, without the length of the queue and some errors': (context) => {
    needs(context, 'ifconfig', '--version');
    // Packets may pass between the two.
    const blocks = (text: string) =>
      text
        .replace(/ {2}txqueuelen \d+| {1,2}(overruns|frame|carrier|collisions) \d+/g, '')
        .replace(/packets \d+ {2}bytes \d+ \(\d+\.\d \w+\)/g, 'packets')
        .replace(/dropped \d+ */g, 'dropped')
        .split('\n\n')
        .map((block) => block.split('\n').sort());
    for (const args of [[], ['-a'], ['lo']])
      expect([args, blocks(output('ifconfig.js', args))]).toEqual([args, blocks(tool('ifconfig', ...args))]);
  },
  'prints the counters of an interface': async () => {
    const packets = () => Number(/^ *lo: *\d+ +(\d+)/m.exec(readFileSync('/proc/net/dev', 'utf8'))?.[1]);
    const before = packets();
    const printed = Number(/RX packets (\d+)/.exec(output('ifconfig.js', ['lo']))?.[1]);
    expect(printed).toBeGreaterThanOrEqual(before);
    expect(printed).toBeLessThanOrEqual(packets());
  },
  'fails for an interface that does not exist': () => {
    const stderr = 'nosuch0: error fetching interface information: Device not found\n';
    expect(runExample('ifconfig.js', 'nosuch0')).toEqual({ status: 1, stdout: '', stderr });
  },
};

const nettop: Checks = {
  'prints every interface and the total': () => {
    const rows = words(output('nettop.js', ['0.2', '1']));
    expect(rows[0]).toEqual(['Interface', 'sent/s', 'received/s', 'packets/s']);
    const names = readFileSync('/proc/net/dev', 'utf8').match(/\S+(?=:)/g) as string[];
    expect(rows.slice(1).map(([name]) => name)).toEqual([...names, 'total']);
  },
};

/** Opens sockets in this process: TCP that listens, with a connection whose data is not read, and UDP. */
async function openSockets() {
  const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
  const dual = createServer().listen(0, '::');
  const udp = createSocket('udp4').bind(0, '127.0.0.1');
  await Promise.all([server, dual, udp].map((each) => once(each, 'listening')));
  const { port } = server.address() as AddressInfo;
  const client = connect(port, '127.0.0.1');
  const [accepted] = await Promise.all([once(server, 'connection'), once(client, 'connect')]);
  client.write('unread');
  onTestFinished(() => {
    client.destroy();
    accepted[0].destroy();
    for (const each of [server, dual, udp]) each.close();
  });
  return { port, ports: [port, (dual.address() as AddressInfo).port, udp.address().port, client.localPort] };
}

/**
 * The rows about sockets of this test: those of other programs come and go, also those in TIME_WAIT of former programs
 * that used the same ports.
 */
const socketRows = (text: string, ports: readonly unknown[]) =>
  words(text)
    .filter((row) => row.some((cell) => ports.some((port) => cell.endsWith(`:${port}`))))
    .map((row) => row.join(' '))
    .filter((row) => !/TIME[-_]WAIT/.test(row))
    .sort();

const netstat: Checks = {
  'prints the same sockets as netstat, with queues, states and programs': async (context) => {
    needs(context, 'netstat', '--version');
    const { port, ports } = await openSockets();
    const options = ['-tuanp', '-tnl', '-unap', '-tn', '-4an', '-6lntp'];
    const actual = await Promise.all(options.map((option) => startExample('netstat.js', option)));
    for (const [index, option] of options.entries()) {
      const expected = tool('netstat', option);
      const printed = actual[index]?.stdout ?? '';
      expect([option, ...socketRows(printed, ports)]).toEqual([option, ...socketRows(expected, ports)]);
      const titles = (text: string) => text.split('\n', 2).map((line) => line.trim());
      expect(titles(printed)[1]).toBe(titles(expected)[1]);
    }
    const rows = socketRows(actual[0]?.stdout ?? '', ports);
    expect(rows).toContainEqual(expect.stringMatching(`^tcp 0 0 127.0.0.1:${port} 0.0.0.0:\\* LISTEN ${process.pid}/`));
    expect(rows).toContainEqual(expect.stringMatching(`^tcp 6 0 127.0.0.1:${port} `)); // the bytes of "unread"
  },
};

const ss: Checks = {
  'prints the same sockets as ss, except for the limit of the queue of a listening socket': async (context) => {
    needs(context, 'ss', '-V');
    const { ports } = await openSockets();
    const options = ['-tuanp', '-tlnp', '-uan', '-tn', '-H4tan'];
    const actual = await Promise.all(options.map((option) => startExample('ss.js', option)));
    for (const [index, option] of options.entries()) {
      const rows = (text: string) =>
        socketRows(text, ports).map((row) => row.replace(/(LISTEN \d+) (\d+|-)/, '$1').replace(/"[^"]*"/g, 'name'));
      const expected = tool('ss', option);
      expect([option, ...rows(actual[index]?.stdout ?? '')]).toEqual([option, ...rows(expected)]);
    }
    const [title] = words(actual[0]?.stdout ?? '');
    expect(title?.join(' ')).toBe('Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port Process');
    expect(words(actual[4]?.stdout ?? '')[0]?.[0]).not.toBe('State');
  },
};

/** Checks of the examples about disks and the network. */
export const devices: Readonly<Record<string, Checks>> = {
  'df.js': df,
  'ifconfig.js': ifconfig,
  'iostat.js': iostat,
  'netstat.js': netstat,
  'nettop.js': nettop,
  'ss.js': ss,
};
