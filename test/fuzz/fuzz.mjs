// Calls the parsers of the native code with arbitrary input. Needs clang with libFuzzer.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, cache, root } from './build.mjs';
import { mapConcurrently, run } from './run.mjs';

const usage = `usage: npm run fuzz -- [options] [target...]

Fuzzes all targets, or some, and keeps new inputs in .cache/fuzz/corpus and failing ones in .cache/fuzz/failures.

  --seconds N    time for each target (default: 600); 0 is no limit: stop with Ctrl-C
  --jobs N       number of targets to fuzz at once (default: number of CPUs)
  --input FILE   run one target with one input, to reproduce a failure
  --minimize     add the inputs of .cache/fuzz/corpus that reach new code to test/fuzz/corpus
  --self-test    check that a defect of each kind is detected
  --list         compile and print the targets
  --help         print this text

FUZZ_CXX is the compiler (default: clang++).`;

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '600' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    input: { type: 'string' },
    minimize: { type: 'boolean' },
    'self-test': { type: 'boolean' },
    list: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

const fixtures = join(root, 'test/fixtures/linux-6.18');
const failures = join(cache, 'failures');
const keptCorpus = (name) => join(root, 'test/fuzz/corpus', name);
const newCorpus = (name) => join(cache, 'corpus', name);
const separator = Buffer.from('\x1E');

// A call takes microseconds, so that one of ten seconds hangs. The limits of memory are far above those of the harness.
const limits = ['-max_len=32768', '-timeout=10', '-rss_limit_mb=1024', '-malloc_limit_mb=256'];

function checkCount(name, min) {
  const count = Number(options[name]);
  if (Number.isInteger(count) && count >= min) return count;
  throw new Error(`--${name} must be a number of ${min} or more: ${options[name]}`);
}

/** Returns the targets of the program, by name, with the files that the input of each becomes. */
async function targetsOf(program) {
  const { output } = await run(program, []);
  const rows = output.trimEnd().split('\n');
  return new Map(rows.map((row) => row.split('\t')).map(([name, ...files]) => [name, files]));
}

function selectTargets(all) {
  const isDefect = (name) => name.startsWith('defect-');
  const unknown = names.find((name) => !all.has(name));
  if (unknown !== undefined) throw new Error(`unknown target ${unknown}: --list prints the targets`);
  if (names.length > 0) return names;
  return [...all.keys()].filter((name) => isDefect(name) === (options['self-test'] ?? false));
}

/** Writes the files of the captured machine that a target reads as one input. */
function writeCapturedInput(directory, files) {
  const paths = files.map((file) => join(fixtures, file));
  const contents = paths.map((path) => (existsSync(path) ? readFileSync(path) : Buffer.alloc(0)));
  if (contents.every(({ length }) => length === 0)) return;
  const parts = contents.flatMap((content, index) => (index === 0 ? [content] : [separator, content]));
  writeFileSync(join(directory, 'captured'), Buffer.concat(parts));
}

