#!/usr/bin/env node
// The modules of a command are imported when it runs, so that --help and --version respond at once.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Command, isCommand, UsageError, usageOf } from './cli-usage.js';

const readPackageFile = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

async function printSchema(args: readonly string[]): Promise<void> {
  const options = { 'no-mutations': { type: 'boolean', default: false } } as const;
  const { values } = parseArgs({ args: [...args], options });
  if (!values['no-mutations']) return void process.stdout.write(readPackageFile('schema.graphql'));
  const { printSchemaWithDirectives } = await import('@graphql-tools/utils');
  const { schema } = await import('./schema.js');
  console.log(printSchemaWithDirectives(schema));
}

const commands: Readonly<Record<Command, (args: readonly string[]) => Promise<void>>> = {
  serve: async (args) => (await import('./serve.js')).serve(args),
  query: async (args) => (await import('./query.js')).query(args),
  schema: printSchema,
};

const isHelp = (argument: string | undefined) => argument === '--help' || argument === '-h';

async function main([command, ...args]: readonly string[]): Promise<void> {
  if (isHelp(command)) return console.log(usageOf(undefined));
  if (command === '--version') return console.log(JSON.parse(readPackageFile('package.json')).version);
  if (!isCommand(command))
    throw new UsageError(command === undefined ? 'missing command' : `unknown command: ${command}`);
  if (args.some(isHelp)) return console.log(usageOf(command));
  await commands[command](args);
}

function isUsageError(error: Error): boolean {
  return error instanceof UsageError || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error; // The reader of the output has ended, such as head(1).
});

const [, , ...args] = process.argv;
main(args).catch((error: Error) => {
  console.error(`psutil-graphql: ${error.message}`);
  if (isUsageError(error)) console.error(`\n${usageOf(args[0])}`);
  process.exitCode = isUsageError(error) ? 2 : 1;
});
