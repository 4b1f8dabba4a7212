package org.peapod.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes over the wire is read or refused, never thrown at. */
final class GatewayFuzzTest {
  private static final SharedKey KEY = SharedKey.fromBytes(Wire.filled(32, 3));

  @FuzzTest
  @ValueSource(
      strings = {
        "{\"type\":\"send\",\"remaining_bandwidth\":1}",
        "{\"type\":\"typedError\",\"error\":{\"out_of_bandwidth\":{}}}",
        "{\"type\":\"authenticateV2\",\"nonce\":\"====\"}",
      })
  void textsNeverThrow(String text) {
    if (text != null) {
      assertTrue(GatewayResponses.parse(text).isOk() || GatewayResponses.parse(text).isFault());
      assertTrue(GatewayRequests.parse(text).isOk() || GatewayRequests.parse(text).isFault());
    }
  }

  @FuzzTest
  void framesNeverThrow(byte[] frame) {
    if (frame != null) {
      assertTrue(BinaryFrame.openPushed(KEY, frame).isFault());
      assertTrue(BinaryFrame.openForward(KEY, frame).isFault());
      ForwardRequest.fromBytes(1, frame);
      ForwardRequest.fromBytes(2, frame);
    }
  }

  @FuzzTest
  void sessionNeverThrows(FuzzedDataProvider data) {
    Wire wire = Wire.in(data.pickValue(GatewayState.values()));
    while (data.remainingBytes() > 0) {
      if (data.consumeBoolean()) {
        wire.saysText(data.consumeString(200));
      } else {
        wire.session.binary(wire.now, data.consumeBytes(100));
      }
      wire.drain();
    }
  }
}
