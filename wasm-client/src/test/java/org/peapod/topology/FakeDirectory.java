package org.peapod.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peapod.json.Json;

/** Answers a session's requests from a table by the end of the URL; time stands still meanwhile. */
final class FakeDirectory {
  static final String BASE = "https://api.example.org/api";
  static final String GATEWAYS = "/v2/unstable/nym-nodes/skimmed/entry-gateways?page=";
  static final String MIXNODES = "/v2/unstable/nym-nodes/skimmed/mixnodes/active?page=";
  static final String REWARDED = "/v1/nym-nodes/rewarded-set";
  static final String ROTATION = "/v1/epoch/key-rotation-info";

  private final Map<String, byte[]> bodies = new LinkedHashMap<>();
  private final Map<String, Integer> statuses = new LinkedHashMap<>();
  final List<String> asked = new ArrayList<>();
  int lastRequest = -1;

  /** The four documents of a network on one base URL. */
  FakeDirectory serve(String base, Json gateways, Json mixnodes, Json rewarded, Json rotation) {
    return body(base + GATEWAYS + "0", JsonText.bytes(gateways))
        .body(base + MIXNODES + "0", JsonText.bytes(mixnodes))
        .body(base + REWARDED, JsonText.bytes(rewarded))
        .body(base + ROTATION, JsonText.bytes(rotation));
  }

  FakeDirectory body(String url, byte[] body) {
    bodies.put(url, body);
    return this;
  }

  FakeDirectory status(String url, int status) {
    statuses.put(url, status);
    return this;
  }

  /** Answers everything asked; the session's last word, or {@code null} when it waits. */
  DirectoryOutput answer(DirectorySession session, double nowMs) {
    DirectoryOutput last = null;
    for (DirectoryOutput out = session.poll(); out != null; out = session.poll()) {
      last = out;
      if (out instanceof DirectoryOutput.Fetch) {
        DirectoryOutput.Fetch fetch = (DirectoryOutput.Fetch) out;
        asked.add(fetch.url());
        lastRequest = fetch.request();
        byte[] body = bodies.get(fetch.url());
        int status = statuses.getOrDefault(fetch.url(), body == null ? 404 : 200);
        session.response(nowMs, fetch.request(), status, body);
        last = null;
      }
    }
    return last;
  }

  /** Runs a whole refresh, jumping over pauses. */
  DirectoryOutput run(DirectorySession session) {
    session.begin(0);
    DirectoryOutput last = answer(session, 0);
    for (int i = 0; last == null && i < 100; i++) {
      double nowMs = session.deadlineMs();
      session.timer(nowMs);
      last = answer(session, nowMs);
    }
    return last;
  }
}
