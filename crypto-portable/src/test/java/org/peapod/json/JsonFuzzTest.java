package org.peapod.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.peapod.bytes.Base58;
import org.peapod.bytes.Base64;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;

/** Any bytes are either a value or a fault, never an exception; what encodes decodes again. */
final class JsonFuzzTest {
  @FuzzTest
  void anyBytesAreAValueOrAFault(byte[] bytes) {
    Result<Json> parsed = Json.parse(bytes);
    assertEquals(parsed.isOk(), parsed.fault() == null);
  }

  @FuzzTest
  void anyTextIsBytesOrNull(byte[] bytes) {
    String text = Utf8.decode(bytes);
    byte[] decoded = Base64.decode(text);
    if (decoded != null) {
      assertEquals(decoded.length, Base64.decode(Base64.encode(decoded)).length);
    }
    byte[] key = Base58.decode(text, 32);
    if (key != null) {
      assertEquals(text, Base58.encode(key));
    }
  }
}
