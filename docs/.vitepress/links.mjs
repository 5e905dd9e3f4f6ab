// Links between the pages, which also work on GitHub.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The address of the repository. */
export const repository = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).homepage.replace(/#.*/, '');
const ownUrl = new RegExp(`^${repository}/(?:blob|tree)/main/`);

/** Returns the path of the file that a link refers to, relative to the root of the repository; null for other links. */
function fileOf(href, page) {
  if (ownUrl.test(href)) return href.replace(ownUrl, '');
  if (/^(\w+:|#|\/)/.test(href)) return null;
  return relative(root, join(root, 'docs', dirname(page), href));
}

/**
 * Returns the link on the site for a link of a page. The site has the API reference instead of the READMEs of the
 * packages; files that it does not have are linked on GitHub.
 */
export function siteLink(href, page) {
  const file = fileOf(href, page);
  if (file === null) return href;
  const [path, anchor] = file.split('#');
  const hash = anchor ? `#${anchor}` : '';
  if (path === 'packages') return '/api/index.md';
  const name = /^packages\/(\w+)\/README\.md$/.exec(path)?.[1];
  if (name) return `/api/${name}.md`;
  if (/^docs\/(api\/)?[\w-]+\.md$/.test(path)) return `/${path.slice('docs/'.length)}${hash}`;
  return `${repository}/${path.includes('.') ? 'blob' : 'tree'}/main/${path}${hash}`;
}

/** Makes markdown-it write the links of the site. */
export function siteLinks(md) {
  md.core.ruler.push('site_links', ({ tokens, env }) => {
    const links = tokens.flatMap(({ children }) => children ?? []).filter(({ type }) => type === 'link_open');
    for (const link of links) link.attrSet('href', siteLink(link.attrGet('href'), env.relativePath));
  });
}

/** Returns the links of the built site whose page or anchor does not exist. */
export function brokenLinks(directory, base) {
  const files = readdirSync(directory, { recursive: true }).filter((file) => file.endsWith('.html'));
  const htmlOf = new Map(files.map((file) => [file, readFileSync(join(directory, file), 'utf8')]));
  const isBroken = (file, href) => {
    const { origin, pathname, hash } = new URL(href, `http://site${base}${file}`);
    if (origin !== 'http://site') return false;
    const target = decodeURIComponent(pathname.slice(base.length)).replace(/(^|\/)$/, '$1index.html');
    const anchor = decodeURIComponent(hash.slice(1));
    if (!htmlOf.has(target)) return !existsSync(join(directory, target));
    return anchor !== '' && !htmlOf.get(target).includes(` id="${anchor}"`);
  };
  return files.flatMap((file) =>
    [...htmlOf.get(file).matchAll(/<a\b[^>]* href="([^"]+)"/g)]
      .map(([, href]) => href.replaceAll('&amp;', '&'))
      .filter((href) => isBroken(file, href))
      .map((href) => `${file}: ${href}`),
  );
}
