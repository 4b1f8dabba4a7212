package org.peapod.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.SeededEntropy;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

class StateReaderTest {
  private static final byte[] NO_JOURNAL = new byte[0];
  private static final StateSecret KEY = StateSecret.key(new SeededEntropy(1).bytes(32));
  private static final Entropy ENTROPY = new SeededEntropy(2);

  @Test
  void portableChecksHold() {
    Checks checks = new Checks();
    StateChecks.run(checks);
    assertEquals(List.of(), checks.failures());
    assertEquals(22, checks.passed());
  }

  @Property(tries = 100)
  void whatWasWrittenIsReadAgain(
      @ForAll long seed, @ForAll @IntRange(max = 12) int most, @ForAll boolean encrypted) {
    SavedState state = StateSamples.random(seed, most);
    StateSecret secret = encrypted ? KEY : StateSecret.none();
    OpenedState opened = read(write(state, secret), secret).value();
    assertArrayEquals(StateSamples.bytes(state), StateSamples.bytes(opened.state()));
    assertFalse(opened.hasTornRecord());
    assertEquals(0, opened.journalRecords());
  }

  @Test
  void everyFlippedBitGivesAFault() {
    for (StateSecret secret : List.of(StateSecret.none(), KEY)) {
      byte[] snapshot = write(StateSamples.small(), secret);
      for (int bit = 0; bit < 8 * snapshot.length; bit++) {
        byte[] damaged = snapshot.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        StateFault fault = faultOf(read(damaged, secret));
        boolean inMagic = bit / 8 < 8;
        boolean inLengths = bit / 8 >= 10 && bit / 8 < 12;
        assertTrue(
            fault == (inMagic ? StateFault.NOT_A_STATE : StateFault.DAMAGED)
                || inLengths && fault == StateFault.TRUNCATED,
            "bit " + bit + ": " + fault);
      }
    }
  }

  @Test
  void everyTruncationGivesAFaultAndSoDoesAByteTooMany() {
    for (StateSecret secret : List.of(StateSecret.none(), KEY)) {
      byte[] snapshot = write(StateSamples.small(), secret);
      for (int len = 0; len < snapshot.length; len++) {
        assertEquals(StateFault.TRUNCATED, faultOf(read(Arrays.copyOf(snapshot, len), secret)));
      }
      byte[] longer = Arrays.copyOf(snapshot, snapshot.length + 1);
      assertEquals(StateFault.DAMAGED, faultOf(read(longer, secret)));
    }
  }

  @Test
  void wrongPassphraseIsToldFromDamage() {
    StateSecret right = StateSecret.passphrase("correct horse");
    byte[] snapshot = write(StateSamples.small(), right);
    byte[] before = snapshot.clone();
    assertEquals(
        StateFault.WRONG_PASSPHRASE,
        faultOf(read(snapshot, StateSecret.passphrase("correct horsf"))));
    assertEquals(StateFault.WRONG_PASSPHRASE, faultOf(read(snapshot, StateSecret.passphrase(""))));
    assertEquals(StateFault.PASSPHRASE_MISSING, faultOf(read(snapshot, StateSecret.none())));
    assertEquals(StateFault.PASSPHRASE_MISSING, faultOf(read(snapshot, KEY)));
    byte[] damagedBody = snapshot.clone();
    damagedBody[StateHeader.LEN + 3] ^= 4;
    assertEquals(StateFault.DAMAGED, faultOf(read(damagedBody, right)));
    byte[] damagedSalt = snapshot.clone();
    damagedSalt[40] ^= 4;
    assertEquals(StateFault.DAMAGED, faultOf(read(damagedSalt, right)));
    assertTrue(read(snapshot, right).isOk());
    assertArrayEquals(before, snapshot, "reading changes nothing");
  }

  @Test
  void wrongMissingOrUnneededKeyIsSaid() {
    byte[] sealed = write(StateSamples.small(), KEY);
    byte[] open = write(StateSamples.small(), StateSecret.none());
    StateSecret other = StateSecret.key(new byte[32]);
    assertEquals(StateFault.WRONG_KEY, faultOf(read(sealed, other)));
    assertEquals(StateFault.KEY_MISSING, faultOf(read(sealed, StateSecret.none())));
    assertEquals(StateFault.KEY_MISSING, faultOf(read(sealed, StateSecret.passphrase("x"))));
    assertEquals(StateFault.SECRET_UNEXPECTED, faultOf(read(open, KEY)));
  }

  @Test
  void newerAndOlderVersionsAreNamedEvenWithAnotherHeaderLength() {
    byte[] snapshot = write(StateSamples.small(), KEY);
    assertEquals(StateFault.NEWER_VERSION, faultOf(read(reframed(snapshot, 2, 85), KEY)));
    assertEquals(StateFault.NEWER_VERSION, faultOf(read(reframed(snapshot, 2, 16), KEY)));
    assertEquals(StateFault.NEWER_VERSION, faultOf(read(reframed(snapshot, 65_535, 77), KEY)));
    assertEquals(StateFault.OLDER_VERSION, faultOf(read(reframed(snapshot, 0, 77), KEY)));
    assertEquals(StateFault.HEADER_INVALID, faultOf(read(reframed(snapshot, 1, 76), KEY)));
    assertTrue(read(reframed(snapshot, 1, 77), KEY).isOk());
  }

