package org.peapod.mixnet.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.bytes.Utf8;
import org.peapod.client.Now;
import org.peapod.json.Json;
import org.peapod.vectors.Vectors;

/** The documents against the shapes of the vectors, and the rules of chapter 4, section 4.3. */
class DirectoryTest {
  private static final double START_MS = 1_778_911_200_000.0;
  private static final Now START = new Now(500, START_MS);
  private static final String SKIMMED = "/api/v2/unstable/nym-nodes/skimmed";

  private final EpochClock clock =
      new EpochClock(new EpochSchedule(30_123, 3_600_000, 24, 24_000), START);
  private final Directory directory = new Directory(new FixedListing(clock), START);

  @Test
  void nodePagesHaveTheShapeOfTheVectors() {
    assertSameShape(
        Vectors.load("topology-mixnodes-active.json"), get(SKIMMED + "/mixnodes/active?page=0"));
    assertSameShape(
        Vectors.load("topology-entry-gateways.json"), get(SKIMMED + "/entry-gateways?page=0"));
    assertSameShape(Vectors.load("topology-skimmed-all.json"), get(SKIMMED));
    assertSameShape(
        Vectors.load("topology-no-updates.json"),
        get(SKIMMED + "/mixnodes/active?epoch_id=" + 30_123 % 720));
  }

  @Test
  void otherDocumentsHaveTheShapeOfTheVectors() {
    assertSameShape(
        Vectors.load("topology-rewarded-set.json"), get("/api/v1/nym-nodes/rewarded-set"));
    assertSameShape(
        Vectors.load("topology-key-rotation-info.json"), get("/api/v1/epoch/key-rotation-info"));
    Json details = Vectors.load("topology-network-details.json");
    Json ours = get("/api/v1/network/details");
    assertEquals(details.keys(), ours.keys());
    assertEquals(details.get("network").keys(), ours.get("network").keys());
    for (String part : List.of("chain_details", "contracts")) {
      assertEquals(details.get("network").get(part).keys(), ours.get("network").get(part).keys());
    }
    assertEquals(
        "http://127.0.0.1:1/api/",
        ours.get("network").get("nym_api_urls").at(0).get("url").asText());
  }

  @Test
  void epochNumbersAreThoseOfTheVectors() {
    Json vector = Vectors.load("topology-key-rotation-info.json");
    Json ours = get("/api/v1/epoch/key-rotation-info");
    for (String key : vector.keys()) {
      assertEquals(text(vector.get(key)), text(ours.get(key)), key);
    }
    Json interval =
        Vectors.load("topology-mixnodes-active.json").get("metadata").get("status").get("fresh");
    assertEquals(text(interval), text(get("/api/v1/epoch/current")));
  }

  @Test
  void rotationFollowsTheEpochsOfTheVectors() {
    Json cases = Vectors.load("topology-key-rotation-vectors.json").get("rotation_id");
    for (int i = 0; i < cases.size(); i++) {
      Json one = cases.at(i);
      long initial = one.get("initial_epoch_id").asLong(0);
      EpochSchedule schedule =
          new EpochSchedule(initial, 1000, (int) one.get("validity_epochs").asLong(0), initial);
      long rotation = schedule.rotationId(one.get("epoch").asLong(0));
      assertEquals(one.get("rotation_id").asLong(-1), rotation);
      assertEquals(one.get("current_start").asLong(-1), schedule.rotationStart(rotation));
      assertEquals(one.get("next_start").asLong(-1), schedule.rotationStart(rotation + 1));
    }
    assertTrue(cases.size() > 10);
  }

  @Test
  void selectionsShowTheRightNodes() {
    assertEquals(List.of(1L, 2L, 3L, 4L), ids(SKIMMED));
    assertEquals(List.of(1L), ids(SKIMMED + "/mixnodes/active"));
    assertEquals(List.of(1L, 4L), ids(SKIMMED + "/mixnodes/all"));
    assertEquals(List.of(2L, 3L), ids(SKIMMED + "/entry-gateways"));
    assertEquals(List.of(3L), ids(SKIMMED + "/exit-gateways"));
    assertEquals(List.of(1L, 4L), ids(SKIMMED + "?role=active-mixnode"));
    assertEquals(List.of(2L, 3L), ids(SKIMMED + "?role=gateway"));
    assertEquals(List.of(3L), ids(SKIMMED + "?role=exit&output=json"));
  }

  @Test
  void everyFormatIsAnsweredAsJson() {
    for (String output : List.of("json", "bincode", "yaml")) {
      HttpAnswer answer = answer("GET", SKIMMED + "/entry-gateways?page=0&output=" + output);
      assertEquals(200, answer.status());
      assertEquals("application/json", answer.contentType());
    }
  }

  @Test
  void badRequestsAreRefusedInPlainText() {
    for (String target :
        List.of(
            SKIMMED + "?output=xml",
            SKIMMED + "?role=king",
            SKIMMED + "/entry-gateways?page=-1",
            SKIMMED + "/entry-gateways?epoch_id=4294967296",
            "/api/v1/nym-nodes/rewarded-set?output=JSON")) {
      HttpAnswer answer = answer("GET", target);
      assertEquals(400, answer.status(), target);
      assertTrue(answer.contentType().startsWith("text/plain"));
      assertTrue(answer.body().length > 0);
    }
    for (String target :
        List.of("/", "/api", "/api/", "/v1/epoch/current", SKIMMED + "/", "/api/v1/none", "")) {
      assertEquals(404, answer("GET", target).status(), target);
    }
    assertEquals(405, answer("POST", "/api/v1/epoch/current").status());
  }

