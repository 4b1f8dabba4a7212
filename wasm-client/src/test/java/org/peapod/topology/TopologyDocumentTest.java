package org.peapod.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;
import org.peapod.json.Json;
import org.peapod.vectors.Vectors;

/** A document that cannot be used is refused for the first place that is wrong. */
class TopologyDocumentTest {
  private static final String GOOD = JsonText.of(Vectors.load("topology-wasm-friendly.json"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"metadata\":|\"meta\":|``",
        "\"key_rotation_id\":255|\"key_rotation_id\":-1|metadata.key_rotation_id",
        "\"absolute_epoch_id\":30123|\"absolute_epoch_id\":\"1\"|metadata.absolute_epoch_id",
        "2026-05-16T|2026-05-16 |metadata.refreshed_at",
        "\"layer2\":[103|\"layer2\":[null|rewardedSet",
        "\"nodeDetails\":{|\"nodeDetails\":7,\"x\":{|``",
        "\"nodeId\":103|\"nodeId\":-103|nodeDetails, node 2 in order, nodeId",
        "192.0.2.101:1789|192.0.2.101|nodeDetails, node 1 in order, mixHost",
        "\"HQjEEZqUnb|\"0QjEEZqUnb|nodeDetails, node 1 in order, identityKey",
        "\"GeVcnRWWjb|\"|nodeDetails, node 1 in order, sphinxKey",
        "\"mixnode\":true|\"mixnode\":1|nodeDetails, node 1 in order, supportedRoles",
        "\"entry\":null|\"entry\":{}|nodeDetails, node 1 in order, entry",
        "\"nodeId\":101|\"nodeId\":101,\"more\":1|nodeDetails, node 1 in order",
      })
  void faultNamesThePlace(String good, String bad, String place) {
    assertTrue(GOOD.contains(good), good);
    Result<Topology> read = read(GOOD.replaceFirst(java.util.regex.Pattern.quote(good), bad));
    assertEquals(place, ((BadTopologyDocument) read.fault()).place());
    assertTrue(read.fault().explanation().contains("expected"), read.fault().explanation());
  }

  @Test
  void explanationSaysWhatIsExpectedWhere() {
    Result<Topology> read = read(GOOD.replace("\"key_rotation_id\":255", "\"key_rotation_id\":{}"));
    assertEquals(
        "topology at metadata.key_rotation_id: expected a whole number from 0 to 4294967295",
        read.fault().explanation());
  }

  @Property
  void documentWithAPieceCutOutNeverThrows(
      @ForAll @IntRange(max = 2000) int at, @ForAll @IntRange(max = 60) int len) {
    String cut = GOOD.substring(0, at) + GOOD.substring(at + len);
    Result<Json> parsed = Json.parse(Utf8.encode(cut));
    if (parsed.isOk()) {
      Result<Topology> read = TopologyDocument.read(parsed.value());
      assertTrue(read.isOk() || read.fault() instanceof BadTopologyDocument);
    }
  }

  private static Result<Topology> read(String text) {
    return TopologyDocument.read(Json.parse(Utf8.encode(text)).value());
  }
}
