package org.peapod.topology;

import com.code_intelligence.jazzer.junit.FuzzTest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;
import org.peapod.json.Json;

/** Whatever a directory sends, a reader answers with a value or a fault. */
class ReaderFuzzTest {
  private static final SmallNetwork NETWORK = new SmallNetwork();
  private static final String[] TOKENS = {
    "null",
    "{}",
    "[]",
    "-1",
    "99999999999999999999",
    "\"\"",
    "true",
    "1e9",
    "{\"a\":[]}",
    "\"\\ud800\""
  };

  @Property
  void randomBytesNeverThrow(@ForAll @Size(max = 200) byte[] bytes) {
    readAll(bytes);
  }

  @Property
  void randomTextNeverThrows(@ForAll @StringLength(max = 60) String text) {
    UtcTime.parseRefreshedAt(text);
    Performance.percentOf(text);
    Hostname.normalised(text);
    DirectoryUrls.base(text);
    readAll(Utf8.encode(text));
  }

  @Property(tries = 300)
  void flippedByteNeverThrows(
      @ForAll @IntRange(max = 3) int which,
      @ForAll @IntRange(max = 1_000_000) int at,
      @ForAll byte value) {
    byte[] bytes = Utf8.encode(document(which));
    bytes[at % bytes.length] = value;
    readAll(bytes);
  }

  @Property(tries = 300)
  void replacedValueNeverThrows(
      @ForAll @IntRange(max = 3) int which,
      @ForAll @IntRange(max = 1_000_000) int at,
      @ForAll @IntRange(max = 9) int token) {
    String text = document(which);
    int colon = text.indexOf(':', at % text.length());
    if (colon < 0) {
      return;
    }
    int end = colon + 1;
    while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    readAll(Utf8.encode(text.substring(0, colon + 1) + TOKENS[token] + text.substring(end)));
  }

  @FuzzTest
  void anyBytesNeverThrow(byte[] bytes) {
    readAll(bytes);
  }

  private static String document(int which) {
    switch (which) {
      case 0:
        return NETWORK.gateways;
      case 1:
        return NETWORK.mixnodes;
      case 2:
        return NETWORK.rewarded;
      default:
        return NETWORK.rotation;
    }
  }

  private static void readAll(byte[] bytes) {
    Result<Json> json = Json.parse(bytes);
    if (json.isOk()) {
      NodePageReader.read(json.value(), 50);
      RewardedSetReader.read(json.value(), 50);
      KeyRotationReader.read(json.value());
      TopologyDocument.read(json.value());
    }
    for (DirectoryDocument document : DirectoryDocument.values()) {
      new DirectoryRound(DirectoryLimits.DEFAULT).accept(document, bytes);
    }
  }
}
