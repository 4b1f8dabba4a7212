/**
 * What every module that TeaVM compiles here has in common: the window through which byte strings
 * pass, and the host's generator of random bytes as the core's entropy port.
 *
 * <p>The clients' module and that of the local mixnet are built on it. It must not know what the
 * byte strings mean (docs/boundary.md).
 */
package org.peapod.wasm.border;
