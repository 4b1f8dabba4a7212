package org.peapod.topology;

import org.peapod.bytes.Utf8;
import org.peapod.json.Json;
import org.peapod.json.JsonWriter;

/** Parsed documents written again, so that checks can serve parts of a file as answers. */
final class JsonText {
  private JsonText() {}

  /** The UTF-8 bytes of a document whose numbers are all whole. */
  static byte[] bytes(Json json) {
    return Utf8.encode(of(json));
  }

  /** The compact text of a document whose numbers are all whole. */
  static String of(Json json) {
    JsonWriter out = new JsonWriter();
    write(json, out);
    return out.toString();
  }

  private static void write(Json json, JsonWriter out) {
    switch (json.kind()) {
      case OBJECT:
        out.beginObject();
        for (String key : json.keys()) {
          out.key(key);
          write(json.get(key), out);
        }
        out.endObject();
        break;
      case ARRAY:
        out.beginArray();
        for (int i = 0; i < json.size(); i++) {
          write(json.at(i), out);
        }
        out.endArray();
        break;
      case NUMBER:
        out.value(json.asLong(Long.MIN_VALUE));
        break;
      case BOOLEAN:
        out.value(json.isTrue());
        break;
      default:
        out.value(json.asText());
        break;
    }
  }
}
