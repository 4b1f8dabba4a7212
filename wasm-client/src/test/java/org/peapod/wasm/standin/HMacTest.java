package org.peapod.wasm.standin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.Mac;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.KeyParameter;

/** Against the class that it stands in for. */
class HMacTest {
  @Property
  void hmacGivesWhatTheOriginalGivesOneMessageAfterTheOther(
      @ForAll @Size(min = 1, max = 200) byte[] key,
      @ForAll @Size(max = 300) byte[] first,
      @ForAll @Size(max = 300) byte[] second) {
    Mac[][] pairs = {
      {new org.bouncycastle.crypto.macs.HMac(new SHA256Digest()), new HMac(new SHA256Digest())},
      {
        new org.bouncycastle.crypto.macs.HMac(new Blake3Digest(256)),
        new HMac(new Blake3Digest(256))
      },
    };
    for (Mac[] pair : pairs) {
      assertEquals(pair[0].getMacSize(), pair[1].getMacSize());
      pair[0].init(new KeyParameter(key));
      pair[1].init(new KeyParameter(key));
      assertArrayEquals(mac(pair[0], first), mac(pair[1], first));
      assertArrayEquals(mac(pair[0], second), mac(pair[1], second));
      pair[1].update(first, 0, first.length);
      pair[1].reset();
      assertArrayEquals(mac(pair[0], second), mac(pair[1], second));
    }
  }

  private static byte[] mac(Mac mac, byte[] message) {
    byte[] out = new byte[mac.getMacSize() + 1];
    mac.update(message, 0, message.length);
    assertEquals(mac.getMacSize(), mac.doFinal(out, 1));
    return out;
  }
}