/** Calls a function with a new directory, in memory where possible, and deletes it. */
async function withDirectory(call) {
  const directory = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'psutil-fuzz-'));
  try {
    return await call(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Runs the program for one target. */
const runTarget = (program, name, args) =>
  withDirectory((directory) =>
    run(program, args, {
      cwd: directory,
      env: { ...process.env, FUZZ_TARGET: name, FUZZ_DIRECTORY: directory, ASAN_OPTIONS: 'detect_leaks=1' },
    }),
  );

function fuzz(program, name, files, seconds) {
  return withDirectory(async (captured) => {
    writeCapturedInput(captured, files);
    const directories = [newCorpus(name), keptCorpus(name), captured].filter(
      (path) => path !== keptCorpus(name) || existsSync(path),
    );
    for (const path of [newCorpus(name), failures]) mkdirSync(path, { recursive: true });
    const args = [`-max_total_time=${seconds}`, `-artifact_prefix=${failures}/${name}-`, '-print_final_stats=1'];
    return runTarget(program, name, [...args, ...limits, ...directories]);
  });
}

/** Returns the statistics that libFuzzer printed. */
function statisticsOf(output) {
  const find = (name) => Number(new RegExp(`stat::${name}: +(\\d+)`).exec(output)?.[1] ?? 0);
  return {
    executions: find('number_of_executed_units'),
    rate: find('average_exec_per_sec'),
    inputs: find('new_units_added'),
  };
}

/** Prints the result of a target and, if it failed, the report and the path of the input. */
function print({ name, output, failed, executions, rate, inputs }) {
  console.log(`${failed ? 'FAILED' : 'ok    '} ${name}: ${executions} executions, ${rate}/s, ${inputs} new inputs`);
  if (!failed) return;
  console.log(output.split('\n').slice(-80).join('\n'));
  const input = /Test unit written to (\S+)/.exec(output)?.[1];
  if (input) console.log(`reproduce: npm run fuzz -- ${name} --input ${relative(root, input)}`);
}

async function fuzzAll(program, targets, selected, seconds, jobs) {
  const results = await mapConcurrently(selected, seconds === 0 ? selected.length : jobs, async (name) => {
    const { code, output } = await fuzz(program, name, targets.get(name), seconds);
    const statistics = statisticsOf(output);
    const result = { name, output, failed: code !== 0 || statistics.executions === 0, ...statistics };
    print(result);
    return result;
  });
  const failed = results.filter((result) => result.failed).length;
  const executions = results.reduce((sum, result) => sum + result.executions, 0);
  console.log(`${results.length} targets, ${executions} executions, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

/** The report that each target of defects.cc must cause. */
const reports = {
  'defect-read-past-end': /heap-buffer-overflow/,
  'defect-overflow': /signed integer overflow/,
  'defect-untyped-error': /terminate called after throwing an instance of 'std::out_of_range'/,
  'defect-leak': /detected memory leaks/,
  'defect-hang': /libFuzzer: timeout/,
  'defect-huge-allocation': /out-of-memory \(malloc/,
  'defect-memory': /violated: too much memory/,
  'defect-not-finite': /division by zero|violated: a number is not finite/,
  'defect-amplification': /violated: too many numbers/,
};

/** Runs the targets that have a defect: each must fail with the expected report and save the input. */
async function selfTest(program, selected) {
  for (const name of selected) {
    const isDetected = await withDirectory(async (directory) => {
      const args = ['-max_total_time=30', ...limits, '-timeout=1', `-artifact_prefix=${directory}/`];
      const { code, output } = await runTarget(program, name, args);
      return code !== 0 && reports[name]?.test(output) === true && readdirSync(directory).length === 1;
    });
    console.log(`${isDetected ? 'ok    ' : 'FAILED'} ${name}`);
    if (!isDetected) process.exitCode = 1;
  }
}

async function reproduce(program, selected) {
  if (names.length !== 1) throw new Error('--input needs one target');
  const { code, output } = await runTarget(program, selected[0], [...limits, resolve(options.input)]);
  console.log(output);
  process.exitCode = code ?? 1;
}

/** Adds inputs to the kept corpus that reach code which no kept input reaches. */
async function minimize(program, selected) {
  for (const name of selected.filter((each) => existsSync(newCorpus(each)))) {
    const directory = keptCorpus(name);
    mkdirSync(directory, { recursive: true });
    const before = readdirSync(directory).length;
    const { code } = await runTarget(program, name, [
      '-merge=1',
      '-use_counters=0',
      ...limits,
      directory,
      newCorpus(name),
    ]);
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}: ${readdirSync(directory).length - before} inputs added`);
    if (code !== 0) process.exitCode = 1;
  }
}

async function main() {
  if (options.help) return console.log(usage);
  const [seconds, jobs] = [checkCount('seconds', 0), checkCount('jobs', 1)];
  const program = await build(jobs);
  const targets = await targetsOf(program);
  const selected = selectTargets(targets);
  if (options.list) return console.log(selected.join('\n'));
  if (options['self-test']) return selfTest(program, selected);
  if (options.input !== undefined) return reproduce(program, selected);
  if (options.minimize) return minimize(program, selected);
  return fuzzAll(program, targets, selected, seconds, jobs);
}

// Ctrl-C also reaches the running programs, whose results are printed.
process.on('SIGINT', () => {});
await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
