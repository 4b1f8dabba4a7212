package org.peapod.reply;

import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.crypto.Entropy;
import org.peapod.message.FragmentId;
import org.peapod.message.MessageSizes;
import org.peapod.message.NymMessage;
import org.peapod.message.ReplySurb;
import org.peapod.sphinx.PacketSize;
import org.peapod.topology.KeyRotationInfo;
import org.peapod.topology.Topology;

/**
 * Replies to anonymous senders, and SURBs for those who reply to us (chapter 5, A9). Every reply
 * that is taken ends in exactly one of {@link ReplyOutput.ReplyAcknowledged} and {@link
 * ReplyOutput.ReplyFailed}, unless it is cancelled; no SURB is given out twice.
 *
 * <p>After any call the host drains {@link #poll()}; it calls {@link #timer} at {@link
 * #deadlineMs()}. Of each packet that it was told to send it tells what became of it: {@link
 * #left}, {@link #returned}, {@link #acknowledged}, or {@link #resend} when no acknowledgement came
 * in time.
 */
public final class ReplyController {
  /** How often waiting replies are looked at (A9.6). */
  static final double INSPECTION_MS = 5_000;

  private final ReplyConfig config;
  private final ReplyStores stores;
  private final SurbNeeds needs;
  private final PacketSizes sizes;
  private final Entropy entropy;
  private final ReplyDispatch dispatch;
  private final ReplyAdmission admission;
  private final SurbAnswers answers;
  private final RotationWatch rotations = new RotationWatch();
  private final ReplyCounters counters = new ReplyCounters();
  private double inspectAtMs = Double.POSITIVE_INFINITY;
  private double sweepAtMs = Double.POSITIVE_INFINITY;

  /**
   * The packet sizes that replies may have (chapter 2, section 4.6).
   *
   * @param primary the usual one
   * @param secondary the one for what needs fewer packets of it; the primary one for none
   */
  public record PacketSizes(PacketSize primary, PacketSize secondary) {
    /** Regular packets only. */
    public static final PacketSizes REGULAR =
        new PacketSizes(PacketSize.REGULAR, PacketSize.REGULAR);
  }

  /**
   * Replies of one client, over stores that it shares with the rest of the client.
   *
   * @param self own address, which requests for SURBs tell
   */
  public ReplyController(
      ReplyConfig config,
      ReplyLimits limits,
      ClientAddress self,
      ReplyStores stores,
      PacketSizes sizes,
      Entropy entropy) {
    if (config.unusableBecause() != null) {
      throw new IllegalArgumentException(config.unusableBecause());
    }
    this.config = config;
    this.stores = stores;
    this.sizes = sizes;
    this.entropy = entropy;
    this.needs = new SurbNeeds(config);
    this.dispatch = new ReplyDispatch(needs, self, stores.surbs(), sizes.primary(), entropy);
    this.admission = new ReplyAdmission(limits, stores.surbs(), dispatch);
    this.answers = new SurbAnswers(config.maxAnsweredSurbs(), dispatch.outputs);
  }

  /**
   * Takes a reply. What there are SURBs for beyond the reserve is given out at once, the rest as
   * more SURBs come; they are asked for.
   *
   * @param number names the reply in the outputs; 0 or more
   * @param data at least one byte; not copied
   * @return the fault when it was not taken, else {@code null}
   */
  public ReplyFault reply(double nowMs, int number, SenderTag tag, byte[] data) {
    ReplyFault fault = admission.refusal(tag, data);
    if (fault != null) {
      return fault;
    }
    NymMessage.Reply reply = new NymMessage.ReplyData(data);
    PacketSize size =
        MessageSizes.choose(reply.serializedLen(), sizes.primary(), sizes.secondary());
    admission.requireFree(number);
    Conversation conversation = dispatch.conversations().with(tag);
    dispatch.add(nowMs, new ReplyMessage(number, conversation, reply, size, data.length, entropy));
    watch(nowMs);
    return null;
  }

  /**
   * Goes on with a saved reply: what is not acknowledged is sent, again or for the first time, in
   * the same fragments, so that the recipient gets the reply once.
   *
   * @return the fault when it was not taken, else {@code null}
   */
  public ReplyFault resume(double nowMs, OpenReply saved) {
    ReplyFault fault = admission.refusal(saved.tag(), saved.padded());
    if (fault == null) {
      admission.requireFree(saved.number());
      dispatch.add(nowMs, new ReplyMessage(saved, dispatch.conversations().with(saved.tag())));
      watch(nowMs);
    }
    return fault;
  }

  /** The replies that are not wholly acknowledged, in the order of their taking, for a save. */
  public List<OpenReply> openReplies() {
    return dispatch.open().forms();
  }

  /** One of them, or {@code null}. */
  public OpenReply openReply(int number) {
    ReplyMessage message = dispatch.open().get(number);
    return message == null ? null : message.open();
  }

  /** Gives a reply up without an output; false when there is no such reply any more. */
  public boolean cancel(double nowMs, int number) {
    return dispatch.cancel(nowMs, number);
  }

  /**
   * SURBs of a sender have come. Those whose keys the nodes have deleted are not taken.
   *
   * @param requested whether they came as the answer to a request, not with data
   */
  public void surbsArrived(
      double nowMs, double wallMs, SenderTag tag, List<ReplySurb> surbs, boolean requested) {
    if (requested) {
      stores.surbs().addAsked(tag, -surbs.size());
    }
    List<ReplySurb> alive = rotations.alive(surbs, wallMs);
    if (alive.isEmpty()) {
      return;
    }
    stores.surbs().add(nowMs, wallMs, tag, alive, config.reservedSurbs());
    if (!stores.surbs().knows(tag)) {
      return;
    }
    Conversation conversation = dispatch.conversations().with(tag);
    conversation.rerequests = 0;
    dispatch.pump(nowMs, conversation);
    watch(nowMs);
  }

