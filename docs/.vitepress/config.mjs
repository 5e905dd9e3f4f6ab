// The configuration of VitePress. The tools are those of package.json in this directory: npm run docs.
import { repository, siteLinks } from './links.mjs';
import { sidebar } from './sidebar.mjs';

/** The anchor of a heading, as on GitHub. */
const slugify = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

export default {
  lang: 'en',
  title: 'psutil for Node.js',
  description: 'System and process information for Node.js',
  srcExclude: ['examples/**'],
  outDir: '../.cache/site',
  cacheDir: '../.cache/vitepress',
  // Without an icon, browsers request /favicon.ico.
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: {
    anchor: { slugify },
    config: siteLinks,
    languageAlias: { cjs: 'js', mjs: 'js' },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  themeConfig: {
    sidebar: sidebar(),
    outline: { level: [2, 4] },
    nav: [
      { text: 'API reference', link: '/api/' },
      { text: 'GitHub', link: repository },
    ],
    search: {
      provider: 'local',
      options: {
        miniSearch: {
          options: {
            // VitePress sends the text of this function to the browser: `killTree` is found as `kill`, `tree` and `killtree`.
            tokenize: (text) =>
              text
                .split(/[^\p{L}\p{N}_]+/u)
                .filter(Boolean)
                .flatMap((word) => [word, ...(/\p{Ll}\p{Lu}/u.test(word) ? word.split(/(?<=\p{Ll})(?=\p{Lu})/u) : [])]),
          },
        },
      },
    },
  },
};
