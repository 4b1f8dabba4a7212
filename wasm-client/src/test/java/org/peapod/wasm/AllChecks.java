package org.peapod.wasm;

import java.util.List;
import org.peapod.address.AddressChecks;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;

/**
 * Every check of known answers that must give the same on the JVM, as WebAssembly and as
 * JavaScript. A check that is not in this list runs on the JVM only.
 */
final class AllChecks {
  private static final List<Named> ALL =
      List.of(
          of("probe", Probe::run), of("addresses", AddressChecks::run, "messages-addresses.json"));

  private AllChecks() {}

  /** A check without files. */
  interface NoFile {
    void run(Checks checks);
  }

  /** A check of one file. */
  interface OneFile {
    void run(Json file, Checks checks);
  }

  /** A check that needs two files together. */
  interface TwoFiles {
    void run(Json first, Json second, Checks checks);
  }

  /** The body of a check. */
  interface Body {
    /** Compares what the core answers with the files, given in the order asked for. */
    void run(Json[] files, Checks checks);
  }

  /**
   * One check.
   *
   * @param name unique in the list
   * @param files the files of known answers that it wants
   */
  record Named(String name, List<String> files, Body body) {
    Checks run(Json[] contents) {
      Checks checks = new Checks();
      body.run(contents, checks);
      return checks;
    }
  }

  /** All of them, in a fixed order. */
  static List<Named> all() {
    return ALL;
  }

  private static Named of(String name, NoFile body) {
    return new Named(name, List.of(), (files, checks) -> body.run(checks));
  }

  private static Named of(String name, OneFile body, String file) {
    return new Named(name, List.of(file), (files, checks) -> body.run(files[0], checks));
  }

  private static Named of(String name, TwoFiles body, String first, String second) {
    return new Named(
        name, List.of(first, second), (files, checks) -> body.run(files[0], files[1], checks));
  }

  /** The check of this name, or {@code null}. */
  static Named named(String name) {
    for (Named check : ALL) {
      if (check.name().equals(name)) {
        return check;
      }
    }
    return null;
  }
}
