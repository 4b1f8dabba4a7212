/** Where the compiled network of `peapod/testing` is; in the top folder, as all that is found by its file. */
export const mixnetFile = () => new URL('./mixnet.wasm', import.meta.url);
