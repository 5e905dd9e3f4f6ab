// Formats the entries of the changelogs for changesets, which loads CommonJS modules only. A changelog contains the
// changes of its own package: a new version of a dependency is no entry.
module.exports = {
  getReleaseLine: async ({ summary }) => `- ${summary.trim().replaceAll(/\n(?!\n)/g, '\n  ')}`,
  getDependencyReleaseLine: async () => '',
};
