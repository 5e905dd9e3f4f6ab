// Makes up for what Wine lacks, in every program of the tests.
import { registerHooks } from 'node:module';
import { Socket } from 'node:net';

// Wine does not report the symbolic links of Linux, so that Node.js would load a package of this repository once for
// each path: that in node_modules and that in packages.
registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    return { ...resolved, url: resolved.url.replace('/node_modules/@psutil/', '/packages/') };
  },
});

// Wine 8 has no socket option TCP_KEEPALIVE, without which fetch() cannot connect.
Socket.prototype.setKeepAlive = function () {
  return this;
};
