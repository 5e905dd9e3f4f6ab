// Writes docs/api, the API reference, from the doc comments in the declarations of the packages, with TypeDoc.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, Comment, Context, Converter, ReflectionKind } from 'typedoc';
import { MarkdownPageEvent } from 'typedoc-plugin-markdown';
import { mergeEntries } from './entries.mjs';
import { ReferenceTheme } from './reference-theme.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const manifestOf = (directory) => JSON.parse(readFileSync(join(root, 'packages', directory, 'package.json'), 'utf8'));

/** The directories of the packages, those first whose types others re-export. */
export const packages = readdirSync(join(root, 'packages'))
  .filter((directory) => existsSync(join(root, 'packages', directory, 'package.json')))
  .sort((one, other) => (one === 'psutil') - (other === 'psutil') || one.localeCompare(other));

/** Returns the declarations of the public entry points of a package, the main entry first. */
function declarationsOf(directory) {
  const entries = Object.entries(manifestOf(directory).exports).filter(([name]) => !name.startsWith('./internal'));
  return entries.flatMap(([, { types }]) => (types ? [join(root, 'packages', directory, types)] : []));
}

// TypeDoc documents a constant as a function only if its initializer is one, which declarations do not have.
const { getComment } = Context.prototype;
Context.prototype.getComment = function getCommentOfFunction(symbol, kind) {
  const comment = getComment.call(this, symbol, kind);
  if (kind !== ReflectionKind.Variable || this.checker.getTypeOfSymbol(symbol).getCallSignatures().length === 0) {
    return comment;
  }
  const ofFunction = comment?.clone() ?? new Comment();
  ofFunction.modifierTags.add('@function');
  return ofFunction;
};

const options = {
  tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
  plugin: ['typedoc-plugin-markdown'],
  readme: 'none',
  theme: 'reference',
  router: 'module',
  outputs: [{ name: 'markdown', path: join(root, 'docs/api') }],
  entryPointStrategy: 'resolve',
  entryPoints: packages.flatMap(declarationsOf),
  skipErrorChecking: true,
  disableSources: true,
  excludeExternals: true,
  excludePrivate: true,
  excludeProtected: true,
  excludeInternal: true,
  preservedTypeAnnotationTags: ['@throws'],
  githubPages: false,
  sort: ['static-first', 'kind', 'alphabetical-ignoring-documents'],
  kindSortOrder: [
    'Function',
    'Class',
    'Variable',
    'Interface',
    'TypeAlias',
    'Reference',
    'Constructor',
    'Accessor',
    'Property',
    'Method',
  ],
  groupOrder: [
    'Functions',
    'Classes',
    'Constructors',
    'Accessors',
    'Properties',
    'Methods',
    'Variables',
    'Interfaces',
    'Type Aliases',
    'References',
  ],
  validation: { notExported: false, invalidLink: true, notDocumented: true, unusedMergeModuleWith: true },
  entryFileName: 'index.md',
  fileExtension: '.md',
  hidePageHeader: true,
  hideBreadcrumbs: true,
  useCodeBlocks: true,
  expandObjects: true,
  expandParameters: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  tableColumnSettings: { hideInherited: true, hideOverrides: true, hideModifiers: true, leftAlignHeaders: true },
  useCustomAnchors: true,
  // The function cpuFreq and the interface CpuFreq have different anchors.
  sluggerConfiguration: { lowercase: false },
  useHTMLEncodedBrackets: true,
  sanitizeComments: true,
  pageTitleTemplates: {
    index: 'API reference',
    module: ({ name }) => `@psutil/${name}`,
  },
};

/** Headings of parts of a member, which would fill the outline of the page. */
const parts =
  /^#{3,6} (Parameters|Returns|Throws|Examples?|See|Deprecated|Type Parameters|Implements|Constructors?|Accessors|Properties|Methods|Type Declaration|Union Members|Remarks|Default Value|Indexable)$/gm;

/** Puts the class of an error, which TypeDoc reads as the type of `@throws`, before its description. */
function showErrorClasses({ reflections }) {
  const tags = Object.values(reflections).flatMap(({ comment }) => comment?.blockTags ?? []);
  for (const tag of tags.filter(({ typeAnnotation }) => typeAnnotation)) {
    tag.content.unshift({ kind: 'text', text: `\`${tag.typeAnnotation.replace(/^\{|\}$/g, '')}\` ` });
    delete tag.typeAnnotation;
  }
}

const layOut = (text) =>
  text
    .replace(parts, '**$1**')
    .replace(/^(\*\*(?:Returns|Throws)\*\*)\n+(?!```)/gm, '$1: ')
    .replace(/^#####(?= )/gm, '####')
    .replace('## References\n', '## Exports of other packages\n')
    .replace(/^\*{3}\n\n/gm, '');

export async function writeReference() {
  const app = await Application.bootstrapWithPlugins(options);
  app.renderer.defineTheme('reference', ReferenceTheme);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    mergeEntries(project);
    showErrorClasses(project);
  });
  app.renderer.on(MarkdownPageEvent.END, (page) => {
    page.contents = layOut(page.contents);
  });
  const project = await app.convert();
  if (!project) throw new Error('TypeDoc cannot read the declarations: run npm run build');
  app.validate(project);
  await app.generateOutputs(project);
  if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error('the API reference has errors or warnings');
}
