package org.peapod.reply;

import org.peapod.address.SenderTag;

/**
 * A fragment that came on one of our SURBs.
 *
 * @param tag the tag under which the one whom we gave the SURB to knows us: only that peer, or
 *     someone whom it gave the SURB to, can have sent this
 * @param fragment serialized fragment, decrypted
 */
public record OpenedReply(SenderTag tag, byte[] fragment) {}
