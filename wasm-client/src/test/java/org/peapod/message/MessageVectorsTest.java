package org.peapod.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Vectors;

/** Runs the portable checks of this package on the JVM. */
class MessageVectorsTest {
  private final Checks checks = new Checks();

  @Test
  void knownLengthsFollowFromThePacketSize() {
    SizesChecks.run(Vectors.load("messages-sizes.json"), checks);
    held(80);
  }

  @Test
  void knownMessagesSplitIntoKnownFragments() {
    ChunkingChecks.run(Vectors.load("messages-chunking.json"), checks);
    held(1000);
  }

  @Test
  void knownKeysGiveKnownCiphertexts() {
    FragmentCipherChecks.run(Vectors.load("messages-crypto.json"), checks);
    held(15);
  }

  @Test
  void knownMessagesParseAndBadOnesAreFaults() {
    NymMessageChecks.run(Vectors.load("messages-nymmessage.json"), checks);
    held(120);
  }

  @Test
  void knownForwardRequestsAreWrittenAndRead() {
    MixPacketChecks.run(Vectors.load("messages-mixpacket.json"), checks);
    held(30);
  }

  @Test
  void knownEnvelopesAreWrittenAndRead() {
    MimeEnvelopeChecks.run(Vectors.load("messages-mime.json"), checks);
    held(15);
  }

  @Test
  void knownMessagesTravelToKnownBlobsAndBack() {
    EndToEndChecks.run(Vectors.load("messages-endtoend.json"), checks);
    held(150);
  }

  @Test
  void packetsOfTheOfficialClientOpenAndRebuild() {
    var clients = Vectors.load("official-clients.json");
    OfficialPacketChecks.run(Vectors.load("official-packets.json"), clients, checks);
    OfficialPacketChecks.run(Vectors.load("official-packet-extended32.json"), clients, checks);
    held(400);
  }

  @Test
  void messagesOfTheOfficialClientReassembleAndParse() {
    OfficialMessageChecks.run(
        Vectors.load("official-messages.json"), Vectors.load("official-packets.json"), checks);
    held(250);
  }

  /** All comparisons held, and there were enough of them that the file was really read. */
  private void held(int least) {
    assertEquals(List.of(), checks.failures());
    assertTrue(checks.passed() >= least, "only " + checks.passed() + " comparisons");
  }
}
