package org.peapod.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peapod.json.Json;
import org.peapod.vectors.Hex;
import org.peapod.vectors.Vectors;

/** Packets, balance and silence on a ready connection. */
final class GatewaySessionReadyTest {
  @ParameterizedTest
  @CsvSource({"4,1", "5,2", "6,2"})
  void kindOfFrameFollowsTheVersion(int version, int kind) {
    Wire wire = Wire.registered();
    wire.open();
    wire.says(new GatewayResponse.SupportedProtocol(version));
    wire.says(new GatewayResponse.Authenticate(version, true, Wire.PLENTY, false));
    wire.drain();
    assertTrue(wire.forward(5));
    byte[] frame = wire.drain(GatewayOutput.SendBinary.class).get(0).frame();
    assertEquals(kind, frame[0]);
    ForwardRequest request = BinaryFrame.openForward(wire.key, frame).value();
    assertEquals(kind == 2 ? 1 : 0, request.rotationLabel());
    assertArrayEquals(Wire.HOP, request.firstHop());
    assertArrayEquals(Wire.filled(2413, 5), request.packet());
  }

  @Test
  void frameOfTheVectorsComesOutToTheByte() {
    Json file = Vectors.load("gateway-binary.json");
    Json vector = file.get("requests").at(0);
    GatewaySession session =
        new GatewaySession(
            ClientKeys.fromSeed(Wire.CLIENT_SEED),
            Wire.gatewayIdentity(),
            SharedKey.fromBytes(Hex.decode(file.get("shared_key").asText())),
            new ScriptedEntropy(new byte[12], Hex.decode(vector.get("nonce").asText())));
    session.opened(0, Wire.WALL);
    session.text(0, Wire.WALL, "{\"type\":\"supportedProtocol\",\"version\":6}");
    session.text(
        0,
        Wire.WALL,
        "{\"type\":\"authenticate\",\"status\":true,\"bandwidth_remaining\":50000000}");
    byte[] packet = GatewayBinaryChecks.deterministic("packet/ack", 386);
    byte[] hop = Hex.decode(file.get("next_hop_ipv4").get("bytes").asText());
    assertTrue(session.forward(0, 1, hop, packet, 0));
    GatewayOutput last = null;
    for (GatewayOutput next = session.poll(); next != null; next = session.poll()) {
      last = next;
    }
    byte[] expected = Hex.decode(vector.get("frame").asText());
    assertArrayEquals(expected, ((GatewayOutput.SendBinary) last).frame());
  }

  @Test
  void confirmationsComeInOrderOfThePackets() {
    Wire wire = Wire.in(GatewayState.READY);
    wire.forward(10);
    wire.forward(11);
    wire.pushes(Wire.filled(21, 0));
    wire.drain();
    wire.says(new GatewayResponse.Send(Wire.PLENTY - 2413, false));
    assertEquals(List.of(new GatewayOutput.Forwarded(10)), wire.drain());
    wire.says(new GatewayResponse.Send(Wire.PLENTY - 4826, false));
    assertEquals(List.of(new GatewayOutput.Forwarded(11)), wire.drain());
    assertEquals(Wire.PLENTY - 4826, wire.session.balance());
    assertEquals(2, wire.session.counters().forwarded());
    assertEquals(1, wire.session.counters().pushed());
  }

  @Test
  void packetsWaitForTheClaimAndLeaveInOrder() {
    Wire wire = Wire.in(GatewayState.REGISTERING);
    wire.says(new GatewayResponse.Register(6, true, false));
    assertTrue(wire.forward(1));
    assertTrue(wire.forward(2));
    assertEquals(0, wire.drain(GatewayOutput.SendBinary.class).size());
    wire.says(new GatewayResponse.Bandwidth(Wire.PLENTY, false));
    List<GatewayOutput> out = wire.drain();
    assertEquals(new GatewayOutput.Ready(6), out.get(0));
    assertArrayEquals(Wire.filled(2413, 1), packetOf(wire, out.get(1)));
    assertArrayEquals(Wire.filled(2413, 2), packetOf(wire, out.get(2)));
  }

