package org.peapod.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.peapod.vectors.Hex;

class NymMessageTest {
  private static final byte[] TAG = new byte[16];

  /** y = 2, for which the curve has no x. */
  private static final byte[] OFF_CURVE = Arrays.copyOf(new byte[] {2}, 32);

  private static final String START = "01" + "2a".repeat(16);

  @Test
  void brokenRulesAreNamed() {
    fault(MessageFault.MESSAGE_EMPTY, "");
    fault(MessageFault.MESSAGE_TYPE_UNKNOWN, "03");
    fault(MessageFault.MESSAGE_TOO_SHORT, "02");
    fault(MessageFault.MESSAGE_TOO_SHORT, "0200");
    fault(MessageFault.CONTENT_TAG_UNKNOWN, "020201");
    fault(MessageFault.SURB_REQUEST_INVALID, "020101");
    fault(MessageFault.MESSAGE_TOO_SHORT, "012a2a");
    fault(MessageFault.MESSAGE_TOO_SHORT, START);
    fault(MessageFault.MESSAGE_TOO_SHORT, START + "00000000");
    fault(MessageFault.CONTENT_TAG_UNKNOWN, START + "0600000000");
    fault(MessageFault.KEY_ROTATION_INVALID, START + "0300000003");
    fault(MessageFault.SURBS_TOO_MANY, START + "0300010400");
    fault(MessageFault.SURBS_TOO_MANY, START + "00ffffffff");
    fault(MessageFault.SURB_HOPS_INVALID, START + "0300010001" + "00".repeat(396));
    fault(MessageFault.SURB_HOPS_INVALID, START + "0300010601" + "00".repeat(492));
    fault(MessageFault.FIRST_HOP_INVALID, START + "0300010101" + "00".repeat(412));
  }

  @Test
  void materialThatWouldReadAsFullKeysIsRefusedInTheSecondEncoding() {
    fault(MessageFault.SURB_HOPS_INVALID, START + "0300013001" + "04".repeat(16 + 380 + 768));
  }

  @Test
  void hopsWithoutSurbsAreNotLookedAt() {
    var message = NymMessage.parse(Hex.decode(START + "0300000900" + "07")).value();
    assertArrayEquals(new byte[] {7}, ((NymMessage.Repliable) message).data());
  }

  @Test
  void moreSurbsThanTheLimitAreRefusedThoughTheyAreThere() {
    byte[] bytes = new byte[22 + 4097 * 412];
    System.arraycopy(Hex.decode(START + "0310010100"), 0, bytes, 0, 22);
    assertEquals(MessageFault.SURBS_TOO_MANY, NymMessage.parse(bytes).fault());
  }

  @Test
  void bytesBehindAdditionalSurbsArePassedOver() {
    byte[] bytes = Filler.concat(Hex.decode(START + "0400000000"), new byte[] {1, 2, 3});
    var message = assertInstanceOf(NymMessage.Repliable.class, NymMessage.parse(bytes).value());
    assertEquals(NymMessage.Purpose.ADDITIONAL_SURBS, message.purpose());
    assertEquals(0, message.data().length);
  }

  @Test
  void surbRequestFromAnAddressOffTheCurveIsRefused() {
    byte[] good = new NymMessage.SurbRequest(MessageSamples.address(1), 7).toBytes();
    assertTrue(NymMessage.parse(good).isOk());
    byte[] badIdentity = good.clone();
    System.arraycopy(OFF_CURVE, 0, badIdentity, 2, 32);
    byte[] badGateway = good.clone();
    System.arraycopy(OFF_CURVE, 0, badGateway, 66, 32);
    fault(MessageFault.SURB_REQUEST_INVALID, Hex.encode(badIdentity));
    fault(MessageFault.SURB_REQUEST_INVALID, Hex.encode(badGateway));
    fault(MessageFault.SURB_REQUEST_INVALID, Hex.encode(good) + "00");
  }