  @Test
  void headerValuesNeverWrittenAreRefused() {
    byte[] snapshot = write(StateSamples.small(), KEY);
    byte[] protection = snapshot.clone();
    protection[12] = 3;
    assertEquals(StateFault.HEADER_INVALID, faultOf(read(reframed(protection, 1, 77), KEY)));
    byte[] saveZero = snapshot.clone();
    saveZero[20] = 0;
    assertEquals(StateFault.HEADER_INVALID, faultOf(read(reframed(saveZero, 1, 77), KEY)));
    byte[] otherSave = snapshot.clone();
    otherSave[20] = 2;
    assertEquals(
        StateFault.DAMAGED, faultOf(read(reframed(otherSave, 1, 77), KEY)), "header is sealed too");
  }

  @Test
  void foreignBytesAreNotAState() {
    assertEquals(StateFault.NOT_A_STATE, faultOf(read(new byte[100], KEY)));
    assertEquals(StateFault.NOT_A_STATE, faultOf(read(new byte[1], KEY)));
    assertEquals(StateFault.TRUNCATED, faultOf(read(new byte[0], KEY)));
  }

  @Test
  void savesCountUpAndLookDifferentEachTime() {
    StateKey key = StateKey.create(KEY, ENTROPY);
    StateWriter writer = StateWriter.fresh(key);
    assertEquals(0, writer.lastSave());
    Set<String> bodies = new HashSet<>();
    for (int i = 1; i <= 5; i++) {
      byte[] snapshot = writer.save(StateSamples.small(), i, ENTROPY);
      OpenedState opened = read(snapshot, KEY).value();
      assertEquals(i, opened.save());
      assertEquals(i, opened.savedWallMs());
      assertEquals(i, opened.writer().lastSave());
      bodies.add(Hex.encode(Arrays.copyOfRange(snapshot, StateHeader.LEN, snapshot.length)));
    }
    assertEquals(5, bodies.size());
  }

  @Test
  void nothingSecretStandsInTheClear() {
    SavedState state = StateSamples.small();
    String stored = Hex.encode(write(state, KEY));
    assertFalse(stored.contains(Hex.encode(state.identity().keys().identitySeed())));
    assertFalse(stored.contains(Hex.encode(state.replies().tags().get(0).tag().toBytes())));
    String open = Hex.encode(write(state, StateSecret.none()));
    assertTrue(open.contains(Hex.encode(state.identity().keys().identitySeed())));
    assertFalse(state.toString().contains("[" + state.identity().keys().identitySeed()[0]));
  }

  @Test
  void wipedSecretsAreNotUsed() {
    StateSecret secret = StateSecret.key(new byte[32]);
    StateKey key = StateKey.create(secret, ENTROPY);
    StateWriter writer = StateWriter.fresh(key);
    secret.wipe();
    assertThrows(IllegalStateException.class, () -> StateKey.create(secret, ENTROPY));
    SavedState state = StateSamples.small();
    writer.save(state, 1, ENTROPY);
    writer.wipe();
    assertThrows(IllegalStateException.class, () -> writer.save(state, 2, ENTROPY));
    state.wipe();
    assertArrayEquals(new byte[32], state.identity().keys().identitySeed());
    assertArrayEquals(new byte[16], state.replies().keys().get(0).key());
    assertThrows(
        IllegalStateException.class,
        () -> state.identity().gateways().get(0).sharedKey().toBytes());
  }

  @Property(tries = 300)
  void arbitraryBytesNeverThrow(@ForAll byte[] bytes, @ForAll byte[] journal) {
    assertTrue(StateReader.read(bytes, journal, KEY).isFault());
    byte[] snapshot = write(StateSamples.small(), KEY);
    StateReader.read(snapshot, journal, KEY);
  }

  /** Written by version 1 in November 2026; every later version must read it. */
  @Test
  void aStateOfVersionOneStaysReadable() throws IOException {
    byte[] snapshot;
    byte[] record;
    try (InputStream in = StateReaderTest.class.getResourceAsStream("version-1.hex")) {
      String[] lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\\s+");
      snapshot = Hex.decode(lines[0]);
      record = Hex.decode(lines[1]);
    }
    OpenedState opened = StateReader.read(snapshot, record, KEY).value();
    assertEquals(1, opened.save());
    assertEquals(1_764_000_000_000.0, opened.savedWallMs());
    assertEquals(1, opened.journalRecords());
    SavedState state = opened.state();
    assertEquals(1, state.identity().gateways().size());
    assertEquals("wss://gäte.example/0", state.identity().gateways().get(0).listener());
    assertEquals(0, state.messages().unacknowledged().size());
    assertEquals(1, state.replies().surbs().get(0).surbs().size());
  }

  private static byte[] reframed(byte[] snapshot, int version, int headerLen) {
    byte[] out = snapshot.clone();
    out[8] = (byte) (version >>> 8);
    out[9] = (byte) version;
    out[10] = (byte) (headerLen >>> 8);
    out[11] = (byte) headerLen;
    byte[] checksum = StateHeader.checksum(Arrays.copyOf(out, headerLen - 4));
    System.arraycopy(checksum, 0, out, headerLen - 4, 4);
    return out;
  }

  private static byte[] write(SavedState state, StateSecret secret) {
    return StateWriter.fresh(StateKey.create(secret, ENTROPY)).save(state, 1_000, ENTROPY);
  }

  private static Result<OpenedState> read(byte[] snapshot, StateSecret secret) {
    return StateReader.read(snapshot, NO_JOURNAL, secret);
  }

  private static StateFault faultOf(Result<?> read) {
    return (StateFault) read.fault();
  }
}
