package org.peapod.reply;

/**
 * What replies remember over restarts; each part gives its entries and changes to the saver.
 *
 * @param keys of the SURBs that we gave out
 * @param tags our names towards recipients
 * @param surbs those that senders gave us
 */
public record ReplyStores(ReplyKeys keys, SenderTags tags, ReceivedSurbs surbs) {}
