package org.peapod.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.peapod.vectors.Hex;

final class CurveKeysTest {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);

  @Property(tries = 300)
  void pointIsWhatBigIntegerSays(@ForAll @Size(32) byte[] encoded) {
    BigInteger y = number(encoded).clearBit(255).mod(P);
    BigInteger numerator = y.multiply(y).subtract(BigInteger.ONE).mod(P);
    BigInteger denominator = D.multiply(y).multiply(y).add(BigInteger.ONE).mod(P);
    BigInteger square = numerator.multiply(denominator.modInverse(P)).mod(P);
    BigInteger symbol = square.modPow(P.shiftRight(1), P);
    assertEquals(symbol.signum() == 0 || symbol.equals(BigInteger.ONE), Ed25519.isPoint(encoded));
  }

  /** The identity in the recipient that a test of the reference refuses. */
  @Test
  void bytesOfNoPointAreRefused() {
    String bad = "ff02f5983ab6ad7e78b5237d005ff4897689be9a2341179b05d382cf80f1dadf";
    assertFalse(Ed25519.isPoint(Hex.decode(bad)));
    String good = "b202f5983ab6ad7e78b5237d005ff4887689be9a2341179b05d382cf80f1dade";
    assertTrue(Ed25519.isPoint(Hex.decode(good)));
    assertFalse(Ed25519.isPoint(new byte[31]));
  }

  @Test
  void nonCanonicalAndSmallOrderPointsPass() {
    BigInteger[] accepted = {
      BigInteger.ONE, P.add(BigInteger.ONE), P.subtract(BigInteger.ONE), BigInteger.ZERO, P
    };
    for (BigInteger y : accepted) {
      assertTrue(Ed25519.isPoint(bytes(y)), y.toString());
      assertTrue(Ed25519.isPoint(bytes(y.setBit(255))), y + " with the sign bit");
    }
  }

  @Test
  void wrongLengthsDoNotVerify() {
    assertFalse(Ed25519.verify(new byte[31], new byte[0], new byte[64]));
    assertFalse(Ed25519.verify(new byte[32], new byte[0], new byte[63]));
  }

  @Test
  void keysOfLowOrderAreTold() {
    String eight = "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800";
    String otherEight = "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157";
    BigInteger[] low = {
      BigInteger.ZERO,
      BigInteger.ONE,
      P.subtract(BigInteger.ONE),
      P,
      P.add(BigInteger.ONE),
      number(Hex.decode(eight)),
      number(Hex.decode(otherEight))
    };
    for (BigInteger u : low) {
      assertTrue(X25519.isLowOrder(bytes(u)), u.toString());
      assertTrue(X25519.isLowOrder(bytes(u.setBit(255))), u + " with bit 255");
      assertTrue(ConstantTime.isZero(X25519.agree(Hex.decode(eight), bytes(u))));
    }
    assertFalse(X25519.isLowOrder(bytes(BigInteger.valueOf(9))));
    assertFalse(X25519.isLowOrder(bytes(P.add(BigInteger.valueOf(9)))));
  }

  @Property(tries = 100)
  void lowOrderMeansAgreementOnZero(@ForAll @Size(32) byte[] u, @ForAll @Size(32) byte[] secret) {
    assertEquals(ConstantTime.isZero(X25519.agree(secret, u)), X25519.isLowOrder(u));
  }

  @Property(tries = 100)
  void ladderOfAClampedIntegerIsX25519(@ForAll @Size(32) byte[] k, @ForAll @Size(32) byte[] u) {
    byte[] clamped = k.clone();
    clamped[0] &= (byte) 248;
    clamped[31] &= 127;
    clamped[31] |= 64;
    assertArrayEquals(X25519.agree(k, u), MontgomeryLadder.multiply(clamped, u));
  }

  @Test
  void lengthsOfTheLadderAndOfKeysAreChecked() {
    byte[] short31 = new byte[31];
    byte[] right = new byte[32];
    assertThrows(IllegalArgumentException.class, () -> MontgomeryLadder.multiply(short31, right));
    assertThrows(IllegalArgumentException.class, () -> MontgomeryLadder.multiply(right, short31));
    assertThrows(IllegalArgumentException.class, () -> X25519.isLowOrder(short31));
  }

  private static BigInteger number(byte[] little) {
    byte[] big = new byte[little.length];
    for (int i = 0; i < big.length; i++) {
      big[i] = little[big.length - 1 - i];
    }
    return new BigInteger(1, big);
  }

  private static byte[] bytes(BigInteger number) {
    byte[] out = new byte[32];
    for (int i = 0; i < 32; i++) {
      out[i] = number.shiftRight(8 * i).byteValue();
    }
    return out;
  }
}
