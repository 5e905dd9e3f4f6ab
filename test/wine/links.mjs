// Wine does not report the symbolic links of Linux, so that Node.js would load a package of this repository once for
// each path: that in node_modules and that in packages.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    return { ...resolved, url: resolved.url.replace('/node_modules/@psutil/', '/packages/') };
  },
});
