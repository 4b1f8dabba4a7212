package org.peapod.json;

/** Writes compact JSON, keys in the order given (chapter 3, 3.1: no blanks). */
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder();
  private boolean needsComma;

  /** Opens an object. */
  public JsonWriter beginObject() {
    return open('{');
  }

  /** Closes an object. */
  public JsonWriter endObject() {
    return close('}');
  }

  /** Opens an array. */
  public JsonWriter beginArray() {
    return open('[');
  }

  /** Closes an array. */
  public JsonWriter endArray() {
    return close(']');
  }

  /** Writes a key; its value must follow. */
  public JsonWriter key(String key) {
    separate();
    quote(key);
    out.append(':');
    needsComma = false;
    return this;
  }

  /** Writes a text, or null. */
  public JsonWriter value(String value) {
    separate();
    if (value == null) {
      out.append("null");
    } else {
      quote(value);
    }
    return this;
  }

  /** Writes a whole number. */
  public JsonWriter value(long value) {
    separate();
    out.append(value);
    return this;
  }

  /** Writes a truth value. */
  public JsonWriter value(boolean value) {
    separate();
    out.append(value);
    return this;
  }

  /** Writes bytes as an array of numbers 0 … 255. */
  public JsonWriter value(byte[] bytes) {
    beginArray();
    for (byte b : bytes) {
      value(b & 0xff);
    }
    return endArray();
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private JsonWriter open(char c) {
    separate();
    out.append(c);
    needsComma = false;
    return this;
  }

  private JsonWriter close(char c) {
    out.append(c);
    needsComma = true;
    return this;
  }

  private void separate() {
    if (needsComma) {
      out.append(',');
    }
    needsComma = true;
  }

  private void quote(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      quote(value.charAt(i));
    }
    out.append('"');
  }

  private void quote(char c) {
    int index = "\"\\\b\f\n\r\t".indexOf(c);
    if (index >= 0) {
      out.append('\\').append("\"\\bfnrt".charAt(index));
    } else if (c < 0x20) {
      out.append("\\u00").append("0123456789abcdef".charAt(c >> 4));
      out.append("0123456789abcdef".charAt(c & 15));
    } else {
      out.append(c);
    }
  }
}
