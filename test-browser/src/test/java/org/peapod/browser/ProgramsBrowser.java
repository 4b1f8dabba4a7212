package org.peapod.browser;

import java.util.List;

/**
 * A browser that runs the programs of the packed package. What a page stores the next one finds.
 */
interface ProgramsBrowser extends AutoCloseable {
  /** Opens a page, waits until its title says how it ended, and closes it. */
  Ended run(String url);

  @Override
  void close();

  /**
   * How a page ended.
   *
   * @param title {@code passed} or {@code failed}
   * @param passed names of the programs that passed, in their order
   * @param address that of the client whose state the page has kept
   * @param failure why it failed
   * @param complaints what went wrong without any program noticing
   */
  record Ended(
      String title, List<String> passed, String address, String failure, List<String> complaints) {}
}
