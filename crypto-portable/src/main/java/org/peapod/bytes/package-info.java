/**
 * Byte strings and the outcome of decoding them: bounds-checked reading and writing, UTF-8, base58
 * and base64, and {@link org.peapod.bytes.Result}, which every decoder of foreign bytes returns.
 *
 * <p>The lowest package. It must not know cryptography, packets or the network, and like the whole
 * core it never catches: a broken rule is a {@link org.peapod.bytes.Fault}, not an exception.
 */
package org.peapod.bytes;
