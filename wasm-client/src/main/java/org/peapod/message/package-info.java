/**
 * From application bytes to the plaintext of Sphinx packets and back: message kinds, padding,
 * fragments and their reassembly, fragment encryption, acknowledgements (chapter 2).
 *
 * <p>All lengths come from {@link org.peapod.message.MessageSizes}. It must not know routes, the
 * directory, the gateway's frames or when a packet is sent; a SURB and a packet are bytes here.
 */
package org.peapod.message;
