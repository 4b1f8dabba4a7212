package org.peapod.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every input in every state: it goes on as listed, or ends with the fault listed. */
final class GatewayStateTableTest {
  /** The columns: one name per input, in the order of the rows below. */
  private static final Map<String, Consumer<Wire>> INPUTS = new LinkedHashMap<>();

  static {
    INPUTS.put("connecting", w -> w.session.connecting(w.now));
    INPUTS.put("opened", Wire::open);
    INPUTS.put("supportedProtocol", w -> w.says(new GatewayResponse.SupportedProtocol(6)));
    INPUTS.put("payload", w -> w.says(new GatewayResponse.HandshakePayload(6, new byte[] {1})));
    INPUTS.put("handshakeError", w -> w.says(new GatewayResponse.HandshakeError("no")));
    INPUTS.put("register", w -> w.says(new GatewayResponse.Register(6, true, false)));
    INPUTS.put(
        "authenticate", w -> w.says(new GatewayResponse.Authenticate(6, true, Wire.PLENTY, false)));
    INPUTS.put("bandwidth", w -> w.says(new GatewayResponse.Bandwidth(Wire.PLENTY, false)));
    INPUTS.put("send", w -> w.says(new GatewayResponse.Send(1, false)));
    INPUTS.put("encrypted", w -> w.says(new GatewayResponse.Encrypted(new byte[16], new byte[12])));
    INPUTS.put("error", w -> w.says(new GatewayResponse.Error("no")));
    INPUTS.put("outOfBandwidth", w -> w.says(new GatewayResponse.OutOfBandwidth(1, 0)));
    INPUTS.put("ticketReplay", w -> w.says(new GatewayResponse.TicketReplay()));
    INPUTS.put("unknown", w -> w.saysText("{\"type\":\"somethingNew\"}"));
    INPUTS.put("notJson", w -> w.saysText("{\"type\":"));
    INPUTS.put("notAnObject", w -> w.saysText("[1]"));
    INPUTS.put("wrongField", w -> w.saysText("{\"type\":\"send\"}"));
    INPUTS.put("tooLong", w -> w.saysText(" ".repeat(GatewayProtocol.MAX_TEXT_LEN + 1)));
    INPUTS.put("binary", w -> w.session.binary(w.now, new byte[51]));
    INPUTS.put("earlyTimer", w -> w.session.timer(w.now, Wire.WALL));
    INPUTS.put("lateTimer", w -> w.session.timer(w.now + 1e9, Wire.WALL));
    INPUTS.put("closed", w -> w.session.closed(w.now));
    INPUTS.put("close", w -> w.session.close(w.now));
  }

  /** What follows: a state, or {@code !} and the fault that ends the connection. */
  private static final Map<GatewayState, Map<String, String>> TABLE =
      new EnumMap<>(GatewayState.class);

  static {
    row(
        GatewayState.CONNECTING,
        "connecting=CONNECTING opened=PROBING unknown=CONNECTING binary=!UNEXPECTED_BINARY"
            + " lateTimer=CONNECTING");
    row(
        GatewayState.PROBING,
        "supportedProtocol=HANDSHAKE_MATERIAL error=!VERSION_TOO_LOW unknown=PROBING"
            + " binary=!UNEXPECTED_BINARY lateTimer=!PROBE_TIMED_OUT");
    row(
        GatewayState.HANDSHAKE_MATERIAL,
        "payload=!MATERIAL_LENGTH_INVALID handshakeError=!HANDSHAKE_REFUSED error=!GATEWAY_ERROR"
            + " unknown=HANDSHAKE_MATERIAL binary=!UNEXPECTED_BINARY"
            + " lateTimer=!HANDSHAKE_TIMED_OUT");
    row(
        GatewayState.HANDSHAKE_FINALIZATION,
        "payload=REGISTERING handshakeError=!HANDSHAKE_REFUSED error=!GATEWAY_ERROR"
            + " unknown=HANDSHAKE_FINALIZATION binary=!UNEXPECTED_BINARY"
            + " lateTimer=!HANDSHAKE_TIMED_OUT");
    row(
        GatewayState.REGISTERING,
        "register=READY handshakeError=!HANDSHAKE_REFUSED error=!GATEWAY_ERROR"
            + " unknown=REGISTERING binary=REGISTERING lateTimer=!REGISTRATION_TIMED_OUT");
    row(
        GatewayState.AUTHENTICATING,
        "authenticate=READY error=!GATEWAY_ERROR unknown=AUTHENTICATING binary=AUTHENTICATING"
            + " lateTimer=!AUTHENTICATION_TIMED_OUT");
    row(GatewayState.READY, "error=!GATEWAY_ERROR unknown=READY binary=READY lateTimer=READY");
    for (String type :
        ("supportedProtocol payload handshakeError register authenticate bandwidth send encrypted"
                + " outOfBandwidth ticketReplay")
            .split(" ")) {
      TABLE.get(GatewayState.READY).put(type, "!UNSOLICITED_REPLY");
    }
    Map<String, String> ended = new LinkedHashMap<>();
    INPUTS.keySet().forEach(input -> ended.put(input, "ENDED"));
    TABLE.put(GatewayState.ENDED, ended);
  }