  @Test
  void outOfBandwidthInMidStreamClaimsOnceAndSendsAgain() {
    Wire wire = Wire.in(GatewayState.READY);
    wire.forward(1);
    wire.forward(2);
    wire.drain();
    wire.says(new GatewayResponse.OutOfBandwidth(2413, 0));
    assertEquals(1, wire.drain(GatewayOutput.SendText.class).size());
    wire.says(new GatewayResponse.OutOfBandwidth(2413, 0));
    assertTrue(wire.drain().isEmpty(), "one claim at a time");
    wire.says(new GatewayResponse.Bandwidth(Wire.PLENTY, false));
    List<GatewayOutput.SendBinary> again = wire.drain(GatewayOutput.SendBinary.class);
    assertEquals(2, again.size());
    assertArrayEquals(Wire.filled(2413, 1), packetOf(wire, again.get(0)));
    wire.says(new GatewayResponse.Send(Wire.PLENTY, false));
    wire.says(new GatewayResponse.Send(Wire.PLENTY, false));
    assertEquals(
        List.of(new GatewayOutput.Forwarded(1), new GatewayOutput.Forwarded(2)), wire.drain());
    assertEquals(2, wire.session.counters().outOfBandwidth());
    assertEquals(1, wire.session.counters().claims());
  }

  @Test
  void packetDroppedTwiceIsReported() {
    Wire wire = Wire.in(GatewayState.READY);
    wire.forward(1);
    wire.says(new GatewayResponse.OutOfBandwidth(2413, 0));
    wire.says(new GatewayResponse.Bandwidth(Wire.PLENTY, false));
    wire.drain();
    wire.says(new GatewayResponse.OutOfBandwidth(2413, 0));
    assertEquals(
        List.of(new GatewayOutput.ForwardFailed(1, GatewayFault.OUT_OF_BANDWIDTH)),
        wire.drain(GatewayOutput.ForwardFailed.class));
  }

  @Test
  void balanceUnderTheThresholdClaimsWhilePacketsGoOn() {
    Wire wire = Wire.in(GatewayState.READY);
    wire.forward(1);
    wire.drain();
    wire.says(new GatewayResponse.Send(39_999_999, false));
    assertTrue(wire.lastRequest() instanceof GatewayRequest.ClaimFreeBandwidth);
    wire.forward(2);
    assertEquals(1, wire.drain(GatewayOutput.SendBinary.class).size());
    assertEquals(1, wire.session.counters().claims());
  }

  @Test
  void smallGrantIsNotClaimedAgainAtOnce() {
    Wire wire = Wire.in(GatewayState.AUTHENTICATING);
    wire.says(new GatewayResponse.Authenticate(6, true, 0, false));
    wire.says(new GatewayResponse.Bandwidth(1_000_000, false));
    wire.forward(1);
    wire.says(new GatewayResponse.Send(997_587, false));
    assertEquals(1, wire.session.counters().claims());
    wire.forward(2);
    wire.says(new GatewayResponse.Send(400_000, false));
    assertEquals(2, wire.session.counters().claims());
  }

  @Test
  void refusedClaimEndsTheConnectionAndFailsWhatWaits() {
    Wire wire = Wire.in(GatewayState.REGISTERING);
    wire.says(new GatewayResponse.Register(6, true, false));
    wire.forward(3);
    wire.drain();
    wire.says(new GatewayResponse.Error("this gateway wants credentials for bandwidth"));
    assertEquals(
        List.of(new GatewayOutput.ForwardFailed(3, GatewayFault.BANDWIDTH_REFUSED)),
        wire.drain(GatewayOutput.ForwardFailed.class));
    GatewayOutput.Ended ended = wire.ended(GatewayFault.BANDWIDTH_REFUSED);
    assertTrue(ended.tryOtherGateway());
    assertFalse(ended.retryable());
  }

  @ParameterizedTest
  @CsvSource({"0", "33132", "-5", "-9223372036854775808"})
  void claimThatGivesNothingEndsTheConnection(long total) {
    Wire wire = Wire.in(GatewayState.AUTHENTICATING);
    wire.says(new GatewayResponse.Authenticate(6, true, 0, false));
    wire.says(new GatewayResponse.Bandwidth(total, false));
    wire.ended(GatewayFault.BANDWIDTH_REFUSED);
  }

  @Test
  void errorForAPacketFailsThatPacketOnly() {
    Wire wire = Wire.in(GatewayState.READY);
    wire.forward(1);
    wire.forward(2);
    wire.drain();
    wire.says(new GatewayResponse.Error("the binary request was malformed"));
    wire.saysText("{\"type\":\"brandNew\",\"x\":1}");
    assertEquals(
        List.of(
            new GatewayOutput.ForwardFailed(1, GatewayFault.PACKET_REFUSED),
            new GatewayOutput.ForwardFailed(2, GatewayFault.REPLY_UNKNOWN)),
        wire.drain());
    assertEquals(GatewayState.READY, wire.session.state());
    assertEquals(1, wire.session.counters().unknownTexts());
    assertEquals(2, wire.session.counters().forwardsFailed());
  }

