package org.peapod.reply;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.address.SenderTag;
import org.peapod.message.FragmentCipher;
import org.peapod.message.ReplySurb;

class ReplyKeysTest {
  private static final double DAY_MS = 86_400_000;

  private final SenderTag tag = Samples.tag(1);
  private final List<ReplySurb> surbs = Samples.surbs(3, 5);

  @Test
  void replyIsOpenedOnceAndSaysWhoMustHaveSentIt() {
    ReplyKeys keys = with(5);
    byte[] fragment = {(byte) 0x80, 1, 2, 3};
    byte[] blob = FragmentCipher.sealReply(fragment, surbs.get(2).replyKey());
    OpenedReply opened = keys.open(blob);
    assertArrayEquals(fragment, opened.fragment());
    assertEquals(tag, opened.tag());
    assertNull(keys.open(blob), "a key is good for one packet");
    assertEquals(4, keys.size());
  }

  @Test
  void blobUnderAnotherKeyIsNoReply() {
    ReplyKeys keys = with(5);
    assertNull(keys.open(new byte[1643]));
    assertEquals(5, keys.size());
  }

  @Test
  void keyExpiresAtItsAgeAndNotBefore() {
    ReplyKeys keys = with(1);
    keys.expire(DAY_MS, DAY_MS);
    assertEquals(1, keys.size());
    keys.expire(DAY_MS + 1, DAY_MS);
    assertEquals(0, keys.size());
  }

  @Test
  void beyondTheLimitTheOldestKeyGoes() {
    ReplyKeys keys = new ReplyKeys(3);
    surbs.forEach(surb -> keys.add(0, tag, surb));
    assertEquals(3, keys.size());
    assertNull(keys.take(KeyDigest.of(surbs.get(1).replyKey())));
    assertNotNull(keys.take(KeyDigest.of(surbs.get(2).replyKey())));
    assertEquals(2, keys.takeChanges().added().size());
  }

  @Test
  void saverSeesWhatCameAndWhatMustNotComeBack() {
    ReplyKeys keys = with(3);
    KeyDigest first = KeyDigest.of(surbs.get(0).replyKey());
    keys.take(first);
    Changes<KeyDigest, ReplyKeyEntry> before = keys.takeChanges();
    assertEquals(2, before.added().size());
    assertTrue(before.removed().isEmpty(), "never saved, so nothing to remove");
    KeyDigest second = KeyDigest.of(surbs.get(1).replyKey());
    keys.take(second);
    Changes<KeyDigest, ReplyKeyEntry> after = keys.takeChanges();
    assertEquals(List.of(second), after.removed());
    assertTrue(after.added().isEmpty());
    assertTrue(keys.takeChanges().isEmpty());
  }

  @Test
  void restoredKeysOpenRepliesAndAreNoChange() {
    ReplyKeys restored = new ReplyKeys(10);
    restored.restore(with(3).entries());
    assertTrue(restored.takeChanges().isEmpty());
    byte[] blob = FragmentCipher.sealReply(new byte[] {7}, surbs.get(1).replyKey());
    assertArrayEquals(new byte[] {7}, restored.open(blob).fragment());
    assertEquals(1, restored.takeChanges().removed().size());
  }

  @Test
  void wipedKeysAreGone() {
    ReplyKeys keys = with(2);
    byte[] key = keys.entries().get(0).key();
    keys.wipe();
    assertArrayEquals(new byte[16], key);
    assertEquals(0, keys.size());
  }

  private ReplyKeys with(int count) {
    ReplyKeys keys = new ReplyKeys(10);
    surbs.subList(0, count).forEach(surb -> keys.add(0, tag, surb));
    return keys;
  }
}