  /** What is the same in all states but the last is filled in. */
  private static void row(GatewayState state, String cells) {
    Map<String, String> row = new LinkedHashMap<>();
    INPUTS.keySet().forEach(input -> row.put(input, "!UNEXPECTED_TEXT"));
    row.put("connecting", "!UNEXPECTED_OPEN");
    row.put("opened", "!UNEXPECTED_OPEN");
    row.put("notJson", "!TEXT_NOT_JSON");
    row.put("notAnObject", "!TYPE_MISSING");
    row.put("wrongField", "!FIELD_INVALID");
    row.put("tooLong", "!TEXT_TOO_LONG");
    row.put("earlyTimer", state.name());
    row.put("closed", "!SOCKET_CLOSED");
    row.put("close", "!CLOSED");
    for (String cell : cells.split(" ")) {
      String[] parts = cell.split("=");
      row.put(parts[0], parts[1]);
    }
    TABLE.put(state, row);
  }

  @ParameterizedTest
  @EnumSource(GatewayState.class)
  void everyInputHasItsOutcome(GatewayState state) {
    for (Map.Entry<String, Consumer<Wire>> input : INPUTS.entrySet()) {
      String expected = TABLE.get(state).get(input.getKey());
      Wire wire = Wire.in(state);
      input.getValue().accept(wire);
      String what = input.getKey() + " in " + state;
      if (expected.startsWith("!")) {
        assertEquals(GatewayState.ENDED, wire.session.state(), what);
        wire.ended(GatewayFault.valueOf(expected.substring(1)));
      } else {
        assertEquals(GatewayState.valueOf(expected), wire.session.state(), what);
      }
    }
  }

  /** What a text means while each kind of request is the oldest. */
  @ParameterizedTest
  @CsvSource({
    "KEEP_ALIVE,supportedProtocol,READY",
    "KEEP_ALIVE,bandwidth,UNEXPECTED_REPLY",
    "KEEP_ALIVE,send,UNEXPECTED_REPLY",
    "KEEP_ALIVE,outOfBandwidth,UNEXPECTED_REPLY",
    "KEEP_ALIVE,error,READY",
    "KEEP_ALIVE,ticketReplay,READY",
    "KEEP_ALIVE,unknown,READY",
    "CLAIM,supportedProtocol,UNEXPECTED_REPLY",
    "CLAIM,bandwidth,READY",
    "CLAIM,send,UNEXPECTED_REPLY",
    "CLAIM,outOfBandwidth,UNEXPECTED_REPLY",
    "CLAIM,error,BANDWIDTH_REFUSED",
    "CLAIM,ticketReplay,BANDWIDTH_REFUSED",
    "CLAIM,unknown,BANDWIDTH_REFUSED",
    "FORWARD,supportedProtocol,UNEXPECTED_REPLY",
    "FORWARD,bandwidth,UNEXPECTED_REPLY",
    "FORWARD,send,READY",
    "FORWARD,outOfBandwidth,READY",
    "FORWARD,error,READY",
    "FORWARD,ticketReplay,READY",
    "FORWARD,unknown,READY",
    "FORWARD,payload,UNEXPECTED_REPLY",
    "FORWARD,handshakeError,UNEXPECTED_REPLY",
    "FORWARD,register,UNEXPECTED_REPLY",
    "FORWARD,authenticate,UNEXPECTED_REPLY",
    "FORWARD,encrypted,UNEXPECTED_REPLY",
  })
  void everyReplyMeetsTheOldestRequest(String oldest, String input, String outcome) {
    Wire wire = withOutstanding(oldest);
    INPUTS.get(input).accept(wire);
    if (outcome.equals("READY")) {
      assertEquals(GatewayState.READY, wire.session.state());
    } else {
      wire.ended(GatewayFault.valueOf(outcome));
    }
  }

  private static Wire withOutstanding(String kind) {
    if (kind.equals("CLAIM")) {
      Wire wire = Wire.in(GatewayState.AUTHENTICATING);
      wire.says(new GatewayResponse.Authenticate(6, true, 0, false));
      return wire;
    }
    Wire wire = Wire.in(GatewayState.READY);
    if (kind.equals("FORWARD")) {
      wire.forward(1);
    } else {
      wire.waitForDeadline();
    }
    return wire;
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTING,CONNECT_TIMED_OUT,10000",
    "PROBING,PROBE_TIMED_OUT,10000",
    "HANDSHAKE_MATERIAL,HANDSHAKE_TIMED_OUT,5000",
    "HANDSHAKE_FINALIZATION,HANDSHAKE_TIMED_OUT,5000",
    "REGISTERING,REGISTRATION_TIMED_OUT,10000",
    "AUTHENTICATING,AUTHENTICATION_TIMED_OUT,15000",
  })
  void silenceAtEachStepTimesOut(GatewayState state, GatewayFault fault, double afterMs) {
    Wire wire = Wire.in(state);
    if (state == GatewayState.CONNECTING) {
      wire.session.connecting(wire.now);
    }
    assertEquals(wire.now + afterMs, wire.session.deadlineMs());
    wire.waitForDeadline();
    assertTrue(wire.ended(fault).retryable());
  }

  @ParameterizedTest
  @EnumSource(GatewayState.class)
  void onlyAReadyConnectionTakesPackets(GatewayState state) {
    Wire wire = Wire.in(state);
    assertEquals(state == GatewayState.READY, wire.forward(1));
    assertEquals(state, wire.session.state());
  }

  @Test
  void endedConnectionSaysNothingMore() {
    Wire wire = Wire.in(GatewayState.ENDED);
    INPUTS.values().forEach(input -> input.accept(wire));
    assertFalse(wire.forward(1));
    assertTrue(wire.drain().isEmpty());
  }
}
