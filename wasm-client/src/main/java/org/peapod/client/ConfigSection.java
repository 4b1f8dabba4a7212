package org.peapod.client;

import java.util.List;
import org.peapod.json.Json;

/** One object of a configuration: hands out its values and remembers the first that is wrong. */
final class ConfigSection {
  static final double HOUR_MS = 3_600_000;

  private final String path;
  private final Json object;
  private final ConfigSection root;
  private ConfigFault fault;

  private ConfigSection(String path, Json object, ConfigSection root) {
    this.path = path;
    this.object = object;
    this.root = root == null ? this : root;
  }

  /** The whole document. */
  static ConfigSection of(Json document) {
    return new ConfigSection("", document, null);
  }

  /** The object under a key; an absent one counts as empty. */
  ConfigSection section(String key) {
    Json value = object.get(key);
    ConfigSection inner = new ConfigSection(path + key + ".", value, root);
    if (!value.is(Json.Kind.ABSENT) && !value.is(Json.Kind.OBJECT)) {
      refuse(key, "an object", value);
    }
    return inner;
  }

  /** What was wrong first, or {@code null}. */
  ConfigFault fault() {
    return root.fault;
  }

  boolean has(String key) {
    return !object.get(key).is(Json.Kind.ABSENT);
  }

  Json get(String key) {
    return object.get(key);
  }

  /** Refuses every key that is not named here. */
  void only(List<String> known) {
    for (String key : object.keys()) {
      if (!known.contains(key)) {
        String about = path.isEmpty() ? "" : path.substring(0, path.length() - 1);
        fail(new ConfigFault(about, "only the keys " + String.join(", ", known), quoted(key)));
      }
    }
  }

  boolean truth(String key, boolean otherwise) {
    Json value = object.get(key);
    if (value.is(Json.Kind.ABSENT)) {
      return otherwise;
    }
    if (!value.is(Json.Kind.BOOLEAN)) {
      refuse(key, "true or false", value);
    }
    return value.isTrue();
  }

  /** Milliseconds, up to an hour. */
  double ms(String key, double otherwise, int least) {
    return ms(key, otherwise, least, HOUR_MS);
  }

  double ms(String key, double otherwise, int least, double most) {
    return number(key, otherwise, least, most, "a number of milliseconds");
  }

  double number(String key, double otherwise, int least, double most, String what) {
    Json value = object.get(key);
    if (value.is(Json.Kind.ABSENT)) {
      return otherwise;
    }
    double number = value.asDouble(least - 1);
    if (!(number >= least && number <= most)) {
      refuse(key, what + " from " + least + " to " + (long) most, value);
    }
    return number;
  }

  int whole(String key, int otherwise, int least, int most) {
    Json value = object.get(key);
    if (value.is(Json.Kind.ABSENT)) {
      return otherwise;
    }
    long number = value.isLong() ? value.asLong(0) : least - 1L;
    if (number < least || number > most) {
      refuse(key, "a whole number from " + least + " to " + most, value);
      return otherwise;
    }
    return (int) number;
  }

  void refuse(String key, String expected, Json got) {
    fail(new ConfigFault(key.isEmpty() ? "" : path + key, expected, describe(got)));
  }

  private void fail(ConfigFault found) {
    root.fault = root.fault == null ? found : root.fault;
  }

  private static String describe(Json value) {
    return switch (value.kind()) {
      case ABSENT -> "nothing";
      case NULL -> "null";
      case BOOLEAN -> value.isTrue() ? "true" : "false";
      case NUMBER -> "the number " + shorten(value.asWritten());
      case STRING -> quoted(value.asText());
      case ARRAY -> "a list of " + value.size();
      case OBJECT -> "an object";
    };
  }

  private static String quoted(String text) {
    return '"' + shorten(text) + '"';
  }

  private static String shorten(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
