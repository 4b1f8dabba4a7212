package org.peapod.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.peapod.bytes.Result;

final class JsonTest {
  @Test
  void aDocumentIsReadWhole() {
    Json json =
        Json.parse(
                " {\"a\" : [1, -2.5e3, true, false, null, \"x\"],\n\t\"b\":{\"c\":{}} , \"d\":[]}\r\n")
            .value();
    assertTrue(json.is(Json.Kind.OBJECT));
    assertEquals(List.of("a", "b", "d"), json.keys());
    assertEquals(3, json.size());
    Json a = json.get("a");
    assertEquals(6, a.size());
    assertEquals(1, a.at(0).asLong(0));
    assertEquals(-2500, a.at(1).asDouble(0));
    assertFalse(a.at(1).isLong());
    assertEquals(9, a.at(1).asLong(9));
    assertTrue(a.at(2).isTrue());
    assertFalse(a.at(3).isTrue());
    assertTrue(a.at(4).isMissing());
    assertEquals("x", a.at(5).asText());
    assertEquals(Json.Kind.OBJECT, json.get("b").get("c").kind());
    assertEquals(0, json.get("d").size());
  }

  @Test
  void whatIsAbsentAnswersAbsent() {
    Json json = Json.parse("{\"a\":[1]}").value();
    assertSame(Json.ABSENT, json.get("b"));
    assertSame(Json.ABSENT, json.get("a").at(1));
    assertSame(Json.ABSENT, json.get("a").at(-1));
    assertSame(Json.ABSENT, json.at(0));
    assertSame(Json.ABSENT, json.get("a").get("a"));
    assertTrue(Json.ABSENT.isMissing());
    assertNull(Json.ABSENT.asText());
    assertNull(Json.ABSENT.asBytes());
    assertEquals(0, Json.ABSENT.size());
    assertEquals(List.of(), Json.ABSENT.keys());
    assertEquals(7.5, Json.ABSENT.asDouble(7.5));
  }

  @Test
  void numbersAreWholeOnlyWithin64Bits() {
    assertEquals(Long.MAX_VALUE, number("9223372036854775807").asLong(0));
    assertEquals(Long.MIN_VALUE, number("-9223372036854775808").asLong(0));
    assertFalse(number("9223372036854775808").isLong());
    assertFalse(number("-9223372036854775809").isLong());
    assertFalse(number("10000000000000000000").isLong());
    assertFalse(number("1.0").isLong());
    assertFalse(number("1e2").isLong());
    assertTrue(number("255").isUnsigned(255));
    assertFalse(number("256").isUnsigned(255));
    assertFalse(number("-1").isUnsigned(255));
    assertFalse(Json.parse("\"1\"").value().isLong());
  }

  @Test
  void bytesAreNumbersUpTo255() {
    assertArrayEquals(new byte[] {0, -1}, Json.parse("[0,255]").value().asBytes());
    assertNull(Json.parse("[256]").value().asBytes());
    assertNull(Json.parse("[\"1\"]").value().asBytes());
  }

  @Test
  void escapesAreRead() {
    String text =
        Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00\"").value().asText();
    assertEquals("\"\\/\b\f\n\r\té\ud83d\ude00", text);
  }

  @Test
  void everyFaultIsNamed() {
    fault(
        JsonFault.ENDED_EARLY,
        "",
        " ",
        "[",
        "[1",
        "[1,",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "\"a",
        "-",
        "1.",
        "1e");
    fault(JsonFault.ENDED_EARLY, "{\"a\":1,");
    fault(
        JsonFault.UNEXPECTED_CHARACTER,
        "x",
        "[1 2]",
        "[,1]",
        "[1,]",
        "{1:2}",
        "{\"a\" 1}",
        "{\"a\":1,}",
        "tru",
        "nulL",
        "01",
        "-x",
        "1.x",
        "1ex",
        "+1",
        ".5",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\n\"",
        "'a'",
        "[1}",
        "{\"a\":1]");
    fault(JsonFault.TRAILING_TEXT, "1 2", "{}x", "[]]", "null,", "1.5.2");
    fault(JsonFault.DUPLICATE_KEY, "{\"a\":1,\"a\":1}");
    assertSame(JsonFault.NOT_UTF8, Json.parse(new byte[] {'"', -1, '"'}).fault());
  }

  @Test
  void nestingIsLimited() {
    int limit = JsonParser.MAX_DEPTH;
    assertTrue(Json.parse("[".repeat(limit + 1) + "]".repeat(limit + 1)).isOk());
    fault(JsonFault.TOO_DEEP, "[".repeat(limit + 2) + "]".repeat(limit + 2));
    fault(JsonFault.TOO_DEEP, "[".repeat(100_000), "{\"a\":".repeat(100_000));
  }

  @Property
  void anyTextNeverThrows(
      @ForAll
          @Chars({
            '{', '}', '[', ']', '"', ':', ',', '\\', 'u', '0', '1', '-', '.', 'e', 't', 'r', ' '
          })
          String text) {
    assertNotNull(Json.parse(text));
  }

  @Property
  void anyBytesNeverThrow(@ForAll byte[] bytes) {
    assertNotNull(Json.parse(bytes));
  }

  @Property
  void whatIsWrittenIsReadAgain(@ForAll String text, @ForAll long number, @ForAll byte[] bytes) {
    String written =
        new JsonWriter()
            .beginObject()
            .key(text)
            .value(text)
            .key(text + "n")
            .value(number)
            .key(text + "b")
            .value(bytes)
            .endObject()
            .toString();
    Json json = Json.parse(written).value();
    assertEquals(text, json.get(text).asText());
    assertEquals(number, json.get(text + "n").asLong(number + 1));
    assertArrayEquals(bytes, json.get(text + "b").asBytes());
  }

  @Test
  void writingIsCompact() {
    JsonWriter out = new JsonWriter().beginObject().key("a").beginArray().value(true).value(1);
    out.value("\"\\\b\f\n\r\t\u0001é").value((String) null).beginObject().endObject().endArray();
    assertEquals(
        "{\"a\":[true,1,\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001é\",null,{}],\"z\":[]}",
        out.key("z").beginArray().endArray().endObject().toString());
  }

  @Test
  void faultsExplainThemselves() {
    for (JsonFault fault : JsonFault.values()) {
      assertFalse(fault.explanation().isEmpty());
    }
  }

  private static Json number(String text) {
    return Json.parse(text.getBytes(UTF_8)).value();
  }

  private static void fault(JsonFault expected, String... texts) {
    for (String text : texts) {
      Result<Json> result = Json.parse(text);
      assertSame(expected, result.fault(), text.length() > 40 ? text.substring(0, 40) : text);
    }
  }
}
