import { defineConfig } from 'vite';

export default defineConfig({
  // Relative, so that the built page may be served from any folder.
  base: './',
  // The client's worker is a module, as it loads the JavaScript build of the core only when needed.
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Nothing inline: the page runs under a policy that allows only its own files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
