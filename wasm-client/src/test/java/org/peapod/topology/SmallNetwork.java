package org.peapod.topology;

import java.util.ArrayList;
import java.util.List;
import org.peapod.bytes.Utf8;
import org.peapod.json.Json;
import org.peapod.vectors.Vectors;

/** The documents of the small network of the files, as texts to be damaged by tests. */
final class SmallNetwork {
  final String gateways = text("topology-entry-gateways.json");
  final String mixnodes = text("topology-mixnodes-active.json");
  final String rewarded = text("topology-rewarded-set.json");
  final String rotation = text("topology-key-rotation-info.json");

  private static String text(String file) {
    return JsonText.of(Vectors.load(file));
  }

  /** A directory that serves these documents from a base URL. */
  FakeDirectory on(FakeDirectory directory, String base) {
    return directory
        .body(base + FakeDirectory.GATEWAYS + "0", Utf8.encode(gateways))
        .body(base + FakeDirectory.MIXNODES + "0", Utf8.encode(mixnodes))
        .body(base + FakeDirectory.REWARDED, Utf8.encode(rewarded))
        .body(base + FakeDirectory.ROTATION, Utf8.encode(rotation));
  }

  FakeDirectory directory() {
    return on(new FakeDirectory(), FakeDirectory.BASE);
  }

  static DirectorySession session(String... bases) {
    return new DirectorySession(List.of(bases), TopologyFilter.DEFAULT, -1, 0);
  }

  /** A page with the same head whose entries are cut to a range and whose total is given. */
  static byte[] page(String document, int from, int to, long total) {
    Json json = Json.parse(document).value();
    List<String> entries = new ArrayList<>();
    for (int i = from; i < to; i++) {
      entries.add(JsonText.of(json.get("nodes").get("data").at(i)));
    }
    return Utf8.encode(
        "{\"metadata\":"
            + JsonText.of(json.get("metadata"))
            + ",\"nodes\":{\"pagination\":{\"total\":"
            + total
            + ",\"page\":0,\"size\":"
            + entries.size()
            + "},\"data\":["
            + String.join(",", entries)
            + "]}}");
  }
}
