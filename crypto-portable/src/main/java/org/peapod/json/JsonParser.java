package org.peapod.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.peapod.bytes.Result;

/** Recursive descent over one text; the first fault ends it. */
final class JsonParser {
  /** Each digit in both cases, so that half of its place is its value; Unicode has more digits. */
  private static final String HEX_DIGITS = "00112233445566778899aAbBcCdDeEfF";

  /** Deepest nesting accepted; the documents of chapter 4 need 7. */
  static final int MAX_DEPTH = 32;

  private final String text;
  private int at;
  private JsonFault fault;

  JsonParser(String text) {
    this.text = text;
  }

  Result<Json> parseWhole() {
    Json value = value(0);
    skipBlanks();
    if (fault == null && at != text.length()) {
      fault = JsonFault.TRAILING_TEXT;
    }
    return fault == null ? Result.ok(value) : Result.fault(fault);
  }

  private Json value(int depth) {
    skipBlanks();
    if (at >= text.length()) {
      return fail(JsonFault.ENDED_EARLY);
    }
    if (depth > MAX_DEPTH) {
      return fail(JsonFault.TOO_DEEP);
    }
    switch (text.charAt(at)) {
      case '{':
        return object(depth);
      case '[':
        return array(depth);
      case '"':
        String string = string();
        return string == null ? Json.ABSENT : Json.string(string);
      case 't':
        return literal("true", Json.TRUE);
      case 'f':
        return literal("false", Json.FALSE);
      case 'n':
        return literal("null", Json.NULL);
      default:
        return number();
    }
  }

  private Json object(int depth) {
    at++;
    Map<String, Json> members = Json.newMembers();
    if (skipIf('}')) {
      return Json.object(members);
    }
    while (fault == null) {
      skipBlanks();
      String key = string();
      if (key == null || !expect(':')) {
        return Json.ABSENT;
      }
      Json member = value(depth + 1);
      if (members.put(key, member) != null) {
        return fail(JsonFault.DUPLICATE_KEY);
      }
      if (skipIf('}')) {
        return Json.object(members);
      }
      expect(',');
    }
    return Json.ABSENT;
  }

  private Json array(int depth) {
    at++;
    List<Json> items = new ArrayList<>();
    if (skipIf(']')) {
      return Json.array(items);
    }
    while (fault == null) {
      items.add(value(depth + 1));
      if (skipIf(']')) {
        return Json.array(items);
      }
      expect(',');
    }
    return Json.ABSENT;
  }

  private String string() {
    if (at >= text.length() || text.charAt(at) != '"') {
      fail(at >= text.length() ? JsonFault.ENDED_EARLY : JsonFault.UNEXPECTED_CHARACTER);
      return null;
    }
    at++;
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      if (c < 0x20 || (c == '\\' && !escape(out))) {
        fail(JsonFault.UNEXPECTED_CHARACTER);
        return null;
      }
      if (c != '\\') {
        out.append(c);
      }
    }
    fail(JsonFault.ENDED_EARLY);
    return null;
  }

  private boolean escape(StringBuilder out) {
    if (at >= text.length()) {
      return false;
    }
    char c = text.charAt(at++);
    if (c == 'u') {
      return unicodeEscape(out);
    }
    int index = "\"\\/bfnrt".indexOf(c);
    if (index < 0) {
      return false;
    }
    out.append("\"\\/\b\f\n\r\t".charAt(index));
    return true;
  }

  private boolean unicodeEscape(StringBuilder out) {
    if (text.length() - at < 4) {
      return false;
    }
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = HEX_DIGITS.indexOf(text.charAt(at++)) >> 1;
      if (digit < 0) {
        return false;
      }
      unit = unit * 16 + digit;
    }
    out.append((char) unit);
    return true;
  }

  private Json number() {
    int start = at;
    skipChar('-');
    int whole = digits();
    boolean leadingZero = whole > 1 && text.charAt(at - whole) == '0';
    boolean good = whole > 0 && !leadingZero;
    if (good && skipChar('.')) {
      good = digits() > 0;
    }
    if (good && (skipChar('e') || skipChar('E'))) {
      if (!skipChar('+')) {
        skipChar('-');
      }
      good = digits() > 0;
    }
    if (!good) {
      boolean ended = at >= text.length() && !leadingZero;
      return fail(ended ? JsonFault.ENDED_EARLY : JsonFault.UNEXPECTED_CHARACTER);
    }
    return Json.number(text.substring(start, at));
  }

  private int digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private Json literal(String word, Json value) {
    if (!text.startsWith(word, at)) {
      return fail(JsonFault.UNEXPECTED_CHARACTER);
    }
    at += word.length();
    return value;
  }

  private boolean expect(char c) {
    if (skipIf(c)) {
      return true;
    }
    fail(at >= text.length() ? JsonFault.ENDED_EARLY : JsonFault.UNEXPECTED_CHARACTER);
    return false;
  }

  private boolean skipIf(char c) {
    skipBlanks();
    return skipChar(c);
  }

  private boolean skipChar(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private Json fail(JsonFault reason) {
    if (fault == null) {
      fault = reason;
    }
    return Json.ABSENT;
  }
}
