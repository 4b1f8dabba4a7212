package org.peapod.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.peapod.address.SenderTag;
import org.peapod.crypto.SeededEntropy;
import org.peapod.message.FragmentId;
import org.peapod.message.ReplySurb;

/** Whatever happens in whatever order: no SURB and no key is used twice, and nothing is lost. */
class ReplyPropertyTest {
  private static final ReplyLimits TIGHT = new ReplyLimits(50, 9, 3, 40, 80, 6, 40_000);

  /** SURBs whose packets have left; a SURB that was given out and returned may be given again. */
  private final Set<KeyDigest> left = new HashSet<>();

  @Property(tries = 50)
  void noSurbLeavesTwiceAndEveryReplyEndsOnce(@ForAll long seed) {
    left.clear();
    SeededEntropy chance = new SeededEntropy(seed);
    Replier bob = new Replier(ReplyConfig.DEFAULT, TIGHT, ReplyController.PacketSizes.REGULAR);
    List<FragmentId> flying = new ArrayList<>();
    Set<Integer> open = new HashSet<>();
    double nowMs = 0;
    for (int step = 0; step < 300; step++) {
      nowMs += chance.below(3_000);
      act(bob, chance, nowMs, step, flying, open);
      bob.controller.timer(nowMs, nowMs);
      follow(bob, chance, nowMs, flying, open);
      assertTrue(bob.stores.surbs().size() <= TIGHT.surbs());
      assertTrue(bob.stores.surbs().tags().size() <= TIGHT.tags());
      assertEquals(open.size(), bob.controller.replies());
    }
    bob.runTo(nowMs + 1e6);
    while (!flying.isEmpty()) {
      FragmentId id = flying.remove(flying.size() - 1);
      for (int i = 0; i <= ReplyDispatch.MAX_REPEATS; i++) {
        bob.controller.left(id);
        bob.controller.resend(nowMs, id);
        follow(bob, chance, nowMs, new ArrayList<>(), open);
      }
    }
    bob.runTo(nowMs + 3e6);
    follow(bob, chance, nowMs, flying, open);
    bob.runTo(nowMs + 6e6);
    follow(bob, chance, nowMs, flying, open);
    assertEquals(open.size(), bob.controller.replies());
  }

  private void act(
      Replier bob,
      SeededEntropy chance,
      double nowMs,
      int step,
      List<FragmentId> flying,
      Set<Integer> open) {
    SenderTag tag = Samples.tag(chance.below(4));
    int what = chance.below(10);
    if (what < 3) {
      bob.surbs(nowMs, tag, chance.below(30), chance.below(2) == 0);
    } else if (what < 5) {
      int len = 1 + chance.below(12_000);
      if (bob.controller.reply(nowMs, step, tag, new byte[len]) == null) {
        open.add(step);
      }
    } else if (what == 5 && !open.isEmpty()) {
      int number = open.iterator().next();
      assertTrue(bob.controller.cancel(nowMs, number));
      open.remove(number);
    } else if (!flying.isEmpty()) {
      FragmentId id = flying.remove(chance.below(flying.size()));
      switch (chance.below(4)) {
        case 0 -> bob.controller.returned(nowMs, id);
        case 1 -> bob.controller.acknowledged(nowMs, id);
        default -> {
          bob.controller.left(id);
          bob.controller.resend(nowMs, id);
        }
      }
    }
  }

  private void follow(
      Replier bob, SeededEntropy chance, double nowMs, List<FragmentId> flying, Set<Integer> open) {
    for (ReplyOutput out = bob.controller.poll(); out != null; out = bob.controller.poll()) {
      if (out instanceof ReplyOutput.SendWithSurb send) {
        KeyDigest digest = KeyDigest.of(send.surb().replyKey());
        assertTrue(!left.contains(digest), "a SURB that has left is given out again");
        if (chance.below(3) > 0) {
          left.add(digest);
          bob.controller.left(send.id());
        }
        flying.add(send.id());
      } else if (out instanceof ReplyOutput.ReplyAcknowledged done) {
        assertTrue(open.remove(done.message()));
      } else if (out instanceof ReplyOutput.ReplyFailed gone) {
        assertTrue(open.remove(gone.message()));
      }
    }
  }

  @Property(tries = 50)
  void noSurbAndNoKeyComesBackAfterACrashAtAnyPoint(@ForAll long seed) {
    SeededEntropy chance = new SeededEntropy(seed);
    ReceivedSurbs surbs = new ReceivedSurbs(TIGHT);
    ReplyKeys keys = new ReplyKeys(TIGHT.replyKeys());
    Saved saved = new Saved();
    Set<KeyDigest> usedSurbs = new HashSet<>();
    Set<KeyDigest> usedKeys = new HashSet<>();
    List<ReplySurb> given = new ArrayList<>();
    for (int step = 0; step < 200; step++) {
      SenderTag tag = Samples.tag(chance.below(4));
      List<ReplySurb> fresh = Samples.surbs(chance, 1 + chance.below(8), 2);
      switch (chance.below(6)) {
        case 0 -> surbs.add(step, step, tag, fresh, 10);
        case 1 -> {
          StoredSurb taken = surbs.take(tag);
          saved.save(surbs, keys);
          assertTrue(taken == null || usedSurbs.add(taken.digest()), "a SURB used twice");
        }
        case 2 -> {
          StoredSurb taken = surbs.take(tag);
          if (taken != null) {
            surbs.putBack(taken);
          }
        }
        case 3 -> {
          for (ReplySurb surb : fresh) {
            keys.add(0, tag, surb);
          }
          given.addAll(fresh);
        }
        case 4 -> {
          if (!given.isEmpty()) {
            byte[] key = given.get(chance.below(given.size())).replyKey();
            ReplyKeyEntry taken = keys.take(KeyDigest.of(key));
            saved.save(surbs, keys);
            assertTrue(taken == null || usedKeys.add(taken.digest()), "a key used twice");
          }
        }
        default -> {
          surbs = new ReceivedSurbs(TIGHT);
          surbs.restore(step, new ArrayList<>(saved.surbs.values()));
          keys = new ReplyKeys(TIGHT.replyKeys());
          keys.restore(new ArrayList<>(saved.keys.values()));
        }
      }
      assertTrue(saved.surbs.size() <= TIGHT.surbs() && saved.keys.size() <= TIGHT.replyKeys());
    }
  }
}
