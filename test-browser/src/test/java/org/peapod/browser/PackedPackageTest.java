package org.peapod.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.peapod.browser.ProgramsBrowser.Ended;

/**
 * The packed package in pages without a bundler, under the strict policy, in three browsers. The
 * programs are those of {@code test-packed/runtimes/app}, which other engines run as well.
 */
@Timeout(900)
@Execution(ExecutionMode.CONCURRENT)
class PackedPackageTest {
  private static final List<String> PROGRAMS =
      List.of(
          "connects",
          "message",
          "reply",
          "request",
          "large",
          "abort",
          "state",
          "thread",
          "close",
          "restart");

  /** What there is not, by the place that the programs run in. */
  private static final Map<Place, Map<String, String>> WITHOUT =
      Map.of(Place.SERVICE_WORKER, Map.of("thread", "a service worker cannot start workers"));

  private static ServedPages pages;

  /** Where in a browser the client is. */
  enum Place {
    WORKER("in a worker, the default", ""),
    SHARED_WORKER("in a shared worker", "runIn=shared-worker&"),
    HERE("on the page's thread", "runIn=here&"),
    SERVICE_WORKER("in a service worker", "runIn=service-worker&");

    private final String words;
    private final String query;

    Place(String words, String query) {
      this.words = words;
      this.query = query;
    }

    /** WebKit's shared workers can store no key of WebCrypto's, so the state gets a passphrase. */
    private String queryIn(TriedBrowser browser) {
      boolean hasNoKey = browser == TriedBrowser.WEBKIT && this == SHARED_WORKER;
      return "?" + query + (hasNoKey ? "passphrase=wanted&" : "");
    }

    @Override
    public String toString() {
      return words;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    String folder = System.getProperty("peapod.packed", "");
    assumeTrue(!folder.isEmpty(), "no packed package: npm test makes it and says where it is");
    pages = ServedPages.of(Path.of(folder));
  }

  @AfterAll
  static void stop() throws IOException {
    if (pages != null) {
      pages.close();
    }
  }

  static Stream<Arguments> everywhere() {
    return Stream.of(TriedBrowser.values())
        .flatMap(browser -> Stream.of(Place.values()).map(place -> Arguments.of(browser, place)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("everywhere")
  void everyProgramPasses(TriedBrowser kind, Place place) throws IOException {
    RuntimeRecord record = new RuntimeRecord(kind + ", " + place);
    String missing = kind.whyMissing();
    if (missing != null) {
      record.writeSkipped(missing);
    }
    assumeTrue(missing == null, missing);
    Map<String, String> without = WITHOUT.getOrDefault(place, Map.of());
    List<String> expected = new ArrayList<>(PROGRAMS);
    expected.removeAll(without.keySet());
    String url = pages.url() + place.queryIn(kind);
    try (ProgramsBrowser browser = kind.start()) {
      Ended first = browser.run(url);
      assertEquals("", first.failure());
      Ended again = browser.run(url + "address=" + first.address());
      assertEquals("", again.failure());
      List<String> passed = new ArrayList<>(first.passed());
      passed.addAll(again.passed());
      assertEquals(expected, passed);
      assertEquals(List.of(), first.complaints());
      assertEquals(List.of(), again.complaints());
      record.write(passed, without);
    }
  }
}
