package org.peapod.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.junit.jupiter.api.Test;
import org.peapod.vectors.Hex;

final class DerivationTest {
  /** RFC 5869, appendix A.1 and A.3. */
  @Test
  void hkdfSha256GivesTheAnswersOfItsRfc() {
    byte[] keyMaterial = Hex.decode("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
    byte[] salt = Hex.decode("000102030405060708090a0b0c");
    byte[] info = Hex.decode("f0f1f2f3f4f5f6f7f8f9");
    assertEquals(
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        Hex.encode(HkdfSha256.derive(salt, keyMaterial, info, 42)));
    assertEquals(
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        Hex.encode(HkdfSha256.derive(new byte[0], keyMaterial, new byte[0], 42)));
  }

  @Property(tries = 100)
  void hmacIsThatOfTheJdk(@ForAll @Size(16) byte[] key, @ForAll @Size(max = 400) byte[] data)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    assertArrayEquals(mac.doFinal(data), HmacSha256.tag(key, data, 0, data.length));
  }

  @Property(tries = 100)
  void counterModeIsThatOfTheJdk(
      @ForAll @Size(16) byte[] key,
      @ForAll @Size(16) byte[] iv,
      @ForAll @Size(max = 400) byte[] data)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
    assertArrayEquals(cipher.doFinal(data), AesCtr.apply(key, iv, data, 0, data.length));
  }

  @Test
  void hkdfBlake3GivesAtMostOneBlock() {
    byte[] key = new byte[32];
    assertEquals(32, HkdfBlake3.derive(key, key, 32).length);
    assertThrows(IllegalArgumentException.class, () -> HkdfBlake3.derive(key, key, 33));
  }

  @Test
  void hkdfSha256GivesAtMost255Blocks() {
    byte[] key = new byte[32];
    assertEquals(8160, HkdfSha256.derive(key, key, key, 8160).length);
    assertEquals(0, HkdfSha256.derive(key, key, key, 0).length);
    assertThrows(IllegalArgumentException.class, () -> HkdfSha256.derive(key, key, key, 8161));
    assertThrows(IllegalArgumentException.class, () -> HkdfSha256.derive(key, key, key, -1));
  }

  @Property(tries = 100)
  void hkdfSha256IsThatOfBouncyCastle(
      @ForAll @Size(max = 70) byte[] salt,
      @ForAll @Size(max = 70) byte[] key,
      @ForAll @Size(max = 70) byte[] info,
      @ForAll @IntRange(max = 300) int len) {
    HKDFBytesGenerator oracle = new HKDFBytesGenerator(new SHA256Digest());
    oracle.init(new HKDFParameters(key, salt, info));
    byte[] expected = new byte[len];
    oracle.generateBytes(expected, 0, len);
    assertArrayEquals(expected, HkdfSha256.derive(salt, key, info, len));
  }

  @Test
  void keysOfAnotherLengthAreTheCallersMistake() {
    byte[] right = new byte[32];
    byte[] wrong = new byte[33];
    byte[] some = new byte[40];
    assertThrows(IllegalArgumentException.class, () -> X25519.publicKey(wrong));
    assertThrows(IllegalArgumentException.class, () -> X25519.agree(wrong, right));
    assertThrows(IllegalArgumentException.class, () -> X25519.agree(right, wrong));
    assertThrows(IllegalArgumentException.class, () -> Ed25519.publicKey(wrong));
    assertThrows(IllegalArgumentException.class, () -> Ed25519.sign(wrong, right, some));
    assertThrows(IllegalArgumentException.class, () -> Ed25519.sign(right, wrong, some));
    assertThrows(IllegalArgumentException.class, () -> AesCtr.apply(right, some));
    assertThrows(
        IllegalArgumentException.class, () -> AesCtr.apply(new byte[16], right, some, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> ChaCha20.apply(wrong, some, 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Blake2bMac.digest(new byte[192], 129, some, 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Blake2bMac.digest(new byte[192], -1, some, 0, 1));
  }

  @Test
  void constantTimeComparisonsAnswerRight() {
    byte[] a = {1, 2, 3, 4};
    assertTrue(ConstantTime.equal(a, a.clone()));
    assertFalse(ConstantTime.equal(a, new byte[] {1, 2, 3, 5}));
    assertFalse(ConstantTime.equal(a, new byte[] {1, 2, 3}));
    assertTrue(ConstantTime.equal(a, 1, new byte[] {9, 9, 2, 3}, 2, 2));
    assertFalse(ConstantTime.equal(a, 0, new byte[] {9, 9, 2, 3}, 2, 2));
    assertTrue(ConstantTime.isZero(new byte[5]));
    assertFalse(ConstantTime.isZero(new byte[] {0, 0, -128}));
  }
}
