package org.peapod.topology;

import org.peapod.json.Json;
import org.peapod.vectors.Checks;

/** The known answers about epochs, rotations and times; runs wherever the core runs. */
public final class KeyRotationChecks {
  private KeyRotationChecks() {}

  /**
   * Checks topology-key-rotation-vectors.json, topology-key-rotation-info.json and
   * topology-timestamps.json.
   */
  public static void run(Json vectors, Json document, Json timestamps, Checks checks) {
    Json ids = vectors.get("rotation_id");
    for (int i = 0; i < ids.size(); i++) {
      rotationId(ids.at(i), checks);
    }
    Json labels = vectors.get("rotation_byte");
    for (int i = 0; i < labels.size(); i++) {
      RotationLabel label = RotationLabel.of(labels.at(i).get("rotation_id").asLong(-1));
      checks.equal("label", labels.at(i).get("byte").asLong(-1), label.toByte());
      checks.isTrue("read back", RotationLabel.fromByte(label.toByte()).value() == label);
    }
    expectedNow(vectors.get("expected_now"), checks);
    document(document, checks);
    timestamps(timestamps, checks);
  }

  private static void rotationId(Json vector, Checks checks) {
    long epoch = vector.get("epoch").asLong(-1);
    KeyRotationInfo info =
        new KeyRotationInfo(
            vector.get("validity_epochs").asLong(-1),
            vector.get("initial_epoch_id").asLong(-1),
            epoch,
            UtcTime.EPOCH,
            1);
    checks.equal("rotation", vector.get("rotation_id").asLong(-1), info.rotationOf(epoch));
    checks.equal("start", vector.get("current_start").asLong(-1), info.rotationStart(epoch));
    checks.equal("next", vector.get("next_start").asLong(-1), info.nextRotationStart(epoch));
  }

  private static void expectedNow(Json vector, Checks checks) {
    KeyRotationInfo info =
        new KeyRotationInfo(
            vector.get("validity_epochs").asLong(-1),
            vector.get("initial_epoch_id").asLong(-1),
            vector.get("reference_epoch").asLong(-1),
            UtcTime.parseRfc3339(vector.get("reference_start").asText()),
            vector.get("epoch_seconds").asLong(-1) * 1000.0);
    checks.equal(
        "initial rotation start",
        ms(vector.get("initial_rotation_start")),
        (long) info.initialRotationStartMs());
    Json cases = vector.get("cases");
    for (int i = 0; i < cases.size(); i++) {
      long now = ms(cases.at(i).get("now"));
      checks.equal("epoch", cases.at(i).get("epoch").asLong(-1), info.expectedEpoch(now));
      checks.equal("rotation", cases.at(i).get("rotation").asLong(-1), info.expectedRotation(now));
      checks.equal(
          "rotation start",
          ms(cases.at(i).get("rotation_start")),
          (long) info.rotationStartMs(now));
    }
  }

  private static void document(Json document, Checks checks) {
    KeyRotationInfo info = KeyRotationReader.read(document).value();
    Json progress = document.get("progress");
    long epoch = info.currentEpochId();
    long now = ms(document.get("current_epoch_start"));
    checks.equal(
        "progress id",
        progress.get("current_key_rotation_id").asLong(-1),
        info.expectedRotation(now));
    checks.equal(
        "progress start",
        progress.get("current_rotation_starting_epoch").asLong(-1),
        info.rotationStart(epoch));
    checks.equal(
        "progress end",
        progress.get("current_rotation_ending_epoch").asLong(-1),
        info.nextRotationStart(epoch) - 1);
  }

  private static void timestamps(Json vectors, Checks checks) {
    Json parse = vectors.get("parse");
    for (int i = 0; i < parse.size(); i++) {
      String text = parse.at(i).get("json").asText();
      long seconds = UtcTime.parseRefreshedAt(text).seconds();
      checks.equal(text, parse.at(i).get("unix_s").asLong(-1), seconds);
    }
    Json write = vectors.get("serialise");
    for (int i = 0; i < write.size(); i++) {
      UtcTime time = UtcTime.ofUnixMs(write.at(i).get("unix_ms").asLong(-1));
      checks.equal("written", write.at(i).get("json").asText(), time.toRefreshedAt());
    }
  }

  private static long ms(Json text) {
    return (long) UtcTime.parseRfc3339(text.asText()).unixMs();
  }
}
