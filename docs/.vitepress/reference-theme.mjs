// The layout of the API reference.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ReflectionKind } from 'typedoc';
import { MarkdownTheme, MarkdownThemeContext } from 'typedoc-plugin-markdown';
import { needsOf } from '../../packages/native/dist/internal.js';
import { supportFile, systemNames } from '../../packages/native/scripts/platforms.mjs';
import { entryOf, promiseFormOf } from './entries.mjs';

const support = JSON.parse(readFileSync(fileURLToPath(new URL(`../../${supportFile}`, import.meta.url)), 'utf8'));

const isAvailable = ({ collectors, attributes }, need) =>
  need.startsWith('.') ? attributes.includes(need.slice(1)) : collectors.includes(need);

/** Returns the line with the systems that support a function, class or method, if they are known. */
function systemsOf(reflection) {
  const isMember = reflection.kindOf(ReflectionKind.Method | ReflectionKind.Accessor);
  const isProcess = isMember && ['Process', 'Popen'].includes(reflection.parent.name);
  if (isMember && !isProcess) return [];
  const needs = needsOf(isProcess ? `Process.${reflection.name}` : reflection.name);
  const systems = Object.keys(support).filter((system) => needs.every((need) => isAvailable(support[system], need)));
  if (needs.length === 0 || systems.length === 0) return [];
  return [`**Systems:** ${systems.map((system) => systemNames[system]).join(', ')}`];
}

/** Returns the directory of the package that contains a reflection. */
const packageOf = (reflection) =>
  reflection.kind === ReflectionKind.Module ? reflection.name : packageOf(reflection.parent);

const manifestOf = ({ name }) =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../packages/${name}/package.json`, import.meta.url)), 'utf8'));

/** The packages and their descriptions. */
const packageTable = ({ children }) =>
  ['| package | contents |', '|---|---|']
    .concat(children.map((each) => `| [\`@psutil/${each.name}\`](${each.name}.md) | ${manifestOf(each).description} |`))
    .join('\n');

/** The beginning of the page of a package. */
function introduction(module) {
  const { name, description, homepage, exports } = manifestOf(module);
  const forms = `\`${name}\` exports the synchronous forms, \`${name}/promises\` the forms that return promises.`;
  return [
    `${description} [README](${homepage})`,
    `\`\`\`sh\nnpm install ${name}\n\`\`\``,
    ...('./promises' in exports ? [forms] : []),
  ];
}

const withoutFence = (block) => block.replace(/^```ts\n|\n```$/g, '');

/** The properties of a promise form that its synchronous form lacks or that have another type. */
function otherProperties(model) {
  const typeOf = ({ type }) => String(type);
  return (promiseFormOf(model)?.children ?? []).filter((property) => {
    const twin = model.children?.find(({ name }) => name === property.name);
    return property.kind === ReflectionKind.Property && (!twin || typeOf(twin) !== typeOf(property));
  });
}

/** Overloads may share a comment. */
const textOf = ({ comment }) => comment?.summary.map(({ text }) => text).join('');

/** All signatures of a function or method, and those of its promise form, as one block of code. */
function signatureBlock(model, signatureTitle) {
  const titles = ({ signatures }) => signatures.map((each) => withoutFence(signatureTitle(each)));
  const promiseForm = promiseFormOf(model);
  const promises = promiseForm?.signatures ? titles(promiseForm).filter((each) => !titles(model).includes(each)) : [];
  const label = promises.length > 0 ? [`\n// @psutil/${packageOf(model)}/promises`] : [];
  return ['```ts', ...titles(model), ...label, ...promises, '```'].join('\n');
}

/** The partials that differ from those of typedoc-plugin-markdown. */
const partialsOf = (context, { members, memberContainer, memberWithGroups, signature, signatureTitle }) => ({
  hierarchy: () => '',
  inheritance: () => '',

  /** The exports of other packages, as one list for each package. */
  members(model, options) {
    const references = model.filter((each) => each.kindOf(ReflectionKind.Reference));
    if (references.length === 0) return members(model, options);
    const targets = references.map((each) => each.getTargetReflectionDeep());
    const link = (each) => `[\`${each.name}\`](${context.urlTo(each)})`;
    const line = (name) =>
      `- \`@psutil/${name}\`: ${targets
        .filter((each) => packageOf(each) === name)
        .map(link)
        .join(', ')}`;
    return [...new Set(targets.map(packageOf))].map(line).join('\n');
  },

  /** A member, the entry point that exports it, and what differs in its promise form. */
  memberContainer(model, options) {
    const md = [memberContainer(model, options)];
    const entry = entryOf(model);
    if (entry) md.push(`**Import from:** \`${entry}\``);
    const properties = otherProperties(model);
    if (properties.length > 0) {
      md.push(`In \`@psutil/${packageOf(model)}/promises\`:`, context.partials.propertiesTable(properties));
    }
    return md.join('\n\n');
  },

  memberWithGroups(model, options) {
    if (model.kind === ReflectionKind.Project) return packageTable(model);
    if (model.kind === ReflectionKind.Module)
      return [...introduction(model), memberWithGroups(model, options)].join('\n\n');
    const bases = (model.extendedTypes ?? []).filter((type) => type.reflection || type.package === 'typescript');
    const systems = model.kind === ReflectionKind.Class ? systemsOf(model) : [];
    const lines = [...bases.map((type) => `**Extends:** ${context.partials.someType(type)}`), ...systems];
    return [...lines, memberWithGroups(model, options)].join('\n\n');
  },

  /** TypeDoc has the comment of an accessor twice. */
  accessor: (model, options) => signature(model.getSignature, { ...options, accessor: 'get' }),

  /** All signatures in one block, with those of the promise form, and then their documentation. */
  signatures(model, { headingLevel, nested }) {
    const block = signatureBlock(model, signatureTitle);
    const [first, ...others] = model.signatures;
    const options = { headingLevel: headingLevel + 1, nested, hideTitle: true };
    const texts = [signature(first, options)];
    for (const other of others) {
      if ((textOf(other) ?? textOf(first)) !== textOf(first)) texts.push(signature(other, options));
      else if (other.parameters?.length) texts.push(context.partials.parametersTable(other.parameters));
    }
    return [block, ...systemsOf(model), ...texts].join('\n\n');
  },
});

class ReferenceContext extends MarkdownThemeContext {
  partials = { ...this.partials, ...partialsOf(this, { ...this.partials }) };
}

export class ReferenceTheme extends MarkdownTheme {
  getRenderContext(page) {
    return new ReferenceContext(this, page, this.application.options);
  }
}
