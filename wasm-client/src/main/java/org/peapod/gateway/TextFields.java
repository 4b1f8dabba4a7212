package org.peapod.gateway;

import org.peapod.bytes.Result;
import org.peapod.json.Json;

/**
 * The fields of one text frame. A missing or wrong field answers a harmless value and is
 * remembered, so that a reader takes all fields and then asks once.
 */
final class TextFields {
  private final Json json;
  private boolean invalid;

  private TextFields(Json json) {
    this.json = json;
  }

  /** The fields of a text that is an object with a type. */
  static Result<TextFields> of(String text) {
    if (text.length() > GatewayProtocol.MAX_TEXT_LEN) {
      return Result.fault(GatewayFault.TEXT_TOO_LONG);
    }
    Result<Json> parsed = Json.parse(text);
    if (parsed.isFault()) {
      return Result.fault(GatewayFault.TEXT_NOT_JSON);
    }
    if (parsed.value().get("type").asText() == null) {
      return Result.fault(GatewayFault.TYPE_MISSING);
    }
    return Result.ok(new TextFields(parsed.value()));
  }

  String type() {
    return json.get("type").asText();
  }

  Json get(String key) {
    return json.get(key);
  }

  /** A version byte. */
  int version(String key) {
    Json found = json.get(key);
    return (int) required(found.isUnsigned(255), found.asLong(0));
  }

  /** A version byte that may be absent or null, then 0 (3.4, older gateways). */
  int versionOrZero(String key) {
    return json.get(key).isMissing() ? 0 : version(key);
  }

  /** A signed amount of bytes. */
  long amount(String key) {
    return amount(json.get(key));
  }

  long amount(Json found) {
    return required(found.isLong(), found.asLong(0));
  }

  boolean flag(String key) {
    Json found = json.get(key);
    invalid = invalid || !found.is(Json.Kind.BOOLEAN);
    return found.isTrue();
  }

  /** A flag that may be absent or null, then false. */
  boolean flagOrFalse(String key) {
    return !json.get(key).isMissing() && flag(key);
  }

  String text(String key) {
    String found = json.get(key).asText();
    invalid = invalid || found == null;
    return found == null ? "" : found;
  }

  byte[] bytes(String key) {
    return bytes(json.get(key).asBytes());
  }

  /** Bytes already taken out of their text form; {@code null} counts as a wrong field. */
  byte[] bytes(byte[] found) {
    invalid = invalid || found == null;
    return found == null ? new byte[0] : found;
  }

  byte[] bytes(String key, int len) {
    byte[] found = bytes(key);
    invalid = invalid || found.length != len;
    return found;
  }

  /** The message made of the fields, unless one of them was wrong. */
  <T> Result<T> check(T message) {
    return invalid ? Result.fault(GatewayFault.FIELD_INVALID) : Result.ok(message);
  }

  private long required(boolean good, long value) {
    invalid = invalid || !good;
    return value;
  }
}