  @Test
  void replyOfTheWrongTypeEndsTheConnection() {
    Wire wire = Wire.in(GatewayState.READY);
    wire.forward(8);
    wire.drain();
    wire.says(new GatewayResponse.Bandwidth(1, false));
    assertEquals(
        List.of(new GatewayOutput.ForwardFailed(8, GatewayFault.UNEXPECTED_REPLY)),
        wire.drain(GatewayOutput.ForwardFailed.class));
    wire.ended(GatewayFault.UNEXPECTED_REPLY);
  }

  @Test
  void replyWithoutRequestEndsTheConnection() {
    Wire wire = Wire.in(GatewayState.READY);
    wire.says(new GatewayResponse.Send(1, false));
    wire.ended(GatewayFault.UNSOLICITED_REPLY);
    Wire error = Wire.in(GatewayState.READY);
    error.says(new GatewayResponse.Error("timed out"));
    error.ended(GatewayFault.TOO_SLOW);
  }

  @Test
  void silentGatewayIsAskedForASignOfLife() {
    Wire wire = Wire.in(GatewayState.READY);
    assertEquals(wire.now + 25_000, wire.session.deadlineMs());
    wire.waitForDeadline();
    assertTrue(wire.lastRequest() instanceof GatewayRequest.SupportedProtocol);
    assertEquals(wire.now + 10_000, wire.session.deadlineMs());
    wire.says(new GatewayResponse.SupportedProtocol(6));
    assertEquals(wire.now + 25_000, wire.session.deadlineMs());
    wire.waitForDeadline();
    wire.waitForDeadline();
    wire.ended(GatewayFault.KEEP_ALIVE_TIMED_OUT);
  }

  @Test
  void pushedFramePutsTheQuestionOff() {
    Wire wire = Wire.in(GatewayState.READY);
    wire.now += 20_000;
    wire.pushes(Wire.filled(21, 0));
    assertEquals(wire.now + 25_000, wire.session.deadlineMs());
  }

  @Test
  void refusedSignOfLifeIsOneAllTheSame() {
    Wire wire = Wire.in(GatewayState.READY);
    wire.waitForDeadline();
    wire.says(new GatewayResponse.Error("unknown type"));
    assertEquals(GatewayState.READY, wire.session.state());
  }

  @Test
  void unansweredPacketAndClaimTimeOut() {
    Wire packet = Wire.in(GatewayState.READY);
    packet.forward(4);
    packet.drain();
    packet.waitForDeadline();
    assertEquals(
        List.of(new GatewayOutput.ForwardFailed(4, GatewayFault.FORWARD_TIMED_OUT)),
        packet.drain(GatewayOutput.ForwardFailed.class));
    packet.ended(GatewayFault.FORWARD_TIMED_OUT);
    Wire claim = Wire.in(GatewayState.AUTHENTICATING);
    claim.says(new GatewayResponse.Authenticate(6, true, 0, false));
    claim.waitForDeadline();
    claim.ended(GatewayFault.CLAIM_TIMED_OUT);
  }

  @Test
  void timeOfAPacketStartsWhenItIsTheOldest() {
    Wire wire = Wire.in(GatewayState.READY);
    wire.forward(1);
    wire.forward(2);
    wire.now += 29_000;
    wire.says(new GatewayResponse.Send(Wire.PLENTY, false));
    assertEquals(wire.now + 30_000, wire.session.deadlineMs());
  }

  @Test
  void lostSocketFailsEverythingOutstanding() {
    Wire wire = Wire.in(GatewayState.READY);
    wire.forward(1);
    wire.forward(2);
    wire.drain();
    wire.session.closed(wire.now);
    assertEquals(
        List.of(
            new GatewayOutput.ForwardFailed(1, GatewayFault.SOCKET_CLOSED),
            new GatewayOutput.ForwardFailed(2, GatewayFault.SOCKET_CLOSED)),
        wire.drain(GatewayOutput.ForwardFailed.class));
    assertTrue(wire.ended(GatewayFault.SOCKET_CLOSED).retryable());
    assertFalse(wire.forward(3));
    assertTrue(wire.drain().isEmpty());
  }

  private static byte[] packetOf(Wire wire, GatewayOutput output) {
    byte[] frame = ((GatewayOutput.SendBinary) output).frame();
    return BinaryFrame.openForward(wire.key, frame).value().packet();
  }
}
