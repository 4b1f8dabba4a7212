/**
 * Names of clients, nodes and anonymous senders, as bytes and as text (chapter 2, section 2).
 *
 * <p>Value types without secrets: an address is public by nature. The package must not know the
 * directory, messages or gateways' protocol; it parses foreign text and answers a {@link
 * org.peapod.address.AddressFault} where a rule is broken.
 */
package org.peapod.address;