  @Test
  void surbsOfOneMessageMustBeAlike() {
    List<ReplySurb> mixedHops = new ArrayList<>(MessageSamples.surbs(1, 1, 4, 1));
    mixedHops.addAll(MessageSamples.surbs(2, 1, 1, 1));
    List<ReplySurb> mixedRotation = new ArrayList<>(MessageSamples.surbs(1, 1, 4, 1));
    mixedRotation.addAll(MessageSamples.surbs(2, 1, 4, 2));
    byte[] fullKeys = MessageSamples.surbBytes(1, 768);
    List<ReplySurb> old = List.of(ReplySurb.of(TAG, fullKeys, 0).value());
    for (List<ReplySurb> surbs : List.of(mixedHops, mixedRotation, old)) {
      var message = new NymMessage.Repliable(TAG, NymMessage.Purpose.DATA, surbs, new byte[0]);
      assertThrows(IllegalStateException.class, message::toBytes);
    }
  }

  @Test
  void messagesThatNoRecipientAcceptsCannotBeMade() {
    byte[] none = {};
    var data = NymMessage.Purpose.DATA;
    var heartbeat = NymMessage.Purpose.HEARTBEAT;
    var many = new ArrayList<ReplySurb>();
    ReplySurb surb = MessageSamples.surbs(1, 1, 1, 0).get(0);
    for (int i = 0; i <= NymMessage.MAX_SURBS; i++) {
      many.add(surb);
    }
    refused(() -> new NymMessage.ReplyData(none));
    refused(() -> new NymMessage.SurbRequest(new byte[95], 1));
    refused(() -> new NymMessage.SurbRequest(new byte[96], -1));
    refused(() -> new NymMessage.SurbRequest(new byte[96], 1L << 32));
    refused(() -> new NymMessage.Repliable(none, data, List.of(), none));
    refused(() -> new NymMessage.Repliable(TAG, heartbeat, List.of(), TAG));
    refused(() -> new NymMessage.Repliable(TAG, data, many, none));
  }

  @Test
  void surbsAreCheckedForLengthRotationAndFirstHop() {
    assertEquals(MessageFault.SURB_HOPS_INVALID, surbFault(380, 0));
    assertEquals(MessageFault.SURB_HOPS_INVALID, surbFault(380 + 15, 0));
    assertEquals(MessageFault.SURB_HOPS_INVALID, surbFault(380 + 96, 0));
    assertEquals(MessageFault.SURB_HOPS_INVALID, surbFault(10, 0));
    assertEquals(MessageFault.KEY_ROTATION_INVALID, surbFault(380 + 64, 3));
    assertEquals(MessageFault.FIRST_HOP_INVALID, surbFault(380 + 64, 0));
    refused(() -> ReplySurb.of(new byte[15], new byte[444], 0));
  }

  @Test
  void wipedSurbHoldsNoSecret() {
    ReplySurb surb = MessageSamples.surbs(1, 1, 4, 1).get(0);
    surb.wipe();
    assertArrayEquals(new byte[16], surb.replyKey());
    assertArrayEquals(new byte[444], surb.surb());
  }

  @Test
  void ipv6FirstHopIsAccepted() {
    byte[] surb = MessageSamples.surbBytes(1, 16);
    surb[348] = 6;
    assertTrue(ReplySurb.of(TAG, surb, 2).isOk());
  }

  @Test
  void paddingOfNothingIsTheCallersMistake() {
    refused(() -> MessagePadding.pad(new byte[0], 20));
    assertEquals(MessageFault.PADDING_MARKER_MISSING, MessagePadding.unpad(new byte[0]).fault());
    assertEquals(MessageFault.MESSAGE_EMPTY, MessagePadding.unpad(new byte[] {1, 0}).fault());
  }

  private static Object surbFault(int len, int rotation) {
    return ReplySurb.of(TAG, new byte[len], rotation).fault();
  }

  private static void fault(MessageFault fault, String hex) {
    var parsed = NymMessage.parse(Hex.decode(hex));
    assertEquals(fault, parsed.fault(), hex);
    assertFalse(fault.explanation().isEmpty());
  }

  private static void refused(Executable call) {
    assertThrows(IllegalArgumentException.class, call);
  }
}
