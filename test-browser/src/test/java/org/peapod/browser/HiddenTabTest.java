package org.peapod.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.peapod.browser.FrameRecorder.Frames;

/**
 * What a gateway sees of a client whose tab nobody looks at. Takes more than five minutes, and next
 * to nothing of a processor: {@code npm test} runs it beside other tests.
 */
@Timeout(900)
class HiddenTabTest {
  /** By default the main stream sends each 20 ms and the loop cover stream each 200 ms. */
  private static final double FRAMES_PER_SECOND = 1000.0 / 20 + 1000.0 / 200;

  private static final double TOLERANCE = 0.05;
  private static final double HALF_SECOND_MS = 500;

  /** Chromium slows a tab's timers down some seconds after it was hidden. */
  private static final double HIDING_MS = 15_000;

  /**
   * Chromium lets a hidden page's timers run once a second. Were the page's own timers not slowed
   * down, this browser would do nothing to what it hides, and the test be idle.
   */
  private static final double SLOWED_STEPS_PER_SECOND = 3;

  @Test
  void theDefaultClientKeepsItsPaceForFiveMinutes() throws Exception {
    Path driver = Path.of(System.getProperty("peapod.chromedriver"));
    assumeTrue(
        Files.isExecutable(driver),
        "the hidden tab needs chromedriver, and there is none at "
            + driver
            + " (Debian: apt-get install chromium-driver; elsewhere: PEAPOD_CHROMEDRIVER)");
    FrameRecorder recorder = new FrameRecorder();
    try (ServedPages demo = ServedPages.watched(ServedPages.DEMO, recorder);
        HidingChromium chromium = new HidingChromium()) {
      chromium.openAndHide(demo.url(), HIDING_MS);
      recorder.record(HIDING_MS).get(2, TimeUnit.MINUTES);
      Frames frames = recorder.record(300_000).get(10, TimeUnit.MINUTES);
      assertTrue(chromium.wasHiddenUntilNow(), "the tab was hidden and its client connected");
      assertPace(frames, chromium.stepsPerSecond());
    }
  }

  private static void assertPace(Frames frames, double steps) {
    String found = String.format("%s; a timer of the page ran %.2f times a second", frames, steps);
    System.out.println("hidden tab, default client: " + found);
    assertTrue(steps < SLOWED_STEPS_PER_SECOND, found);
    assertTrue(Math.abs(frames.perSecond() / FRAMES_PER_SECOND - 1) < TOLERANCE, found);
    assertTrue(frames.emptyShare(HALF_SECOND_MS) < TOLERANCE, found);
  }
}
