package org.peapod.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarReaderTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 100",
    "1.0, 100",
    "01.000, 100",
    "0.5, 50",
    "0.49, 49",
    "0.499999999999999999, 49",
    "0.29, 29",
    "0.57, 57",
    "0.999999999999999999, 99",
    "0.009, 0",
    "0.07, 7",
    "00.1, 10"
  })
  void performanceIsRoundedDown(String text, int percent) {
    assertEquals(percent, Performance.percentOf(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1.",
        ".5",
        "-0",
        "+1",
        "1.000000000000000001",
        "2",
        "11",
        "10",
        "1e0",
        "0,5",
        "0.5 ",
        "0.1234567890123456789",
        "NaN",
        "000000000000000000001",
        "0.5.5"
      })
  void textThatIsNoScoreIsRefused(String text) {
    assertEquals(-1, Performance.percentOf(text));
  }

  @Property
  void performanceAgreesWithDecimalArithmetic(
      @ForAll @BigRange(min = "0", max = "1") @Scale(18) BigDecimal score) {
    int expected = score.movePointRight(2).setScale(0, RoundingMode.FLOOR).intValueExact();
    assertEquals(expected, Performance.percentOf(score.toPlainString()));
  }

  @Property
  void timesAgreeWithTheJdk(
      @ForAll @LongRange(min = -62135596800L, max = 253402300799L) long seconds,
      @ForAll @IntRange(max = 999_999_999) int nanos) {
    UtcTime time = new UtcTime(seconds, nanos);
    assertEquals(time, UtcTime.parseRfc3339(Instant.ofEpochSecond(seconds, nanos).toString()));
    assertEquals(time, UtcTime.parseRfc3339(time.toRfc3339()));
    assertEquals(time, UtcTime.parseRefreshedAt(time.toRefreshedAt()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-05-16",
        "2026-05-16T06:00:00",
        "2026-05-16T06:00:00z",
        "2026-13-16T06:00:00Z",
        "2026-02-29T06:00:00Z",
        "2026-05-16T24:00:00Z",
        "2026-05-16T06:60:00Z",
        "2026-05-16T06:00:60Z",
        "2026-05-16T06:00:00.Z",
        "2026-05-16T06:00:00+0500",
        "2026-05-16T06:00:00+05",
        "2026-05-16T06:00:00Z ",
        "26-05-16T06:00:00Z",
        "2026-05-16T06:00:00+05:00:00",
        "2026-04-31T06:00:00Z",
        "2026-05-16 06:00:00.0 +00:00:00"
      })
  void timeOutsideOfRfc3339IsRefused(String text) {
    assertNull(UtcTime.parseRfc3339(text));
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01 01:00:00.5 +01, 0", "1970-01-01 01:00:00.5 +01:00, 0",
    "1970-01-01 00:59:50.5 -00:00:10, 3600", "1970-01-01 00:00:07 +00:00:00, 0",
    "1970-01-01 00:00:07.0, 0", "1970-01-01 00:00:07.0 +00:00:00:00, 0",
    "1970-01-01T00:00:07+00:00, 7"
  })
  void ageIsReadLenientlyAndElseTheUnixEpoch(String text, long seconds) {
    assertEquals(seconds, UtcTime.parseRefreshedAt(text).seconds());
  }

  @Test
  void missingAgeIsTheUnixEpoch() {
    assertEquals(UtcTime.EPOCH, UtcTime.parseRefreshedAt(null));
  }

  @ParameterizedTest
  @CsvSource({"GW1.Example.ORG, gw1.example.org", "a-b_c.x, a-b_c.x", "localhost, localhost"})
  void hostNameIsLowered(String text, String name) {
    assertEquals(name, Hostname.normalised(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a..b",
        ".a",
        "a.",
        "a b",
        "a/b",
        "a:1",
        "a@b",
        "[::1]",
        "ü.example",
        "a%20",
        "a?b",
        "0123456789012345678901234567890123456789012345678901234567890123.org"
      })
  void hostNameThatIsNoneIsLeftOut(String text) {
    assertNull(Hostname.normalised(text));
  }

  @Test
  void hostNameOfTooManyCharactersIsLeftOut() {
    assertNull(Hostname.normalised("a.".repeat(127) + "b"));
    assertEquals(253, Hostname.normalised("a.".repeat(126) + "b").length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://",
        "https:///x",
        "http://:80",
        "ftp://x",
        "httpx",
        "http://a?b",
        "http://a#b",
        "http://a b",
        "http://a\n",
        "http://ü",
        "wss://a",
        "http://a\\b"
      })
  void textThatIsNoBaseUrlIsRefused(String text) {
    assertNull(DirectoryUrls.base(text));
  }

  @Test
  void schemeIsPutInFrontWhereItIsMissing() {
    assertEquals("http://127.0.0.1:8080/api", DirectoryUrls.base("127.0.0.1:8080/api"));
    assertNull(DirectoryUrls.base(null));
    assertNull(DirectoryUrls.base("http://" + "a".repeat(2048)));
  }

  @Test
  void labelOutsideOfZeroToTwoIsRefused() {
    assertEquals(TopologyFault.UNKNOWN_ROTATION_LABEL, RotationLabel.fromByte(3).fault());
    assertEquals(TopologyFault.UNKNOWN_ROTATION_LABEL, RotationLabel.fromByte(-1).fault());
  }

  @Test
  void epochIsStuckOnlyOutsideOfTheTolerance() {
    KeyRotationInfo info = new KeyRotationInfo(24, 0, 100, new UtcTime(3_600_000, 0), 3_600_000);
    assertFalse(info.isEpochStuck(new TopologyMetadata(4, 100, new UtcTime(3_600_001, 0))));
    assertFalse(info.isEpochStuck(new TopologyMetadata(4, 99, new UtcTime(3_600_001, 0))));
    assertTrue(info.isEpochStuck(new TopologyMetadata(4, 99, new UtcTime(3_600_003, 0))));
  }

  @Test
  void clockBeforeTheReferenceIsInAnEarlierEpochButNeverANegativeOne() {
    KeyRotationInfo info = new KeyRotationInfo(24, 0, 100, new UtcTime(3_600_000, 0), 3_600_000);
    assertEquals(100, info.expectedEpoch(3_600_000_000.0));
    assertEquals(99, info.expectedEpoch(3_599_999_999.0));
    assertEquals(99, info.expectedEpoch(3_596_400_000.0));
    assertEquals(98, info.expectedEpoch(3_596_399_999.0));
    assertEquals(0, info.expectedEpoch(0));
  }
}
