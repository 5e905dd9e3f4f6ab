// The sidebar: the links of docs/index.md, under its headings, and the packages of the API reference.
import { readdirSync, readFileSync } from 'node:fs';

const docs = new URL('..', import.meta.url);
const pagesIn = (directory) => readdirSync(new URL(directory, docs)).filter((name) => name.endsWith('.md'));

/** Returns the links of a section of docs/index.md. */
function sectionOf(section) {
  const [, text] = /^(.+)\n/.exec(section);
  const links = section.matchAll(/^- \[(?<text>[^\]]+)\]\((?<page>[\w-]+)\.md\)/gm);
  return { text, items: [...links].map(({ groups }) => ({ text: groups.text, link: `/${groups.page}` })) };
}

export function sidebar() {
  const sections = readFileSync(new URL('index.md', docs), 'utf8').split(/^## /m).slice(1).map(sectionOf);
  const pages = sections.flatMap(({ items }) => items.map(({ link }) => `${link.slice(1)}.md`));
  const missing = pagesIn('.').filter((page) => page !== 'index.md' && !pages.includes(page));
  if (missing.length > 0) throw new Error(`docs/index.md has no link to ${missing.join(', ')}`);
  const packages = pagesIn('api').map((page) => page.slice(0, -'.md'.length));
  const reference = packages
    .filter((name) => name !== 'index')
    .map((name) => ({ text: `@psutil/${name}`, link: `/api/${name}` }));
  return [
    ...sections.filter(({ items }) => items.length > 0),
    { text: 'API reference', link: '/api/', items: reference },
  ];
}
