#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { UsageError, usage } from './cli-usage.js';
import { execute } from './execute.js';
import { printable } from './printable.js';
import { schema } from './schema.js';
import { serve } from './serve.js';

function parseVariables(text: string): Record<string, unknown> {
  try {
    const variables: unknown = JSON.parse(text);
    if (typeof variables === 'object' && variables !== null && !Array.isArray(variables)) return { ...variables };
  } catch {
    // Invalid JSON: thrown below.
  }
  throw new UsageError(`--variables must be a JSON object, not ${JSON.stringify(text)}`);
}

async function query(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      variables: { type: 'string', default: '{}' },
      'allow-environ': { type: 'boolean', default: false },
    },
  });
  const [document] = positionals;
  if (document === undefined || positionals.length > 1) throw new UsageError('query requires exactly one document');
  const result = await execute(document, {
    variables: parseVariables(values.variables),
    allowEnviron: values['allow-environ'],
  });
  console.log(printable(JSON.stringify(result, null, 2)));
  if (!result.data) process.exitCode = 1;
}

async function main([command, ...args]: readonly string[]): Promise<void> {
  if (command === 'serve') return serve(args);
  if (command === 'query') return query(args);
  if (command === 'schema' && args.length === 0) return console.log(printSchemaWithDirectives(schema));
  if (command === '--help' || command === '-h') return console.log(usage);
  throw new UsageError(command === undefined ? 'missing command' : `unknown command: ${[command, ...args].join(' ')}`);
}

function isUsageError(error: Error): boolean {
  return error instanceof UsageError || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(isUsageError(error) ? `${error.message}\n\n${usage}` : `psutil-graphql: ${error.message}`);
  process.exitCode = isUsageError(error) ? 2 : 1;
});
