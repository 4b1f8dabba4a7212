package org.peapod.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** Against BouncyCastle's. */
class CounterModeTest {
  @Property
  void isTheCounterModeOfBouncyCastleAlsoWhereTheCounterCarries(
      @ForAll @Size(16) byte[] key,
      @ForAll @IntRange(max = 16) int ones,
      @ForAll @Size(max = 100) byte[] data,
      @ForAll @IntRange(max = 9) int before) {
    byte[] counter = new byte[16];
    Arrays.fill(counter, 16 - ones, 16, (byte) 0xff);
    var original = SICBlockCipher.newInstance(AESEngine.newInstance());
    original.init(true, new ParametersWithIV(new KeyParameter(key), counter));
    byte[] expected = new byte[data.length];
    original.processBytes(data, 0, data.length, expected, 0);

    BlockCipher cipher = AESEngine.newInstance();
    cipher.init(true, new KeyParameter(key));
    byte[] moved = new byte[before + data.length];
    System.arraycopy(data, 0, moved, before, data.length);
    byte[] actual = new byte[data.length];
    CounterMode.apply(cipher, counter, moved, before, data.length, actual);
    assertArrayEquals(expected, actual);
  }
}
