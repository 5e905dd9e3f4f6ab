import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { API, type Project } from 'typescript/unstable/sync';
import { packages } from './packed.ts';
import { root } from './run.ts';

/** The declarations of the public entry points: not of the internal ones, or of the table for the GraphQL server. */
export const publicEntries: readonly string[] = packages.flatMap(({ directory, exports }) =>
  Object.entries(exports).flatMap(([path, target]) => {
    const { types } = target as { readonly types?: string };
    const isPublic = types !== undefined && !path.startsWith('./internal') && path !== './table';
    return isPublic ? [join('packages', directory, types)] : [];
  }),
);

const block = /^ *\* @example\n(?<lines>(?: *\*(?!\/)(?! @).*\n)+)/gm;

/** Returns the examples in a file of declarations. */
const examplesOf = (text: string) =>
  [...text.matchAll(block)].map((match) => (match.groups?.['lines'] ?? '').replace(/^ *\* ?/gm, ''));

/** The examples in the comments of all packages by their location. The two forms of a function have the same one. */
export function findExamples(): ReadonlyMap<string, string> {
  const locations = new Map<string, string>();
  for (const { directory } of packages) {
    const dist = join(root, 'packages', directory, 'dist');
    const files = existsSync(dist) ? readdirSync(dist).filter((name) => name.endsWith('.d.ts')) : [];
    for (const file of files) {
      for (const [index, code] of examplesOf(readFileSync(join(dist, file), 'utf8')).entries()) {
        if (!locations.has(code)) locations.set(code, `${directory}-${file.replace('.d.ts', '')}-${index + 1}`);
      }
    }
  }
  return new Map([...locations].map(([code, location]) => [location, code]));
}

const compilerOptions = {
  target: 'es2022',
  lib: ['es2022'],
  module: 'nodenext',
  types: ['node'],
  strict: true,
  noEmit: true,
  allowJs: true,
  checkJs: true,
};

/** The public declarations and the examples, checked by TypeScript as the files of a user. */
export class CommentProject {
  readonly directory: string;
  readonly project: Project;
  readonly #api: API;

  constructor(examples: ReadonlyMap<string, string>) {
    // Inside the repository, so that imports of the packages resolve.
    mkdirSync(join(root, '.cache'), { recursive: true });
    this.directory = mkdtempSync(join(root, '.cache/comments-'));
    for (const [location, code] of examples) writeFileSync(this.fileOf(location), code);
    const files = [...publicEntries.map((entry) => join(root, entry)), ...[...examples.keys()].map(this.fileOf)];
    const config = join(this.directory, 'tsconfig.json');
    writeFileSync(config, JSON.stringify({ compilerOptions, files }));
    this.#api = new API({ cwd: root });
    const [project] = this.#api.updateSnapshot({ openProjects: [config] }).getProjects();
    this.project = project as Project;
  }

  readonly fileOf = (location: string): string => join(this.directory, `${location}.mjs`);

  close(): void {
    this.#api.close();
    rmSync(this.directory, { recursive: true });
  }
}
