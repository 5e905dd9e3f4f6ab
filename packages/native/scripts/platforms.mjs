// The table of the collectors and attributes that each system supports: docs/platforms.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { native } from './sources.mjs';

const root = join(native, '../..');

export const supportFile = 'packages/native/supported.generated.json';

/**
 * The names of the collectors and attributes that each system supports. The entry of this system is what its own addon
 * reports; those of the others stay as they were generated there.
 */
export function supported({ collectors, records }, { supportedAttributes }) {
  const fields = records.ProcessInfo.fields.map(({ name }) => name);
  const here = {
    collectors: Object.keys(collectors).filter((name) => collectors[name].supported),
    attributes: fields.filter((_, index) => Math.floor(supportedAttributes / 2 ** index) % 2 === 1),
  };
  const all = { ...JSON.parse(readFileSync(join(root, supportFile), 'utf8')), [process.platform]: here };
  return Object.fromEntries(Object.entries(all).sort(([one], [other]) => one.localeCompare(other)));
}

/** The names of the systems in sentences. */
export const systemNames = { darwin: 'macOS', freebsd: 'FreeBSD', linux: 'Linux', sunos: 'SunOS', win32: 'Windows' };

/** The rows of the fields that records lack on some systems. Their documentation starts with the systems. */
function optionalFields(records) {
  const shown = Object.entries(records).filter(([, { internal, sparse }]) => !internal && !sparse);
  return shown.flatMap(([name, { fields }]) =>
    fields.filter(({ optional }) => optional).map((field) => `| \`${name}.${field.name}\` | ${field.doc} |`),
  );
}

const compiled = 'Compiled with the headers of the system; not yet run on the system.';
const scriptedOn = (runner) =>
  `The complete back end runs on Linux with a scripted kernel that replaces the system calls; the parsers with byte fixtures. A workflow runs the portable tests on ${runner}.`;

const verification = [
  ['Linux', 'glibc and musl, x64, arm64, ARMv7 and s390x', 'The complete tests on x64; arm64 and s390x under QEMU.'],
  ['macOS 11 and later', 'x64 and arm64', `${compiled} ${scriptedOn('macOS')}`],
  ['FreeBSD 13 and later', 'x64 and arm64', `${compiled} ${scriptedOn('FreeBSD')}`],
  ['illumos and Solaris 11', '64-bit, from source on the system', `Not yet run on the system. ${scriptedOn('OmniOS')}`],
  [
    'Windows 10, Windows Server 2016 and later',
    'x64 and arm64',
    'The portable tests under Wine on x64, which lacks many counters; the parsers of system structures with byte fixtures on Linux. A workflow runs the portable tests on Windows.',
  ],
];

export function platforms({ collectors, records }, support) {
  const systems = Object.keys(support);
  const rows = (entries, kind) =>
    entries.map(([name, { doc }]) => {
      const marks = systems.map((system) => (support[system][kind].includes(name) ? 'yes' : ''));
      return `| \`${name}\` | ${doc} | ${marks.join(' | ')} |`;
    });
  const head = [
    `| Name | Description | ${systems.map((system) => systemNames[system] ?? system).join(' | ')} |`,
    `|---|---|${systems.map(() => '---|').join('')}`,
  ];
  const attributes = records.ProcessInfo.fields.map((field) => [field.name, field]);
  return [
    '# Supported systems\n',
    '<!-- Written by "npm run generate" from the declarations in packages/native/cpp. Do not edit. -->\n',
    'On a system without a column, every package loads, each function throws `NotSupported`, and `supports(name)` returns false.\n',
    '## Collectors\n',
    `${[...head, ...rows(Object.entries(collectors), 'collectors')].join('\n')}\n`,
    '## Attributes of a process\n',
    `${[...head, ...rows(attributes, 'attributes')].join('\n')}\n`,
    '## Fields that some systems lack\n',
    'A field that the system does not have is absent.\n',
    `${['| Field | Description |', '|---|---|', ...optionalFields(records)].join('\n')}\n`,
    '## How each system is verified\n',
    `${['| System | Compiled for | Run |', '|---|---|---|', ...verification.map((row) => `| ${row.join(' | ')} |`)].join('\n')}\n`,
  ].join('\n');
}
