package org.peapod.traffic;

import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.bytes.Utf8;
import org.peapod.json.Json;
import org.peapod.json.JsonWriter;
import org.peapod.topology.DirectoryOutput;
import org.peapod.topology.DirectorySession;
import org.peapod.topology.Topology;
import org.peapod.topology.TopologyFilter;
import org.peapod.vectors.Vectors;

/** The recorded network of the official client, as a topology to send through. */
final class OfficialNetwork {
  private OfficialNetwork() {}

  static Topology topology() {
    Json directory = Vectors.load("official-network.json").get("directory");
    DirectorySession session =
        new DirectorySession(List.of("http://directory/api"), TopologyFilter.DEFAULT, -1, 1);
    session.begin(0);
    for (DirectoryOutput out = session.poll(); out != null; out = session.poll()) {
      if (out instanceof DirectoryOutput.Fetch fetch) {
        session.response(0, fetch.request(), 200, document(directory, fetch.url()));
      } else if (out instanceof DirectoryOutput.Ready ready) {
        return ready.topology();
      }
    }
    throw new IllegalStateException("the recorded directory gives no topology");
  }

  static ClientAddress client(String name) {
    Json clients = Vectors.load("official-clients.json").get("clients");
    return ClientAddress.parse(clients.get(name).get("address").asText()).value();
  }

  private static byte[] document(Json directory, String url) {
    for (String name : directory.keys()) {
      String path = directory.get(name).get("path").asText();
      String bare = path.indexOf('?') < 0 ? path : path.substring(0, path.indexOf('?'));
      if (url.contains(bare)) {
        JsonWriter writer = new JsonWriter();
        write(writer, directory.get(name).get("json"));
        return Utf8.encode(writer.toString());
      }
    }
    throw new IllegalStateException("no recorded answer for " + url);
  }

  private static void write(JsonWriter writer, Json value) {
    switch (value.kind()) {
      case OBJECT:
        writer.beginObject();
        for (String key : value.keys()) {
          writer.key(key);
          write(writer, value.get(key));
        }
        writer.endObject();
        break;
      case ARRAY:
        writer.beginArray();
        for (int i = 0; i < value.size(); i++) {
          write(writer, value.at(i));
        }
        writer.endArray();
        break;
      case NUMBER:
        writer.value(value.asLong(0));
        break;
      case BOOLEAN:
        writer.value(value.isTrue());
        break;
      default:
        writer.value(value.asText());
    }
  }
}
