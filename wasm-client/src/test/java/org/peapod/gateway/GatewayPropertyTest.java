package org.peapod.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Laws over random inputs; jqwik prints the seed of a failure. */
final class GatewayPropertyTest {
  private static final SharedKey KEY = SharedKey.fromBytes(Wire.filled(32, 3));
  private static final GatewayState[] STATES = GatewayState.values();

  @Property(tries = 500)
  void randomFrameIsAFault(@ForAll @Size(max = 120) byte[] frame) {
    assertTrue(BinaryFrame.openPushed(KEY, frame).isFault());
    assertTrue(BinaryFrame.openForward(KEY, frame).isFault());
  }

  @Property(tries = 500)
  void randomTextIsAFault(@ForAll @StringLength(max = 200) String text) {
    assertTrue(GatewayResponses.parse(text).isFault());
    assertTrue(GatewayRequests.parse(text).isFault());
  }

  @Property(tries = 500)
  void mutatedTextNeverThrows(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(someResponse(random));
    for (int i = random.nextInt(4); i > 0; i--) {
      text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(96)));
    }
    GatewayResponses.parse(text.toString());
    GatewayRequests.parse(text.toString());
  }

  @Property(tries = 200)
  void everyPayloadComesThrough(@ForAll @Size(max = 3000) byte[] payload) {
    byte[] frame = BinaryFrame.sealPushed(KEY, payload, new ScriptedEntropy());
    assertEquals(payload.length + 30, frame.length);
    assertArrayEquals(payload, BinaryFrame.openPushed(KEY, frame).value());
  }

  @Property(tries = 300)
  void everyAcceptedPacketEndsExactlyOnceAndNothingThrows(@ForAll long seed) {
    Random random = new Random(seed);
    Wire wire = Wire.in(STATES[random.nextInt(STATES.length)]);
    Map<Integer, Integer> open = new HashMap<>();
    for (int step = 0; step < 60; step++) {
      wire.now += random.nextInt(3000);
      if (random.nextInt(3) == 0 && wire.forward(step, 386)) {
        open.put(step, 0);
      } else {
        disturb(wire, random);
      }
    }
    wire.session.closed(wire.now);
    wire.drain();
    int ended = 0;
    for (GatewayOutput output : wire.seen) {
      assertEquals(0, ended, "nothing follows the end");
      ended += output instanceof GatewayOutput.Ended ? 1 : 0;
      if (output instanceof GatewayOutput.Forwarded done) {
        open.merge(done.token(), 1, Integer::sum);
      } else if (output instanceof GatewayOutput.ForwardFailed failed) {
        open.merge(failed.token(), 1, Integer::sum);
      }
    }
    open.forEach((token, outcomes) -> assertEquals(1, outcomes, "outcomes of " + token));
  }

  private static void disturb(Wire wire, Random random) {
    int choice = random.nextInt(40);
    if (choice < 20) {
      wire.says(new GatewayResponse.Send(random.nextInt(80_000_000), false));
    } else if (choice < 25) {
      wire.says(new GatewayResponse.OutOfBandwidth(386, random.nextInt(400)));
    } else if (choice < 30) {
      wire.says(new GatewayResponse.Bandwidth(random.nextInt(80_000_000), false));
    } else if (choice < 32) {
      wire.saysText(someResponse(random));
    } else if (choice < 36) {
      wire.session.binary(wire.now, new byte[random.nextInt(60)]);
    } else {
      wire.session.timer(wire.now, Wire.WALL);
    }
  }

  private static String someResponse(Random random) {
    GatewayResponse[] all = {
      new GatewayResponse.SupportedProtocol(6),
      new GatewayResponse.HandshakePayload(6, new byte[random.nextInt(130)]),
      new GatewayResponse.Register(6, true, false),
      new GatewayResponse.Authenticate(6, true, 1, false),
      new GatewayResponse.Error("x"),
      new GatewayResponse.OutOfBandwidth(1, 2),
      new GatewayResponse.TicketReplay(),
    };
    return GatewayResponses.write(all[random.nextInt(all.length)]);
  }
}
