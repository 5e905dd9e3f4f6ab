// Writes the files of the GraphiQL page from @graphql-yoga/render-graphiql, which contains them as strings.
import { readFileSync } from 'node:fs';
import { css, editorWorkerService, graphqlWorker, js, jsonWorker } from '@graphql-yoga/render-graphiql/graphiql';
import { build, transform } from 'esbuild';

const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
const minify = async (code) => (await transform(code, { minify: true, legalComments: 'eof' })).code;

async function bundleMain() {
  const { outputFiles } = await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: ['main.js'],
    bundle: true,
    write: false,
    format: 'iife',
    loader: { '.graphql': 'text' },
  });
  return outputFiles[0].text;
}

/** Returns the text of each file by its name. */
export async function graphiqlFiles() {
  return {
    'graphiql.html': read('index.html'),
    'graphiql.css': css,
    'graphiql.js': `${js};\n${await bundleMain()}`,
    'editorWorkerService.worker.js': await minify(editorWorkerService),
    'graphql.worker.js': await minify(graphqlWorker),
    'json.worker.js': await minify(jsonWorker),
  };
}
