/** The WebAssembly build of the core, compiled by those who bundle for Cloudflare Workers. */
declare const core: WebAssembly.Module;
// biome-ignore lint/style/noDefaultExport: bundlers give a module of WebAssembly as the default
export default core;
