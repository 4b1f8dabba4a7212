package org.peapod.wasm.border;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.SeededEntropy;

class PooledEntropyTest {
  private final Entropy stream = new SeededEntropy(4);
  private final List<Integer> calls = new ArrayList<>();
  private final Entropy pooled =
      new PooledEntropy(
          (out, off, len) -> {
            calls.add(len);
            stream.fill(out, off, len);
          });

  @Test
  void everyByteOfTheSourceIsGivenOutOnceAndInOrder() {
    byte[] expected = new SeededEntropy(4).bytes(3 * PooledEntropy.BLOCK_LEN);
    byte[] got = new byte[expected.length];
    int at = 0;
    for (int len = 0; at < got.length; len = Math.min(len + 7, got.length - at)) {
      pooled.fill(got, at, len);
      at += len;
    }
    assertArrayEquals(expected, got);
    assertEquals(List.of(1024, 1024, 1024), calls);
  }

  @Test
  void nothingIsDrawnBeforeTheFirstNeed() {
    assertEquals(List.of(), calls);
    pooled.fill(new byte[0], 0, 0);
    assertEquals(List.of(), calls);
  }

  @Test
  void largeRequestGoesToTheSourceItself() {
    byte[] expected = new SeededEntropy(4).bytes(5000);
    assertArrayEquals(expected, pooled.bytes(5000));
    assertEquals(List.of(5000), calls);
  }
}