  @Test
  void everyAnswerIsReadableFromAnyOrigin() {
    for (String target : List.of("/api/v1/epoch/current", "/nothing", SKIMMED + "?output=xml")) {
      assertEquals("*", answer("GET", target).headers().get("access-control-allow-origin"));
    }
    HttpAnswer preflight = answer("OPTIONS", SKIMMED);
    assertEquals(200, preflight.status());
    assertEquals("*", preflight.headers().get("access-control-allow-headers"));
    assertEquals("GET,POST", preflight.headers().get("access-control-allow-methods"));
  }

  @Test
  void headHasNoBody() {
    HttpAnswer answer = answer("HEAD", "/api/v1/epoch/current");
    assertEquals(200, answer.status());
    assertEquals(0, answer.body().length);
  }

  @Test
  void activePageExpiresTwoMinutesAfterTheEpoch() {
    HttpAnswer active = answer("GET", SKIMMED + "/mixnodes/active");
    assertEquals("Sat, 16 May 2026 07:02:00 GMT", active.headers().get("expires"));
    assertNull(answer("GET", SKIMMED + "/entry-gateways").headers().get("expires"));
  }

  @Test
  void healthCountsUptime() {
    Json health =
        Json.parse(directory.handle(later(7_900), "GET", "/api/v1/api-status/health").body())
            .value();
    assertEquals("up", health.get("status").asText());
    assertEquals(7, health.get("uptime").asLong(-1));
  }

  @Test
  void timesAreWrittenAsTheVectorsSay() {
    Json serialise = Vectors.load("topology-timestamps.json").get("serialise").at(0);
    assertEquals(
        serialise.get("json").asText(), WireTime.refreshedAt(serialise.get("unix_ms").asLong(-1)));
    assertEquals("1970-01-01T00:00:00Z", WireTime.rfc3339(0));
    assertEquals("2000-02-29T23:59:59.99Z", WireTime.rfc3339(951_868_799_990.0));
    assertEquals("2026-11-23T05:52:29.346Z", WireTime.rfc3339(1_795_413_149_346.0));
    assertEquals("2100-03-01 00:00:00.0 +00:00:00", WireTime.refreshedAt(4_107_542_400_000.0));
    assertEquals("Thu, 01 Jan 1970 00:00:00 GMT", WireTime.httpDate(0));
  }

  @Test
  void epochBeginsAgainWhereItIsForced() {
    assertEquals(30_123, clock.at(later(3_599_999)).id());
    assertEquals(30_124, clock.at(later(3_600_000)).id());
    assertEquals(500 + 7_200_000, clock.nextEpochMs(later(3_600_000)));
    clock.startNextEpoch(later(100));
    assertEquals(30_124, clock.at(later(100)).id());
    assertEquals(START_MS + 100, clock.at(later(100)).startWallMs());
    assertEquals(500 + 100 + 3_600_000, clock.nextEpochMs(later(200)));
  }

  /** Same keys in the same order, all the way down; arrays by their first items. */
  private static void assertSameShape(Json expected, Json actual) {
    if (expected.isMissing() || actual.isMissing() || isRole(expected) || isRole(actual)) {
      return;
    }
    assertEquals(expected.kind(), actual.kind(), text(expected) + " / " + text(actual));
    assertEquals(expected.keys(), actual.keys());
    for (String key : expected.keys()) {
      assertSameShape(expected.get(key), actual.get(key));
    }
    if (expected.size() > 0 && actual.size() > 0) {
      assertSameShape(expected.at(0), actual.at(0));
    }
  }

  private static boolean isRole(Json json) {
    String text = json.asText();
    return !json.get("Mixnode").isMissing() || "EntryGateway".equals(text);
  }

  private static String text(Json json) {
    StringBuilder out = new StringBuilder();
    for (String key : json.keys()) {
      out.append(key).append(':').append(text(json.get(key))).append(' ');
    }
    return out.append(json.asText()).append(json.asDouble(-1)).toString();
  }

  private List<Long> ids(String target) {
    List<Long> out = new java.util.ArrayList<>();
    Json page = get(target);
    Json data = page.get("nodes").get("data");
    for (int i = 0; i < data.size(); i++) {
      out.add(data.at(i).get("node_id").asLong(-1));
    }
    Json pagination = page.get("nodes").get("pagination");
    assertEquals(out.size(), pagination.get("total").asLong(-1));
    assertEquals(out.size(), pagination.get("size").asLong(-1));
    assertEquals(0, pagination.get("page").asLong(-1));
    return out;
  }

  private Json get(String target) {
    HttpAnswer answer = answer("GET", target);
    assertEquals(200, answer.status(), Utf8.decode(answer.body()));
    return Json.parse(answer.body()).value();
  }

  private HttpAnswer answer(String method, String target) {
    return directory.handle(START, method, target);
  }

  private static Now later(double ms) {
    return new Now(500 + ms, START_MS + ms);
  }

  private record FixedListing(EpochClock clock) implements Listing {
    @Override
    public List<ListedNode> nodes(Now now) {
      return List.of(
          node(1, NodeRole.LAYER_2, true, false, 0),
          node(2, NodeRole.ENTRY_GATEWAY, false, false, 9000),
          node(3, NodeRole.EXIT_GATEWAY, false, true, 9001),
          node(4, NodeRole.INACTIVE, true, false, 0));
    }

    @Override
    public Epoch epoch(Now now) {
      return clock.at(now);
    }

    @Override
    public String apiUrl() {
      return "http://127.0.0.1:1/api";
    }

    private static ListedNode node(int id, NodeRole role, boolean mixes, boolean exit, int port) {
      return new ListedNode(
          id, "identity", "127.0.0.1", 20_000 + id, "key", role, mixes, exit, port, "1");
    }
  }
}
