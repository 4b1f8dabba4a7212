package org.peapod.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class X25519PointTest {
  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  @Property(tries = 200)
  void keyMadeFromSecretIsOrdinary(@ForAll @Size(32) byte[] secret) {
    assertTrue(X25519Point.isOrdinary(X25519.publicKey(secret)));
  }

  @Property(tries = 200)
  void anyKeyIsJudgedAsEulersCriterionDoes(@ForAll @Size(32) byte[] key) {
    BigInteger u = fromLittleEndian(key).mod(BigInteger.ONE.shiftLeft(255)).mod(P);
    BigInteger square = u.pow(3).add(u.pow(2).multiply(BigInteger.valueOf(486662))).add(u).mod(P);
    BigInteger half = P.subtract(BigInteger.ONE).shiftRight(1);
    boolean onCurve = square.modPow(half, P).equals(BigInteger.ONE);
    boolean lowOrder = ConstantTime.isZero(X25519.agree(new byte[32], key));
    assertEquals(onCurve && !lowOrder, X25519Point.isOrdinary(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "39382357235489614581723060781553021112529911719440698176882885853963445705823",
        "325606250916557431795983626356110631294008115727848805560023387167927233504",
        "57896044618658097711785492504343953926634992332820282019728792003956564819948",
        "57896044618658097711785492504343953926634992332820282019728792003956564819949",
        "57896044618658097711785492504343953926634992332820282019728792003956564819950"
      })
  void keyOfLowOrderIsRefusedWithAndWithoutTheTopBit(String u) {
    byte[] key = toLittleEndian(new BigInteger(u));
    assertFalse(X25519Point.isOrdinary(key));
    key[31] |= (byte) 0x80;
    assertFalse(X25519Point.isOrdinary(key));
  }

  @Test
  void keyOnTheTwistAndKeyOfWrongLengthAreRefused() {
    byte[] two = new byte[32];
    two[0] = 2;
    assertFalse(X25519Point.isOrdinary(two));
    assertFalse(X25519Point.isOrdinary(new byte[31]));
    byte[] base = new byte[32];
    base[0] = 9;
    assertTrue(X25519Point.isOrdinary(base));
  }

  private static BigInteger fromLittleEndian(byte[] bytes) {
    byte[] big = new byte[33];
    for (int i = 0; i < 32; i++) {
      big[32 - i] = bytes[i];
    }
    return new BigInteger(big);
  }

  private static byte[] toLittleEndian(BigInteger value) {
    byte[] out = new byte[32];
    for (int i = 0; i < 32; i++) {
      out[i] = value.shiftRight(8 * i).byteValue();
    }
    return out;
  }
}
