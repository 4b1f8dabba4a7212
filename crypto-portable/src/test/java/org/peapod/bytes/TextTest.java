package org.peapod.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class TextTest {
  /** Bytes that are nearly UTF-8: lead and continuation bytes at the edges of their ranges. */
  @Provide
  Arbitrary<byte[]> nearlyUtf8() {
    Arbitrary<Byte> some =
        Arbitraries.of(
                0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0,
                0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff)
            .map(Integer::byteValue);
    return some.array(byte[].class).ofMaxSize(12);
  }

  /** The JDK makes one replacement of an encoded surrogate, browsers make three. */
  @Test
  void anEncodedSurrogateBecomesThreeReplacements() {
    byte[] surrogate = {(byte) 0xed, (byte) 0xa0, (byte) 0x80, 'a'};
    assertEquals("\ufffd\ufffd\ufffda", Utf8.decode(surrogate));
    assertFalse(Utf8.isValid(surrogate));
  }

  @Property(tries = 3000)
  void malformedUtf8DecodesAsTheJdkDoes(@ForAll("nearlyUtf8") byte[] any) {
    byte[] bytes = withoutSurrogates(any);
    assertEquals(isStrictlyValid(bytes), Utf8.isValid(bytes));
    assertEquals(new String(bytes, UTF_8), Utf8.decode(bytes));
  }

  @Property
  void anyBytesDecodeAsTheJdkDoes(@ForAll byte[] any) {
    byte[] bytes = withoutSurrogates(any);
    assertEquals(new String(bytes, UTF_8), Utf8.decode(bytes));
  }

  @Property
  void textComesBack(@ForAll String text) {
    if (hasNoLoneSurrogate(text)) {
      assertArrayEquals(text.getBytes(UTF_8), Utf8.encode(text));
      assertEquals(text, Utf8.decode(Utf8.encode(text)));
    }
  }

  @Test
  void everyPlaneIsEncoded() {
    String text = "aß€\ud83d\ude00\udbff\udfff";
    assertArrayEquals(text.getBytes(UTF_8), Utf8.encode(text));
  }

  @Test
  void aLoneSurrogateBecomesTheReplacement() {
    assertArrayEquals("\ufffda\ufffd\ufffd".getBytes(UTF_8), Utf8.encode("\ud800a\udc00\udbff"));
  }

  @Property
  void base64IsThatOfTheJdk(@ForAll byte[] bytes) {
    String text = java.util.Base64.getEncoder().encodeToString(bytes);
    assertEquals(text, Base64.encode(bytes));
    assertArrayEquals(bytes, Base64.decode(text));
  }

  @Test
  void base64OutsideOfItsCanonicalFormIsRefused() {
    String[] bad = {
      "A", "AA", "AAA", "AA=A", "A===", "====", "AB==", "AAB=", "AA-A", "AA A", "é==="
    };
    for (String text : bad) {
      assertNull(Base64.decode(text), text);
    }
    assertArrayEquals(new byte[0], Base64.decode(""));
    assertArrayEquals(new byte[1], Base64.decode("AA=="));
    assertNull(Base64.decode("AA==AAAA"));
  }

  @Property
  void base58IsANumberInBase58(@ForAll @Size(max = 64) byte[] bytes) {
    String text = Base58.encode(bytes);
    assertArrayEquals(bytes, Base58.decode(text, bytes.length));
    assertNull(Base58.decode(text, bytes.length + 1));
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      int digit =
          "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".indexOf(text.charAt(i));
      number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
    }
    assertEquals(new BigInteger(1, bytes), number);
  }

  @Property
  void base58OfAnyTextNeverThrows(@ForAll String text) {
    byte[] decoded = Base58.decode(text, 32);
    if (decoded != null) {
      assertEquals(text, Base58.encode(decoded));
    }
  }

  @Test
  void base58KnowsItsAnswersAndFaults() {
    assertEquals("StV1DL6CwTryKyV", Base58.encode("hello world".getBytes(UTF_8)));
    assertEquals("11", Base58.encode(new byte[2]));
    assertArrayEquals(new byte[2], Base58.decode("11", 2));
    assertNull(Base58.decode("111", 2));
    assertNull(Base58.decode("1", 2));
    assertNull(Base58.decode("0", 1));
    assertNull(Base58.decode("zz", 1));
    assertNull(Base58.decode("é", 1));
    assertNull(Base58.decode("zzzzzzzzzz", 2));
  }

  private static byte[] withoutSurrogates(byte[] bytes) {
    byte[] out = bytes.clone();
    for (int i = 1; i < out.length; i++) {
      if (out[i - 1] == (byte) 0xed && (out[i] & 0xe0) == 0xa0) {
        out[i] = 'a';
      }
    }
    return out;
  }

  private static boolean isStrictlyValid(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean hasNoLoneSurrogate(String text) {
    return UTF_8.newEncoder().canEncode(text);
  }
}
