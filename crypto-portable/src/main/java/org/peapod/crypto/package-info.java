/**
 * The primitives that Nym uses, under their own names, over BouncyCastle's lightweight API: no
 * provider, no reflection, no randomness of its own (that is {@link org.peapod.crypto.Entropy}).
 *
 * <p>Chapter 1 section 3, chapter 2 sections 5 and 6, chapter 3 section 3.1. It must not know
 * packets, messages or networks.
 */
package org.peapod.crypto;
