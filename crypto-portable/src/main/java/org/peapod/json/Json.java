package org.peapod.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;

/**
 * One JSON value. Access never fails: what is absent, or of another kind, answers {@link #ABSENT},
 * {@code null} or the given default, so that a reader of foreign documents asks and then checks.
 */
public final class Json {
  /** The kinds of value, and the absence of one. */
  public enum Kind {
    /** No value at this place. */
    ABSENT,
    /** The literal null. */
    NULL,
    /** A truth value. */
    BOOLEAN,
    /** A number, kept as written. */
    NUMBER,
    /** A text. */
    STRING,
    /** An ordered list. */
    ARRAY,
    /** Keys and values, in the order written. */
    OBJECT
  }

  /** The answer for a missing key or index. */
  public static final Json ABSENT = new Json(Kind.ABSENT, null, null, null);

  static final Json NULL = new Json(Kind.NULL, null, null, null);
  static final Json TRUE = new Json(Kind.BOOLEAN, "true", null, null);
  static final Json FALSE = new Json(Kind.BOOLEAN, "false", null, null);

  private final Kind kind;
  private final String text;
  private final List<Json> items;
  private final Map<String, Json> members;

  private Json(Kind kind, String text, List<Json> items, Map<String, Json> members) {
    this.kind = kind;
    this.text = text;
    this.items = items;
    this.members = members;
  }

  static Json string(String text) {
    return new Json(Kind.STRING, text, null, null);
  }

  static Json number(String text) {
    return new Json(Kind.NUMBER, text, null, null);
  }

  static Json array(List<Json> items) {
    return new Json(Kind.ARRAY, null, items, null);
  }

  static Json object(Map<String, Json> members) {
    return new Json(Kind.OBJECT, null, null, members);
  }

  /** Parses a whole text. */
  public static Result<Json> parse(String text) {
    return new JsonParser(text).parseWhole();
  }

  /** Parses UTF-8 bytes. */
  public static Result<Json> parse(byte[] utf8) {
    return Utf8.isValid(utf8) ? parse(Utf8.decode(utf8)) : Result.fault(JsonFault.NOT_UTF8);
  }

  /** The kind. */
  public Kind kind() {
    return kind;
  }

  /** Whether the kind is this one. */
  public boolean is(Kind wanted) {
    return kind == wanted;
  }

  /** Whether there is no value here, or the literal null. */
  public boolean isMissing() {
    return kind == Kind.ABSENT || kind == Kind.NULL;
  }

  /** The member of an object; {@link #ABSENT} when there is none. */
  public Json get(String key) {
    Json found = kind == Kind.OBJECT ? members.get(key) : null;
    return found == null ? ABSENT : found;
  }

  /** The item of an array; {@link #ABSENT} when there is none. */
  public Json at(int index) {
    return kind == Kind.ARRAY && index >= 0 && index < items.size() ? items.get(index) : ABSENT;
  }

  /** How many items or members; 0 for other kinds. */
  public int size() {
    if (kind == Kind.ARRAY) {
      return items.size();
    }
    return kind == Kind.OBJECT ? members.size() : 0;
  }

  /** The keys of an object in the order written; empty for other kinds. */
  public List<String> keys() {
    return kind == Kind.OBJECT ? new ArrayList<>(members.keySet()) : Collections.emptyList();
  }

  /** The text of a string, else {@code null}. */
  public String asText() {
    return kind == Kind.STRING ? text : null;
  }

  /** Whether this is the literal true. */
  public boolean isTrue() {
    return kind == Kind.BOOLEAN && text.equals("true");
  }

  /** Whether this is a number without fraction or exponent that fits 64 bits signed. */
  public boolean isLong() {
    if (kind != Kind.NUMBER) {
      return false;
    }
    int digits = text.charAt(0) == '-' ? text.length() - 1 : text.length();
    for (int i = text.length() - digits; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    if (digits != 19) {
      return digits < 19;
    }
    String magnitude = text.substring(text.length() - 19);
    String limit = digits == text.length() ? "9223372036854775807" : "9223372036854775808";
    return magnitude.compareTo(limit) <= 0;
  }

  /** The number where {@link #isLong()}, else the default. */
  public long asLong(long otherwise) {
    return isLong() ? Long.parseLong(text) : otherwise;
  }

  /** Whether this is a whole number in 0 … {@code max}. */
  public boolean isUnsigned(long max) {
    return isLong() && asLong(-1) >= 0 && asLong(-1) <= max;
  }

  /**
   * The number, fraction and exponent included; the default for other kinds. The nearest double for
   * up to 15 digits and a decimal exponent of up to 22; beyond, within a billionth part of it.
   */
  public double asDouble(double otherwise) {
    return kind == Kind.NUMBER ? new DecimalNumber(text).value() : otherwise;
  }

  /** A number as it was written; {@code null} for other kinds. */
  public String asWritten() {
    return kind == Kind.NUMBER ? text : null;
  }

  /** The bytes of an array of numbers 0 … 255, else {@code null}. */
  public byte[] asBytes() {
    if (kind != Kind.ARRAY) {
      return null;
    }
    byte[] out = new byte[items.size()];
    for (int i = 0; i < out.length; i++) {
      if (!items.get(i).isUnsigned(255)) {
        return null;
      }
      out[i] = (byte) items.get(i).asLong(0);
    }
    return out;
  }

  static Map<String, Json> newMembers() {
    return new LinkedHashMap<>();
  }
}
