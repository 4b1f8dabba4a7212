package org.peapod.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.peapod.json.JsonWriter;

/**
 * What came of a runtime, for the table in {@code docs/runtimes.md}; {@code
 * scripts/runtime-table.mjs} reads it.
 */
final class RuntimeRecord {
  private static final Path FOLDER = Path.of("..", "target", "runtimes");

  private final String name;

  RuntimeRecord(String name) {
    this.name = name;
  }

  /** These programs passed, and those are not for this runtime. */
  void write(List<String> passed, Map<String, String> without) throws IOException {
    JsonWriter json = begun().key("version").value("Debian's").key("passed").beginArray();
    passed.forEach(json::value);
    json.endArray().key("without").beginObject();
    without.forEach((program, reason) -> json.key(program).value(reason));
    write(json.endObject());
  }

  /** Nothing was tried on this machine. */
  void writeSkipped(String reason) throws IOException {
    write(begun().key("skipped").value(reason));
  }

  private JsonWriter begun() {
    return new JsonWriter().beginObject().key("name").value(name);
  }

  private void write(JsonWriter json) throws IOException {
    Files.createDirectories(FOLDER);
    String file = name.toLowerCase(Locale.ROOT).replaceAll("\\W+", "-") + ".json";
    Files.writeString(FOLDER.resolve(file), json.endObject().toString());
  }
}
