import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../support/run.ts';
import { cppRules } from './layers.ts';
import { shapeRules } from './shape.ts';

/** The files of a new system, as docs/add-a-platform.md describes, with three collectors that use cpp/posix. */
const files: Readonly<Record<string, string>> = {
  'disk.h': `#pragma once

#include "../core/disk.h"

namespace psutil {

void AddDisk(DiskCollectors& collectors);

}  // namespace psutil
`,
  'disk.cc': `#include "disk.h"

#include "../posix/disk_usage.h"

namespace psutil {

namespace {

DiskUsage Usage(const Host&, const std::string& path) { return ReadDiskUsage(path); }

}  // namespace

void AddDisk(DiskCollectors& collectors) { collectors.diskUsage = Usage; }

}  // namespace psutil
`,
  'net.h': `#pragma once

#include "../core/net.h"

namespace psutil {

void AddNet(NetCollectors& collectors);

}  // namespace psutil
`,
  'net.cc': `#include "net.h"

#include "../posix/interface_addresses.h"

namespace psutil {

namespace {

std::vector<NamedNicAddress> Addresses(const Host&) { return ReadInterfaceAddresses(); }

}  // namespace

std::string HardwareAddress(const sockaddr*) { return ""; }

void AddNet(NetCollectors& collectors) { collectors.netIfAddrs = Addresses; }

}  // namespace psutil
`,
  'platform.cc': `#include "../core/collectors.h"
#include "../posix/executable.h"
#include "disk.h"
#include "net.h"

namespace psutil {

Collectors PlatformCollectors() {
  Collectors collectors;
  AddDisk(collectors);
  AddNet(collectors);
  collectors.executableError = ExecutableError;
  return collectors;
}

}  // namespace psutil
`,
};

const program = `#include <cstdio>

#include "core/collectors.h"

int main() {
  const psutil::Host host;
  const psutil::Collectors collectors = psutil::PlatformCollectors();
  int supported = 0;
  psutil::Collectors::Fields([&](const char*, auto member, const char*) { supported += collectors.*member != nullptr; });
  const auto usage = collectors.diskUsage(host, "/");
  const auto addresses = collectors.netIfAddrs(host);
  const auto error = collectors.executableError(host, "nothing-of-this-name", "/", "/bin");
  std::printf("%d %d %d %s", supported, usage.total > 0, !addresses.empty(), error.c_str());
}
`;

const directory = mkdtempSync(join(tmpdir(), 'second-platform-'));
const cpp = join(directory, 'cpp');

const hasCompiler = process.platform !== 'win32' && spawnSync('c++', ['--version']).status === 0;

beforeAll(() => {
  cpSync(join(root, 'packages/native/cpp'), cpp, { recursive: true });
  mkdirSync(join(cpp, 'example'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cpp, 'example', name), text);
  writeFileSync(join(cpp, 'main.cc'), program);
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('a system that uses cpp/posix compiles without cpp/linux, and its collectors return values', (context) => {
  context.skip(!hasCompiler, 'no C++ compiler');
  const sources = ['core', 'posix', 'example'].flatMap((name) =>
    readdirSync(join(cpp, name))
      .filter((file) => file.endsWith('.cc'))
      .map((file) => join(cpp, name, file)),
  );
  const binary = join(directory, 'program');
  const flags = ['-std=c++17', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-pthread', `-I${cpp}`];
  execFileSync('c++', [...flags, ...sources, join(cpp, 'main.cc'), '-o', binary], { stdio: 'pipe' });
  expect(execFileSync(binary, { encoding: 'utf8' })).toBe('3 1 1 ENOENT');
});

test.for([...cppRules, ...shapeRules])('the files of a second system obey the rule: $claim', ({ violations }) => {
  const added = Object.entries(files).map(([name, text]) => [`packages/native/cpp/example/${name}`, text]);
  expect(violations(Object.fromEntries(added))).toEqual([]);
});

test('docs/add-a-platform.md names the files and functions that a new system needs', () => {
  const guide = readFileSync(join(root, 'docs/add-a-platform.md'), 'utf8');
  for (const name of ['PlatformCollectors', 'addon.gypi', 'cpp/posix', 'AddProcessEngine', 'ErrorName']) {
    expect(guide).toContain(name);
  }
});
