package org.peapod.sphinx;

import org.peapod.crypto.ConstantTime;
import org.peapod.crypto.MontgomeryLadder;
import org.peapod.crypto.ScalarModL;
import org.peapod.crypto.X25519;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Decimal;
import org.peapod.vectors.Hex;

/** One multiplication against the chain of them: {@code sphinx-scalar-product}. */
public final class ScalarProductChecks {
  private ScalarProductChecks() {}

  /** Every case, on the curve and beside it. */
  public static void run(Json vectors, Checks checks) {
    Json cases = vectors.get("cases");
    for (int i = 0; i < cases.size(); i++) {
      one(cases.at(i), checks);
    }
  }

  private static void one(Json given, Checks checks) {
    String name = given.get("name").asText() + " ";
    byte[] u = Hex.decode(given.get("u").asText());
    byte[] reducedU = Hex.decode(given.get("uReduced").asText());
    Json scalars = given.get("scalars");
    byte[] sequential = u;
    RunningScalar running = null;
    for (int i = 0; i < scalars.size(); i++) {
      byte[] scalar = Hex.decode(scalars.at(i).asText());
      checks.equal(name + "reduced u", X25519.agree(scalar, u), X25519.agree(scalar, reducedU));
      sequential = X25519.agree(scalar, sequential);
      checks.equal(
          name + "step " + i, given.get("sequential").at(i).asText(), Hex.encode(sequential));
      if (running == null) {
        running = RunningScalar.ofSecret(scalar);
      } else {
        running.multiply(scalar);
      }
    }
    String result = given.get("result").asText();
    checks.equal(name + "result", result, Hex.encode(sequential));
    checks.equal(
        name + "ladderInteger", given.get("ladderInteger").asText(), Hex.encode(sequential));
    checks.isTrue(name + "low order", X25519.isLowOrder(u) == ConstantTime.isZero(sequential));
    product(given, name, running, u, checks);
  }

  private static void product(
      Json given, String name, RunningScalar running, byte[] u, Checks checks) {
    byte[] mod8l = Decimal.decode(given.get("productMod8l").asText(), 32);
    byte[] modL = Decimal.decode(given.get("productModL").asText(), 32);
    checks.equal(name + "8m", mod8l, running.timesEight());
    checks.equal(
        name + "mod l", modL, ScalarModL.encode(ScalarModL.reduce(ScalarModL.decode(mod8l))));
    ladder(given, name, "ladderMod8l", "mod8lEqual", MontgomeryLadder.multiply(mod8l, u), checks);
    ladder(given, name, "ladderModL", "modLEqual", MontgomeryLadder.multiply(modL, u), checks);
    if (!given.get("ladderMod4lt").isMissing()) {
      byte[] twist = Decimal.decode(given.get("productMod4lt").asText(), 32);
      String expected = given.get("ladderMod4lt").asText();
      checks.equal(name + "mod 4l'", expected, Hex.encode(MontgomeryLadder.multiply(twist, u)));
    }
    byte[] shaped = running.clampShaped();
    checks.equal(name + "shape", given.get("clampShapedScalar").asText(), Hex.encode(shaped));
    byte[] agreed = X25519.agree(shaped, u);
    ladder(given, name, "x25519OfClampShaped", "clampShapedEqual", agreed, checks);
  }

  private static void ladder(
      Json given, String name, String key, String equalKey, byte[] actual, Checks checks) {
    String hex = Hex.encode(actual);
    checks.equal(name + key, given.get(key).asText(), hex);
    boolean equal = given.get("result").asText().equals(hex);
    checks.isTrue(name + equalKey, equal == given.get(equalKey).isTrue());
  }
}
