package org.peapod.state;

import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;

/**
 * By which tag a recipient knows us (chapter 5, A9.1).
 *
 * @param recipient to whom we wrote
 * @param tag what we called ourselves
 */
public record SavedSenderTag(ClientAddress recipient, SenderTag tag) {
  /** Refuses half a pair. */
  public SavedSenderTag {
    if (recipient == null || tag == null) {
      throw new IllegalArgumentException("needs a recipient and a tag");
    }
  }
}
