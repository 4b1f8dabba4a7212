package org.peapod.topology;

import org.peapod.bytes.Result;
import org.peapod.json.Json;

/** Reads the key rotation parameters; their derived {@code progress} is not looked at (4.4.4). */
final class KeyRotationReader {
  private static final long MAX_EPOCH_SECS = 1L << 32;
  private static final long MAX_NANOS = 999_999_999;

  private KeyRotationReader() {}

  /** The parameters of a parsed document. */
  static Result<KeyRotationInfo> read(Json document) {
    Json validity = document.get("key_rotation_state").get("validity_epochs");
    Json initial = document.get("key_rotation_state").get("initial_epoch_id");
    Json current = document.get("current_absolute_epoch_id");
    Json secs = document.get("epoch_duration").get("secs");
    Json nanos = document.get("epoch_duration").get("nanos");
    UtcTime start = UtcTime.parseRfc3339(document.get("current_epoch_start").asText());
    boolean numbersFit =
        validity.isUnsigned(NodeReader.U32_MAX)
            && initial.isUnsigned(NodeReader.U32_MAX)
            && current.isUnsigned(NodeReader.U32_MAX)
            && secs.isUnsigned(MAX_EPOCH_SECS)
            && nanos.isUnsigned(MAX_NANOS);
    double epochMs = secs.asLong(0) * 1000.0 + nanos.asLong(0) / 1e6;
    if (!numbersFit || start == null || validity.asLong(0) == 0 || epochMs == 0) {
      return Result.fault(TopologyFault.BAD_KEY_ROTATION_INFO);
    }
    return Result.ok(
        new KeyRotationInfo(
            validity.asLong(0), initial.asLong(0), current.asLong(0), start, epochMs));
  }
}
