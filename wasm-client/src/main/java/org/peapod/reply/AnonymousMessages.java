package org.peapod.reply;

import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.bytes.Result;
import org.peapod.message.NymMessage;
import org.peapod.message.ReplySurb;
import org.peapod.topology.Topology;

/**
 * Makes what an anonymous sender says (chapter 2, sections 8.6 and 10.2): its tag, fresh SURBs, and
 * data or none. The keys of the SURBs are entered before the message is handed out, so that no
 * reply can come too early.
 */
public final class AnonymousMessages {
  private static final byte[] NO_DATA = {};

  private final SurbMaker maker;
  private final SenderTags tags;
  private final ReplyKeys keys;

  /** For one client. */
  public AnonymousMessages(SurbMaker maker, SenderTags tags, ReplyKeys keys) {
    this.maker = maker;
    this.tags = tags;
    this.keys = keys;
  }

  /**
   * A message with SURBs to answer it.
   *
   * @param surbs how many, 0 to {@link NymMessage#MAX_SURBS}; see {@link SurbBudget}
   * @param data 0 bytes or more; not copied
   */
  public Result<NymMessage.Repliable> data(
      Topology topology, double wallMs, ClientAddress recipient, int surbs, byte[] data) {
    SenderTag tag = tags.forRecipient(recipient);
    return make(topology, wallMs, tag, NymMessage.Purpose.DATA, surbs, data);
  }

  /** One batch of SURBs that a recipient of ours asked for. */
  public Result<NymMessage.Repliable> additionalSurbs(
      Topology topology, double wallMs, SenderTag tag, int surbs) {
    return make(topology, wallMs, tag, NymMessage.Purpose.ADDITIONAL_SURBS, surbs, NO_DATA);
  }

  private Result<NymMessage.Repliable> make(
      Topology topology,
      double wallMs,
      SenderTag tag,
      NymMessage.Purpose purpose,
      int surbs,
      byte[] data) {
    if (surbs < 0 || surbs > NymMessage.MAX_SURBS) {
      throw new IllegalArgumentException("a message carries 0 to 4096 SURBs, got " + surbs);
    }
    Result<List<ReplySurb>> made = maker.make(topology, surbs);
    if (made.isFault()) {
      return made.castFault();
    }
    for (ReplySurb surb : made.value()) {
      keys.add(wallMs, tag, surb);
    }
    return Result.ok(new NymMessage.Repliable(tag.toBytes(), purpose, made.value(), data));
  }
}