  /**
   * A recipient of ours asks for SURBs. Only the one to whom we gave the SURB that the request came
   * on is answered, and only at the address under which it got it: whoever else asked would learn
   * that it has found the sender it knows by a tag.
   *
   * @param cameTo the tag of the SURBs that every fragment of the request came on
   */
  public void surbRequested(SenderTag cameTo, ClientAddress address, long amount) {
    SenderTag tag = stores.tags().known(address);
    if (tag == null || !tag.equals(cameTo) || !answers.request(address, tag, amount)) {
      counters.requestsRefused++;
    } else {
      counters.requestsAnswered++;
    }
  }

  /** The batch of SURBs to a recipient has left, or was given up: the next one may follow. */
  public void surbsSent(ClientAddress recipient) {
    answers.next(recipient);
  }

  /** The packet of a fragment has left. Its SURB is overwritten. */
  public void left(FragmentId id) {
    dispatch.left(id);
  }

  /**
   * The packet of a fragment was not built or certainly never left: its SURB goes back to the
   * front, the fragment waits for the next occasion.
   */
  public void returned(double nowMs, FragmentId id) {
    dispatch.returned(nowMs, id);
    watch(nowMs);
  }

  /** A fragment is acknowledged; unknown ones are of no effect. */
  public void acknowledged(double nowMs, FragmentId id) {
    dispatch.acknowledged(nowMs, id);
  }

  /** No acknowledgement of a fragment that had left came in time; unknown ones are no matter. */
  public void resend(double nowMs, FragmentId id) {
    dispatch.resend(nowMs, id);
    watch(nowMs);
  }

  /**
   * The network has been looked up again.
   *
   * @param info the calendar, or {@code null} when it is unknown: then SURBs do not age
   */
  public void topologyChanged(double nowMs, Topology topology, KeyRotationInfo info) {
    rotations.seen(topology, info, stores.surbs().size() > 0);
    if (sweepAtMs == Double.POSITIVE_INFINITY) {
      sweepAtMs = nowMs + rotations.checkEveryMs();
    }
    for (Conversation conversation : dispatch.conversations().all()) {
      dispatch.pump(nowMs, conversation);
    }
  }

  /** Does everything that is due. */
  public void timer(double nowMs, double wallMs) {
    if (nowMs >= sweepAtMs) {
      sweepAtMs = nowMs + rotations.checkEveryMs();
      sweep(nowMs, wallMs);
    }
    if (nowMs >= inspectAtMs) {
      inspectAtMs = Double.POSITIVE_INFINITY;
      for (Conversation conversation : dispatch.conversations().all()) {
        inspect(nowMs, conversation);
      }
    }
    watch(nowMs);
  }

  /** Refreshes after a rotation and drops what has expired (A9.8). */
  private void sweep(double nowMs, double wallMs) {
    ReceivedSurbs surbs = stores.surbs();
    if (rotations.takeDue()) {
      for (SenderTag tag : surbs.tags()) {
        int marked = surbs.markStale(tag, rotations.label());
        if (marked > 0) {
          Conversation conversation = dispatch.conversations().with(tag);
          dispatch.request(conversation, Math.min(marked, config.maxAnsweredSurbs()));
          dispatch.conversations().settle(nowMs, conversation);
        }
      }
    }
    if (rotations.calendar() != null) {
      surbs.expire(wallMs, rotations.calendar());
    }
    stores.keys().expire(wallMs, config.maxReplyKeyAgeMs());
  }

  private void inspect(double nowMs, Conversation conversation) {
    dispatch.pump(nowMs, conversation);
    if (conversation.waiting() == 0) {
      return;
    }
    ReceivedSurbs surbs = stores.surbs();
    double lastMs = Math.max(surbs.lastReceivedMs(conversation.tag), conversation.waitingSinceMs());
    double idleMs = nowMs - lastMs;
    if (conversation.rerequests > config.maxRerequests() || idleMs > config.dropAfterMs()) {
      boolean none = surbs.available(conversation.tag) == 0;
      dispatch.failWaiting(
          nowMs, conversation, none ? ReplyFault.NO_SURBS_LEFT : ReplyFault.NO_SURBS_SENT);
    } else if (idleMs > config.rerequestAfterMs()) {
      conversation.rerequests++;
      counters.rerequests++;
      // What was asked for is taken for lost; the count starts anew with this request.
      surbs.addAsked(conversation.tag, -surbs.asked(conversation.tag));
      dispatch.request(conversation, needs.amount(conversation.waiting()));
    }
  }

  /** Sets the inspection going when something has begun to wait. */
  private void watch(double nowMs) {
    if (inspectAtMs == Double.POSITIVE_INFINITY && dispatch.conversations().hasWaiting()) {
      inspectAtMs = nowMs + INSPECTION_MS;
    }
  }

  /** When {@link #timer} is wanted next, on the monotonic clock; positive infinity if never. */
  public double deadlineMs() {
    return Math.min(inspectAtMs, sweepAtMs);
  }

  /** The next output, or {@code null}. */
  public ReplyOutput poll() {
    return dispatch.outputs.poll();
  }

  /** Replies that are not wholly acknowledged. */
  public int replies() {
    return dispatch.open().size();
  }

  /** Fragments that were given out and are not acknowledged. */
  public int unacknowledged() {
    return dispatch.inFlight();
  }

  /** What was counted. */
  public ReplyCounters counters() {
    return counters;
  }
}
