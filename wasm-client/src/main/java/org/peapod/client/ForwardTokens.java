package org.peapod.client;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.peapod.gateway.GatewayProtocol;
import org.peapod.message.FragmentId;

/**
 * Which packet each answer of the gateway is about: it answers in the order of the requests
 * (chapter 3, section 3.3), and the session names the request by the number that we gave it. Of
 * cover packets nothing is kept.
 */
final class ForwardTokens {
  /** As many as a session keeps; more cannot be unanswered. */
  static final int LIMIT = GatewayProtocol.MAX_OUTSTANDING + GatewayProtocol.MAX_WAITING;

  /** Fragments that the gateway has not answered for, oldest first. */
  private final Map<Integer, FragmentId> unanswered = new LinkedHashMap<>();

  private int last;

  /** The number of the next packet; each is one higher than the one before. */
  int next(FragmentId id) {
    last++;
    if (!id.isCover()) {
      unanswered.put(last, id);
      if (unanswered.size() > LIMIT) {
        Iterator<Integer> oldest = unanswered.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
    }
    return last;
  }

  /** The fragment in a packet that is answered for now; {@code null} for cover. */
  FragmentId answered(int token) {
    return unanswered.remove(token);
  }

  /** Fragments without an answer. */
  int size() {
    return unanswered.size();
  }
}
