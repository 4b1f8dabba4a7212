package org.peapod.state;

import java.util.Arrays;
import java.util.List;
import org.peapod.bytes.Fault;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.SeededEntropy;
import org.peapod.vectors.Checks;

/**
 * That a saved state means the same on the JVM, as WebAssembly and as JavaScript: written, journal
 * added, read, with every kind of protection.
 */
public final class StateChecks {
  private StateChecks() {}

  /** Checks all. */
  public static void run(Checks checks) {
    roundTrip("none", StateSecret.none(), checks);
    roundTrip("key", StateSecret.key(new SeededEntropy(9).bytes(32)), checks);
    roundTrip("passphrase", StateSecret.passphrase("correct horse é"), checks);
    faults(checks);
  }

  private static void roundTrip(String what, StateSecret secret, Checks checks) {
    Entropy entropy = new SeededEntropy(5);
    StateSamples samples = new StateSamples(6);
    SavedState state = samples.state(3);
    StateWriter writer = StateWriter.fresh(StateKey.create(secret, entropy));
    byte[] snapshot = writer.save(state, 1_700_000_000_123.0, entropy);
    SavedSurbs surbs = state.replies().surbs().get(0);
    byte[] spent = StateSamples.digest(surbs.surbs().get(0));
    StateEvent event = new StateEvent.SurbsSpent(List.of(spent));
    byte[] journal = writer.journal().append(event);
    Result<OpenedState> opened = StateReader.read(snapshot, journal, secret);
    checks.isTrue(what + " opens", opened.isOk());
    if (opened.isFault()) {
      return;
    }
    OpenedState got = opened.value();
    checks.equal(what + " save", 1, got.save());
    checks.equal(what + " time", 1_700_000_000_123L, (long) got.savedWallMs());
    checks.equal(what + " records", 1, got.journalRecords());
    checks.equal(what + " SURBs left", 0, got.state().replies().surbs().get(0).surbs().size());
    StateReplay same = new StateReplay(state);
    same.apply(event);
    checks.equal(
        what + " contents", StateSamples.bytes(same.state()), StateSamples.bytes(got.state()));
  }

  private static void faults(Checks checks) {
    Entropy entropy = new SeededEntropy(7);
    StateSecret secret = StateSecret.key(new byte[32]);
    StateWriter writer = StateWriter.fresh(StateKey.create(secret, entropy));
    byte[] snapshot = writer.save(StateSamples.small(), 1, entropy);
    byte[] damaged = snapshot.clone();
    damaged[200] ^= 1;
    expect("damage", StateFault.DAMAGED, damaged, secret, checks);
    byte[] cut = Arrays.copyOf(snapshot, snapshot.length - 1);
    expect("cut", StateFault.TRUNCATED, cut, secret, checks);
    StateSecret other = StateSecret.key(new SeededEntropy(8).bytes(32));
    expect("other key", StateFault.WRONG_KEY, snapshot, other, checks);
    expect("no key", StateFault.KEY_MISSING, snapshot, StateSecret.none(), checks);
  }

  private static void expect(
      String what, Fault fault, byte[] snapshot, StateSecret secret, Checks checks) {
    Result<OpenedState> read = StateReader.read(snapshot, new byte[0], secret);
    checks.isTrue(what, read.fault() == fault);
  }
}
