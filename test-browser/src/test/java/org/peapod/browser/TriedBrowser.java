package org.peapod.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The browsers that the packed package is tried in, as Debian has them. */
enum TriedBrowser {
  CHROMIUM("Chromium", "peapod.chromium", "chromium") {
    @Override
    ProgramsBrowser start() {
      Chromium chromium = new Chromium();
      return new PlaywrightPrograms(chromium, chromium.profile());
    }
  },

  FIREFOX("Firefox ESR", "peapod.firefox", "firefox-esr") {
    @Override
    ProgramsBrowser start() {
      Firefox firefox = new Firefox(program());
      return new PlaywrightPrograms(firefox, firefox.profile());
    }
  },

  WEBKIT("WebKitGTK", "peapod.webkit.driver", "webkit2gtk-driver xvfb") {
    @Override
    boolean isHere() {
      return super.isHere() && Files.isExecutable(WebKit.DISPLAY);
    }

    @Override
    ProgramsBrowser start() throws IOException {
      return WebKit.start(program());
    }
  };

  private final String words;
  private final String property;
  private final String packages;

  TriedBrowser(String words, String property, String packages) {
    this.words = words;
    this.property = property;
    this.packages = packages;
  }

  /** Starts it with nothing stored from before. */
  abstract ProgramsBrowser start() throws IOException;

  /** Why it cannot be tried on this machine, or null. */
  final String whyMissing() {
    return isHere()
        ? null
        : "there is no " + program() + " (Debian: apt-get install " + packages + ")";
  }

  boolean isHere() {
    return Files.isExecutable(program());
  }

  final Path program() {
    return Path.of(System.getProperty(property));
  }

  @Override
  public String toString() {
    return words;
  }
}
