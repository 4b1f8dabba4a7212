package org.peapod.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.peapod.json.Json;
import org.peapod.json.JsonWriter;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Vectors;

/**
 * Every check on the JVM. Leaves the counts in {@code target/checks-passed.json}, so that the runs
 * as WebAssembly and as JavaScript can be held against them.
 */
class AllChecksTest {
  private static final Map<String, Integer> PASSED = new TreeMap<>();

  /**
   * Documents of a directory that state no answers; tests on the JVM read those that we ask for.
   */
  private static final Set<String> WITHOUT_ANSWERS =
      Set.of(
          "topology-described-v2.json",
          "topology-host-information.json",
          "topology-native-file.json",
          "topology-network-details.json",
          "topology-no-updates.json",
          "topology-skimmed-all.json");

  @TestFactory
  List<DynamicTest> everyCheckHoldsOnTheJvm() {
    List<DynamicTest> tests = new ArrayList<>();
    for (AllChecks.Named check : AllChecks.all()) {
      tests.add(DynamicTest.dynamicTest(check.name(), () -> run(check)));
    }
    return tests;
  }

  @Test
  void namesAreUnique() {
    HashSet<String> names = new HashSet<>();
    AllChecks.all().forEach(check -> assertTrue(names.add(check.name()), check.name()));
  }

  @Test
  void everyFileOfKnownAnswersIsFedToAModule() throws IOException {
    TreeSet<String> files = new TreeSet<>();
    for (String module : List.of("crypto-portable", "wasm-client")) {
      try (Stream<Path> paths = Files.list(Path.of("..", module, "src/test/resources/vectors"))) {
        paths.map(path -> path.getFileName().toString()).forEach(files::add);
      }
    }
    files.removeIf(name -> !name.endsWith(".json") || WITHOUT_ANSWERS.contains(name));
    AllChecks.all().forEach(check -> files.removeAll(check.files()));
    assertEquals(Set.of(), files);
  }

  @AfterAll
  static void leaveTheCounts() throws IOException {
    JsonWriter json = new JsonWriter().beginObject();
    PASSED.forEach((name, passed) -> json.key(name).value(passed));
    Path target = Path.of("target");
    Files.createDirectories(target);
    Files.writeString(target.resolve("checks-passed.json"), json.endObject().toString());
  }

  private static void run(AllChecks.Named check) {
    Json[] files = new Json[check.files().size()];
    for (int i = 0; i < files.length; i++) {
      files[i] = Vectors.load(check.files().get(i));
    }
    Checks done = check.run(files);
    assertEquals(List.of(), done.failures());
    assertTrue(done.passed() > 0, "a check that compares nothing");
    PASSED.put(check.name(), done.passed());
  }
}
