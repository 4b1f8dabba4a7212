package org.peapod.sphinx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.peapod.bytes.Result;
import org.peapod.crypto.Blake3;
import org.peapod.crypto.X25519;

/** Foreign bytes never throw and never make more than came. Seeds lie beside the resources. */
final class SphinxFuzzTest {
  private static final byte[] SECRET = Blake3.hash(new byte[] {1});

  @FuzzTest
  void unwrapNeverThrows(byte[] data) {
    check(SphinxNode.unwrap(SECRET, data), data);
    check(SphinxNode.unwrap(SECRET, withGoodMac(data)), data);
  }

  @FuzzTest
  void surbParseNeverThrows(byte[] data) {
    Result<Surb> result = Surb.parse(data, 0, data.length);
    if (result.isOk()) {
      Surb surb = result.value();
      assertArrayEquals(data, surb.toBytes());
      assertEquals(386, surb.apply(new byte[21], PacketSize.ACK).length);
    } else {
      assertNotNull(result.fault().explanation());
    }
  }

  private static void check(Result<Unwrapped> result, byte[] data) {
    if (result.isFault()) {
      assertNotNull(result.fault().explanation());
    } else if (result.value() instanceof Unwrapped.Forward forward) {
      assertEquals(data.length, forward.packet().length);
    }
  }

  /** The same bytes with the MAC that they need, so that what lies behind it is reached. */
  private static byte[] withGoodMac(byte[] data) {
    byte[] packet = data.clone();
    if (packet.length >= SphinxGeometry.MIN_PACKET_LEN) {
      byte[] groupElement = new byte[32];
      System.arraycopy(packet, 0, groupElement, 0, 32);
      HopSecrets secrets = HopSecrets.expand(X25519.agree(SECRET, groupElement));
      byte[] mac = secrets.mac(packet, SphinxGeometry.ROUTING_OFFSET);
      System.arraycopy(mac, 0, packet, SphinxGeometry.MAC_OFFSET, mac.length);
    }
    return packet;
  }
}
