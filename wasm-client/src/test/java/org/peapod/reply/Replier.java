package org.peapod.reply;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.peapod.address.SenderTag;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.KeyRotationLabel;

/** A controller whose outputs are gathered, with made-up SURBs coming in. */
final class Replier {
  final SeededEntropy entropy = new SeededEntropy(21);
  final ReplyStores stores;
  final ReplyController controller;
  final List<ReplyOutput> outputs = new ArrayList<>();
  int label = KeyRotationLabel.EVEN;

  Replier() {
    this(ReplyConfig.DEFAULT, ReplyLimits.DEFAULT, ReplyController.PacketSizes.REGULAR);
  }

  Replier(ReplyConfig config, ReplyLimits limits, ReplyController.PacketSizes sizes) {
    stores =
        new ReplyStores(
            new ReplyKeys(limits.replyKeys()),
            new SenderTags(limits.recipients(), entropy),
            new ReceivedSurbs(limits));
    controller = new ReplyController(config, limits, Samples.BOB, stores, sizes, entropy);
  }

  void surbs(double nowMs, SenderTag tag, int count, boolean requested) {
    controller.surbsArrived(nowMs, nowMs, tag, Samples.surbs(entropy, count, label), requested);
  }

  /** The outputs since the last call, also kept in {@link #outputs}. */
  List<ReplyOutput> drain() {
    List<ReplyOutput> drained = new ArrayList<>();
    for (ReplyOutput out = controller.poll(); out != null; out = controller.poll()) {
      drained.add(out);
    }
    outputs.addAll(drained);
    return drained;
  }

  /** Of the outputs since the last call, the fragments of replies. */
  static List<ReplyOutput.SendWithSurb> data(List<ReplyOutput> outputs) {
    return sends(outputs, ReplyOutput.Kind.DATA);
  }

  static List<ReplyOutput.SendWithSurb> requests(List<ReplyOutput> outputs) {
    return sends(outputs, ReplyOutput.Kind.SURB_REQUEST);
  }

  private static List<ReplyOutput.SendWithSurb> sends(
      List<ReplyOutput> outputs, ReplyOutput.Kind kind) {
    List<ReplyOutput.SendWithSurb> found = new ArrayList<>();
    for (ReplyOutput out : outputs) {
      if (out instanceof ReplyOutput.SendWithSurb send && send.kind() == kind) {
        found.add(send);
      }
    }
    return found;
  }

  /** How many SURBs the only request among these asks for. */
  static long asked(List<ReplyOutput> outputs) {
    List<ReplyOutput.SendWithSurb> requests = requests(outputs);
    assertTrue(requests.size() == 1, "requests: " + requests.size());
    byte[] fragment = requests.get(0).fragment();
    // Header 7, type and content tag 2, address 96.
    int at = 7 + 2 + 96;
    return ((fragment[at] & 0xff) << 24)
        | ((fragment[at + 1] & 0xff) << 16)
        | ((fragment[at + 2] & 0xff) << 8)
        | (fragment[at + 3] & 0xff);
  }

  void leaveAndAcknowledge(double nowMs, List<ReplyOutput.SendWithSurb> sends) {
    for (ReplyOutput.SendWithSurb send : sends) {
      controller.left(send.id());
      controller.acknowledged(nowMs, send.id());
    }
  }

  /** Lets the time run to this, in the steps that the controller asks for. */
  void runTo(double untilMs) {
    while (controller.deadlineMs() <= untilMs) {
      double nowMs = controller.deadlineMs();
      controller.timer(nowMs, nowMs);
    }
  }
}
