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
 * data or none. The keys of the SURBs are entered before they are handed out, so that no reply can
 * come too early.
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

  /** Our name towards a recipient, made now if it has none. */
  public SenderTag tag(ClientAddress recipient) {
    return tags.forRecipient(recipient);
  }

  /**
   * Some SURBs, whose keys are entered.
   *
   * @param tag our name towards whoever gets them
   * @return the SURBs, or {@link ReplyFault#NO_ROUTE} and none
   */
  public Result<List<ReplySurb>> surbs(
      Topology topology, double wallMs, SenderTag tag, int amount) {
    Result<List<ReplySurb>> made = maker.make(topology, amount);
    if (made.isOk()) {
      for (ReplySurb surb : made.value()) {
        keys.add(wallMs, tag, surb);
      }
    }
    return made;
  }

  /**
   * A message with SURBs to answer it.
   *
   * @param surbs 0 to {@link NymMessage#MAX_SURBS}; see {@link SurbBudget}
   * @param data 0 bytes or more; not copied
   */
  public NymMessage.Repliable data(SenderTag tag, List<ReplySurb> surbs, byte[] data) {
    return new NymMessage.Repliable(tag.toBytes(), NymMessage.Purpose.DATA, surbs, data);
  }

  /** One batch of SURBs that a recipient of ours asked for. */
  public NymMessage.Repliable additionalSurbs(SenderTag tag, List<ReplySurb> surbs) {
    NymMessage.Purpose purpose = NymMessage.Purpose.ADDITIONAL_SURBS;
    return new NymMessage.Repliable(tag.toBytes(), purpose, surbs, NO_DATA);
  }
}
