package org.peapod.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peapod.address.ClientAddress;
import org.peapod.address.SenderTag;
import org.peapod.crypto.SeededEntropy;

class SenderTagsTest {
  private final SenderTags tags = new SenderTags(2, new SeededEntropy(1));

  @Test
  void everyRecipientKnowsUsByAnotherTagThatStays() {
    SenderTag toAlice = tags.forRecipient(Samples.ALICE);
    SenderTag toBob = tags.forRecipient(Samples.BOB);
    assertNotEquals(toAlice, toBob);
    assertEquals(toAlice, tags.forRecipient(Samples.ALICE));
    assertEquals(toBob, tags.known(Samples.BOB));
    assertEquals(Samples.ALICE, tags.recipient(toAlice));
    assertNull(tags.recipient(Samples.tag(1)));
  }

  @Test
  void whoWasNeverWrittenToHasNoTag() {
    assertNull(tags.known(Samples.BOB));
    assertEquals(0, tags.size());
  }

  @Test
  void beyondTheLimitTheLongestUnusedIsForgotten() {
    ClientAddress third = address(3);
    tags.forRecipient(Samples.ALICE);
    tags.forRecipient(Samples.BOB);
    tags.forRecipient(Samples.ALICE);
    tags.takeChanges();
    tags.forRecipient(third);
    assertEquals(2, tags.size());
    assertNull(tags.known(Samples.BOB));
    Changes<ClientAddress, SenderTagEntry> changes = tags.takeChanges();
    assertEquals(Samples.BOB, changes.removed().get(0));
    assertEquals(third, changes.added().get(0).recipient());
  }

  @Test
  void restoredTagsAreTheSameAndNoChange() {
    SenderTag toAlice = tags.forRecipient(Samples.ALICE);
    SenderTags restored = new SenderTags(2, new SeededEntropy(2));
    restored.restore(tags.entries());
    assertEquals(toAlice, restored.forRecipient(Samples.ALICE));
    assertTrue(restored.takeChanges().isEmpty());
  }

  /** Alice's keys at a gateway that is named by a client's key: a third address. */
  private static ClientAddress address(int first) {
    byte[] key = new byte[32];
    key[0] = (byte) first;
    return ClientAddress.of(Samples.ALICE.identityKey(), key, Samples.BOB.identityKey());
  }
}
