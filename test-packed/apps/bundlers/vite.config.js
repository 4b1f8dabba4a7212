/** Vite makes classic workers unless told; the client's is a module. */
export default {
  worker: { format: 'es' },
  // The other pages of this folder are for other bundlers.
  optimizeDeps: { entries: 'index.html' },
};
