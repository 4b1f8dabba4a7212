/**
 * The door between a local network and JavaScript: byte strings in, byte strings out.
 *
 * <p>{@link org.peapod.mixnet.wasm.MixnetWasmEntry} has the exports, with the names and the window
 * of the client's module, so that one loader serves both; {@link org.peapod.mixnet.wasm.Facade}
 * holds the networks. It must not know the protocol: commands are decoded, given to {@link
 * org.peapod.mixnet.network.Mixnet}, and its outputs are encoded (docs/testing-boundary.md).
 */
package org.peapod.mixnet.wasm;
