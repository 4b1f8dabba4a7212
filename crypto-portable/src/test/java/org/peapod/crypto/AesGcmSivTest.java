package org.peapod.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.peapod.json.Json;
import org.peapod.vectors.Hex;
import org.peapod.vectors.Vectors;

final class AesGcmSivTest {
  @Property(tries = 300)
  void sealsAsBouncyCastleDoesAndOpensAgain(
      @ForAll @Size(32) byte[] key,
      @ForAll @Size(12) byte[] nonce,
      @ForAll @Size(max = 200) byte[] plaintext)
      throws Exception {
    byte[] sealed = AesGcmSiv.seal(key, nonce, plaintext);
    assertArrayEquals(oracle(key, nonce, plaintext), sealed);
    assertArrayEquals(plaintext, AesGcmSiv.open(key, nonce, sealed, 0, sealed.length));
  }

  @Property(tries = 300)
  void anyFlippedBitIsRefused(
      @ForAll @Size(32) byte[] key,
      @ForAll @Size(12) byte[] nonce,
      @ForAll @Size(max = 40) byte[] plaintext,
      @ForAll int position,
      @ForAll int bit) {
    byte[] sealed = AesGcmSiv.seal(key, nonce, plaintext);
    sealed[Math.floorMod(position, sealed.length)] ^= (byte) (1 << (bit & 7));
    assertNull(AesGcmSiv.open(key, nonce, sealed, 0, sealed.length));
  }

  /** RFC 8452, appendix C.3, first case. */
  @Test
  void counterWrapsAt32Bits() throws Exception {
    byte[] plaintext =
        Hex.decode("000000000000000000000000000000004db923dc793ee6497c76dcc03a98e108");
    byte[] expected =
        Hex.decode(
            "f3f80f2cf0cb2dd9c5984fcda908456cc537703b5ba70324a6793a7bf218d3ea"
                + "ffffffff000000000000000000000000");
    assertArrayEquals(expected, oracle(new byte[32], new byte[12], plaintext));
    assertArrayEquals(expected, AesGcmSiv.seal(new byte[32], new byte[12], plaintext));
  }

  @Test
  void knownAnswerOfTheGatewayChapterHolds() {
    Json vector = Vectors.load("gateway-primitives.json").get("aes_256_gcm_siv");
    byte[] key = Hex.decode(vector.get("key").asText());
    byte[] nonce = Hex.decode(vector.get("nonce").asText());
    byte[] sealed = Hex.decode(vector.get("ciphertext_and_tag").asText());
    byte[] plaintext = Hex.decode(vector.get("plaintext").asText());
    assertArrayEquals(sealed, AesGcmSiv.seal(key, nonce, plaintext));
    assertArrayEquals(plaintext, AesGcmSiv.open(key, nonce, sealed, 0, sealed.length));
  }

  @Test
  void opensInsideOfALargerArray() {
    byte[] sealed = AesGcmSiv.seal(new byte[32], new byte[12], new byte[] {1, 2, 3});
    byte[] larger = new byte[sealed.length + 7];
    System.arraycopy(sealed, 0, larger, 4, sealed.length);
    byte[] opened = AesGcmSiv.open(new byte[32], new byte[12], larger, 4, sealed.length);
    assertArrayEquals(new byte[] {1, 2, 3}, opened);
  }

  @Test
  void shorterThanATagIsRefused() {
    byte[] key = new byte[32];
    byte[] nonce = new byte[12];
    for (int len = 0; len < 16; len++) {
      assertNull(AesGcmSiv.open(key, nonce, new byte[16], 0, len));
    }
    assertNull(AesGcmSiv.open(key, nonce, new byte[16], 1, 16));
    assertNull(AesGcmSiv.open(key, nonce, new byte[16], -1, 16));
  }

  @Test
  void aKeyOrNonceOfAnotherLengthIsTheCallersMistake() {
    byte[] nothing = new byte[0];
    assertThrows(
        IllegalArgumentException.class, () -> AesGcmSiv.seal(new byte[16], new byte[12], nothing));
    assertThrows(
        IllegalArgumentException.class,
        () -> AesGcmSiv.open(new byte[32], new byte[16], nothing, 0, 0));
  }

  static byte[] oracle(byte[] key, byte[] nonce, byte[] plaintext) throws Exception {
    GCMSIVBlockCipher cipher = new GCMSIVBlockCipher();
    cipher.init(true, new AEADParameters(new KeyParameter(key), 128, nonce));
    byte[] out = new byte[cipher.getOutputSize(plaintext.length)];
    int done = cipher.processBytes(plaintext, 0, plaintext.length, out, 0);
    cipher.doFinal(out, done);
    return out;
  }
}
