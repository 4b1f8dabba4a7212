/** The JavaScript build of the core; the loader checks what it exports. */
export {};
