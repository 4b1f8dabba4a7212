package org.peapod.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a connection bounds, and what frees it again. */
final class GatewaySessionLimitsTest {
  @Test
  void badFramesAreCountedAndARunOfThemEndsTheConnection() {
    Wire wire = Wire.in(GatewayState.READY);
    for (int i = 0; i < 19; i++) {
      wire.session.binary(wire.now, new byte[51]);
    }
    wire.pushes(Wire.filled(21, 0));
    for (int i = 0; i < 19; i++) {
      wire.session.binary(wire.now, new byte[i]);
    }
    assertEquals(38, wire.session.counters().badFrames());
    assertEquals(GatewayState.READY, wire.session.state());
    wire.session.binary(wire.now, new byte[100_000]);
    wire.ended(GatewayFault.TOO_MANY_BAD_FRAMES);
  }

  @Test
  void waitingPacketsAreBounded() {
    Wire wire = Wire.in(GatewayState.AUTHENTICATING);
    wire.says(new GatewayResponse.Authenticate(6, true, 0, false));
    for (int i = 0; i < GatewayProtocol.MAX_WAITING; i++) {
      assertTrue(wire.forward(i, 386));
    }
    assertFalse(wire.forward(-1, 386));
    assertEquals(GatewayState.READY, wire.session.state());
  }

  @Test
  void tooManyUnansweredPacketsMeanADeadConnection() {
    Wire wire = Wire.in(GatewayState.READY);
    for (int i = 0; i < GatewayProtocol.MAX_OUTSTANDING; i++) {
      assertTrue(wire.forward(i, 386));
    }
    wire.drain();
    assertFalse(wire.forward(-1, 386));
    assertEquals(
        GatewayProtocol.MAX_OUTSTANDING, wire.drain(GatewayOutput.ForwardFailed.class).size());
    assertTrue(wire.ended(GatewayFault.TOO_MANY_OUTSTANDING).retryable());
  }

  @Test
  void tooManyUnansweredBytesMeanADeadConnection() {
    Wire wire = Wire.in(GatewayState.READY);
    int fit = GatewayProtocol.MAX_OUTSTANDING_BYTES / 33_133;
    for (int i = 0; i < fit; i++) {
      assertTrue(wire.forward(i, 33_133));
      wire.drain();
      wire.seen.clear();
    }
    assertFalse(wire.forward(-1, 33_133));
    wire.ended(GatewayFault.TOO_MANY_OUTSTANDING);
  }

  @Test
  void answeredPacketsFreeTheirRoomWhateverTheAnswer() {
    Wire wire = Wire.in(GatewayState.READY);
    int rounds = 2 * (GatewayProtocol.MAX_OUTSTANDING_BYTES / 33_133);
    for (int i = 0; i < rounds; i++) {
      assertTrue(wire.forward(2 * i, 33_133));
      wire.says(new GatewayResponse.Send(Wire.PLENTY, false));
      assertTrue(wire.forward(2 * i + 1, 33_133));
      wire.says(new GatewayResponse.Error("the binary request was malformed"));
      wire.drain();
      wire.seen.clear();
    }
    assertEquals(GatewayState.READY, wire.session.state());
    assertEquals(rounds, wire.session.counters().forwarded());
    assertEquals(rounds, wire.session.counters().forwardsFailed());
  }

  @Test
  void droppedPacketsFreeTheirRoom() {
    Wire wire = Wire.in(GatewayState.READY);
    for (int i = 0; i < 2 * (GatewayProtocol.MAX_OUTSTANDING_BYTES / 33_133); i++) {
      assertTrue(wire.forward(i, 33_133));
      wire.says(new GatewayResponse.OutOfBandwidth(33_133, 0));
      wire.says(new GatewayResponse.Bandwidth(Wire.PLENTY, false));
      wire.says(new GatewayResponse.Send(Wire.PLENTY, false));
      wire.drain();
      wire.seen.clear();
    }
    assertEquals(GatewayState.READY, wire.session.state());
  }

  @Test
  void packetsOnTheirWayCountAgainstTheBalance() {
    Wire wire = Wire.in(GatewayState.AUTHENTICATING);
    wire.says(new GatewayResponse.Authenticate(6, true, 0, false));
    wire.says(new GatewayResponse.Bandwidth(50_000, false));
    wire.forward(1, 33_133);
    wire.forward(2, 33_133);
    assertEquals(1, wire.drain(GatewayOutput.SendBinary.class).size());
    wire.says(new GatewayResponse.Send(16_867, false));
    assertEquals(0, wire.drain(GatewayOutput.SendBinary.class).size());
    wire.says(new GatewayResponse.Bandwidth(66_867, false));
    assertEquals(1, wire.drain(GatewayOutput.SendBinary.class).size());
  }
}
