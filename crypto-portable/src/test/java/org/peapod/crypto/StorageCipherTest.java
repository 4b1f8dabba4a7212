package org.peapod.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.peapod.vectors.Checks;

class StorageCipherTest {
  @Test
  void knownAnswersHold() {
    Checks checks = new Checks();
    StorageCipherChecks.run(checks);
    assertEquals(List.of(), checks.failures());
    assertEquals(7, checks.passed());
  }

  @Property(tries = 60)
  void argon2AgreesWithBouncyCastle(
      @ForAll @Size(max = 40) byte[] passphrase,
      @ForAll @Size(min = 8, max = 20) byte[] salt,
      @ForAll @IntRange(min = 1, max = 3) int lanes,
      @ForAll @IntRange(min = 1, max = 3) int passes,
      @ForAll @IntRange(min = 24, max = 700) int memoryKib,
      @ForAll @IntRange(min = 4, max = 200) int len) {
    var parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withIterations(passes)
            .withMemoryAsKB(memoryKib)
            .withParallelism(lanes)
            .withSalt(salt)
            .build();
    var oracle = new Argon2BytesGenerator();
    oracle.init(parameters);
    byte[] expected = new byte[len];
    oracle.generateBytes(passphrase, expected);
    var cost = new Argon2id.Cost(memoryKib, passes, lanes);
    assertArrayEquals(expected, Argon2id.derive(passphrase, salt, cost, len));
  }

  @Test
  void argon2RefusesWhatItDoesNotDefine() {
    assertThrows(IllegalArgumentException.class, () -> new Argon2id.Cost(7, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Argon2id.Cost(64, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Argon2id.Cost(64, 1, 0));
    var cost = new Argon2id.Cost(8, 1, 1);
    byte[] text = new byte[8];
    assertThrows(
        IllegalArgumentException.class, () -> Argon2id.derive(text, new byte[7], cost, 32));
    assertThrows(IllegalArgumentException.class, () -> Argon2id.derive(text, text, cost, 3));
  }

  @Property(tries = 200)
  void gcmAgreesWithBouncyCastleAndOpensAgain(
      @ForAll @Size(32) byte[] key,
      @ForAll @Size(12) byte[] nonce,
      @ForAll @Size(max = 50) byte[] clear,
      @ForAll @Size(max = 200) byte[] plaintext)
      throws Exception {
    var oracle = GCMBlockCipher.newInstance(AESEngine.newInstance());
    oracle.init(true, new AEADParameters(new KeyParameter(key), 128, nonce, clear));
    byte[] expected = new byte[plaintext.length + 16];
    int at = oracle.processBytes(plaintext, 0, plaintext.length, expected, 0);
    oracle.doFinal(expected, at);
    byte[] sealed = AesGcm.seal(key, nonce, clear, plaintext);
    assertArrayEquals(expected, sealed);
    byte[] larger = new byte[sealed.length + 9];
    System.arraycopy(sealed, 0, larger, 5, sealed.length);
    assertArrayEquals(plaintext, AesGcm.open(key, nonce, clear, larger, 5, sealed.length));
  }

  @Property(tries = 200)
  void anyFlippedBitIsRefused(
      @ForAll @Size(32) byte[] key,
      @ForAll @Size(min = 1, max = 20) byte[] clear,
      @ForAll @Size(max = 40) byte[] plaintext,
      @ForAll int position,
      @ForAll @IntRange(max = 7) int bit) {
    byte[] nonce = new byte[12];
    byte[] sealed = AesGcm.seal(key, nonce, clear, plaintext);
    byte[] all = new byte[clear.length + sealed.length];
    System.arraycopy(clear, 0, all, 0, clear.length);
    System.arraycopy(sealed, 0, all, clear.length, sealed.length);
    all[Math.floorMod(position, all.length)] ^= (byte) (1 << bit);
    byte[] damagedClear = java.util.Arrays.copyOf(all, clear.length);
    assertNull(AesGcm.open(key, nonce, damagedClear, all, clear.length, sealed.length));
  }

  @Test
  void gcmRefusesWrongLengths() {
    byte[] none = new byte[0];
    assertThrows(
        IllegalArgumentException.class, () -> AesGcm.seal(new byte[16], new byte[12], none, none));
    assertThrows(
        IllegalArgumentException.class, () -> AesGcm.seal(new byte[32], new byte[16], none, none));
    assertNull(AesGcm.open(new byte[32], new byte[12], none, new byte[15], 0, 15));
    assertNull(AesGcm.open(new byte[32], new byte[12], none, new byte[40], 10, 31));
  }
}
