/** The WebAssembly build, compressed (raw deflate) and as base64; written when the package is built. */
export declare const deflatedCore: string;
