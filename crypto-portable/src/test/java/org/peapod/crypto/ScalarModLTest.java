package org.peapod.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class ScalarModLTest {
  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final BigInteger MAX = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

  @Provide
  Arbitrary<BigInteger> numbers() {
    List<BigInteger> edges =
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            L.subtract(BigInteger.ONE),
            L,
            L.add(BigInteger.ONE),
            L.shiftLeft(3),
            L.multiply(BigInteger.valueOf(15)),
            BigInteger.TWO.pow(255),
            MAX);
    return Arbitraries.oneOf(
        Arbitraries.of(edges), Arbitraries.bigIntegers().between(BigInteger.ZERO, MAX));
  }

  @Property(tries = 2000)
  void productIsThatOfBigInteger(@ForAll("numbers") BigInteger a, @ForAll("numbers") BigInteger b) {
    int[] product = ScalarModL.multiply(words(a), words(b));
    assertEquals(a.multiply(b).mod(L), number(product));
    assertEquals(a.mod(L), number(ScalarModL.reduce(words(a))));
  }

  @Property
  void differenceFromTheOrderIsThatOfBigInteger(@ForAll("numbers") BigInteger a) {
    BigInteger below = a.mod(L);
    assertEquals(L.subtract(below), number(ScalarModL.negate(words(below))));
  }

  @Property
  void encodingGivesBackWhatWasDecoded(@ForAll("numbers") BigInteger a) {
    byte[] encoded = ScalarModL.encode(words(a));
    assertArrayEquals(words(a), ScalarModL.decode(encoded));
  }

  @Test
  void selectionTakesTheFirstForAllOnes() {
    int[] one = words(BigInteger.ONE);
    int[] max = words(MAX);
    assertArrayEquals(one, ScalarModL.select(-1, one, max));
    assertArrayEquals(max, ScalarModL.select(0, one, max));
  }

  @Test
  void anotherLengthIsTheCallersMistake() {
    assertThrows(IllegalArgumentException.class, () -> ScalarModL.decode(new byte[31]));
  }

  private static int[] words(BigInteger number) {
    int[] out = new int[8];
    for (int i = 0; i < 8; i++) {
      out[i] = number.shiftRight(32 * i).intValue();
    }
    return out;
  }

  private static BigInteger number(int[] words) {
    BigInteger out = BigInteger.ZERO;
    for (int i = 7; i >= 0; i--) {
      out = out.shiftLeft(32).or(BigInteger.valueOf(words[i] & 0xffffffffL));
    }
    return out;
  }
}
