/** Vite makes classic workers unless told; the client's is a module. */
export default { worker: { format: 'es' } };
