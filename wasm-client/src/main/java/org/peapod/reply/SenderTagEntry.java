package org.peapod.reply;

import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;

/**
 * Under which tag a recipient knows us, as it is kept and saved.
 *
 * @param recipient whom we wrote to
 * @param tag our name there
 */
public record SenderTagEntry(ClientAddress recipient, SenderTag tag) {}
