package org.peapod.mixnet.directory;

import java.util.LinkedHashMap;
import java.util.Map;

/** The query part of a request: pairs in order, the first of equal names counts. */
final class DirectoryQuery {
  private final Map<String, String> pairs = new LinkedHashMap<>();

  /** Reads what follows the question mark; values that the directory knows need no unescaping. */
  DirectoryQuery(String text) {
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('&', at);
      end = end < 0 ? text.length() : end;
      add(text.substring(at, end));
      at = end + 1;
    }
  }

  /** A value, or {@code null}. */
  String get(String name) {
    return pairs.get(name);
  }

  /**
   * Why a real directory would refuse this query with 400, or {@code null}: an unknown output
   * format or a number that is none.
   */
  String complaint() {
    String output = get("output");
    if (output != null && !isOutputFormat(output)) {
      return "Failed to deserialize query string: unknown variant `"
          + output
          + "`, expected one of `json`, `yaml`, `bincode`";
    }
    for (String name : new String[] {"page", "per_page", "epoch_id"}) {
      String value = get(name);
      if (value != null && number(value) < 0) {
        return "Failed to deserialize query string: " + name + " is not an unsigned number";
      }
    }
    return null;
  }

  /** The unsigned 32-bit number that a decimal text stands for, or -1. */
  static long number(String text) {
    if (text.isEmpty() || text.length() > 10) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value <= 0xffffffffL ? value : -1;
  }

  private static boolean isOutputFormat(String output) {
    return output.equals("json") || output.equals("yaml") || output.equals("bincode");
  }

  private void add(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    if (!name.isEmpty() && !pairs.containsKey(name)) {
      pairs.put(name, equals < 0 ? "" : pair.substring(equals + 1));
    }
  }
}
