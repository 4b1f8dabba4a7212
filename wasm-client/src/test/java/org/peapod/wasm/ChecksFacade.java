package org.peapod.wasm;

import org.peapod.bytes.ByteReader;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;
import org.peapod.json.Json;
import org.peapod.json.JsonWriter;
import org.peapod.vectors.Checks;

/** Runs {@link AllChecks} inside a compiled module; byte strings in and out, like the core. */
final class ChecksFacade {
  private ChecksFacade() {}

  /** The list as JSON: an array of {@code {"name", "files"}}. */
  static String list() {
    JsonWriter json = new JsonWriter().beginArray();
    for (AllChecks.Named check : AllChecks.all()) {
      json.beginObject().key("name").value(check.name()).key("files").beginArray();
      for (String file : check.files()) {
        json.value(file);
      }
      json.endArray().endObject();
    }
    return json.endArray().toString();
  }

  /**
   * Runs one check and reports as JSON: {@code {"passed", "failures"}}.
   *
   * @param request length of the name (two bytes), the name, then for each file its length (four
   *     bytes) and its content
   */
  static String run(byte[] request) {
    ByteReader in = new ByteReader(request);
    AllChecks.Named check = AllChecks.named(Utf8.decode(in.bytes(in.u16())));
    if (check == null) {
      return report(0, "no check of this name");
    }
    Json[] files = new Json[check.files().size()];
    for (int i = 0; i < files.length; i++) {
      Result<Json> parsed = Json.parse(in.bytes(in.i32()));
      if (parsed.isFault()) {
        return report(0, check.files().get(i) + ": " + parsed.fault().explanation());
      }
      files[i] = parsed.value();
    }
    if (!in.endedExactly()) {
      return report(0, "the request has another number of files than the check wants");
    }
    Checks done = check.run(files);
    return report(done.passed(), done.failures().toArray(new String[0]));
  }

  private static String report(int passed, String... failures) {
    JsonWriter json = new JsonWriter().beginObject().key("passed").value(passed);
    json.key("failures").beginArray();
    for (String failure : failures) {
      json.value(failure);
    }
    return json.endArray().endObject().toString();
  }
}
