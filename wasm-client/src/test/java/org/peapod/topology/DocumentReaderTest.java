package org.peapod.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peapod.bytes.Fault;
import org.peapod.bytes.Result;
import org.peapod.json.Json;

class DocumentReaderTest {
  private static final String ZERO_KEY = "11111111111111111111111111111111";

  private final SmallNetwork network = new SmallNetwork();
  private final String node =
      JsonText.of(Json.parse(network.gateways).value().get("nodes").get("data").at(0));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"node_id\":201|\"node_id\":-1|BAD_NODE_ID",
        "\"node_id\":201|\"node_id\":4294967296|BAD_NODE_ID",
        "\"node_id\":201|\"node_id\":\"201\"|BAD_NODE_ID",
        "EkJFmF9FEe|0kJFmF9FEe|BAD_IDENTITY",
        "EkJFmF9FEe|EkJF|BAD_IDENTITY",
        "[\"198.51.100.1\"]|[]|NO_IP_ADDRESS",
        "[\"198.51.100.1\"]|\"198.51.100.1\"|NO_IP_ADDRESS",
        "[\"198.51.100.1\"]|[\"198.51.100\"]|BAD_IP_ADDRESS",
        "[\"198.51.100.1\"]|[null]|BAD_IP_ADDRESS",
        "\"mix_port\":1789|\"mix_port\":65536|BAD_PORT",
        "\"mix_port\":1789|\"mix_port\":1789.0|BAD_PORT",
        "CMry9MVeNk|CMry9MVe0k|BAD_SPHINX_KEY",
        "CMry9MVeNkQ2BHJWh8us5v23GMtzRwTcxPUPQo456UMD|" + ZERO_KEY + "|BAD_SPHINX_KEY",
        "\"role\":\"EntryGateway\"|\"role\":\"Gateway\"|BAD_ROLE",
        "\"role\":\"EntryGateway\"|\"role\":{\"Mixnode\":{\"layer\":4}}|BAD_ROLE",
        "\"role\":\"EntryGateway\"|\"role\":{\"Mixnode\":{\"layer\":0}}|BAD_ROLE",
        "\"role\":\"EntryGateway\"|\"roles\":\"EntryGateway\"|BAD_ROLE",
        "\"exit_nr\":false|\"exit_nr\":0|BAD_SUPPORTED_ROLES",
        "\"supported_roles\":{|\"supported_roles\":[],\"x\":{|BAD_SUPPORTED_ROLES",
        "\"ws_port\":9000|\"ws_port\":null|BAD_ENTRY",
        "\"wss_port\":9001|\"wss_port\":70000|BAD_ENTRY",
        "\"hostname\":\"gw1.example.org\"|\"hostname\":1|BAD_ENTRY",
        "\"entry\":{|\"entry\":true,\"x\":{|BAD_ENTRY",
        "\"performance\":\"1\"|\"performance\":1|BAD_PERFORMANCE",
        "\"performance\":\"1\"|\"performance\":\"1.1\"|BAD_PERFORMANCE",
      })
  void nodeWithOneMalformedFieldIsDroppedForIt(String good, String bad, NodeFault fault) {
    assertTrue(node.contains(good));
    assertEquals(fault, read(node.replace(good, bad)).fault());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"role\":\"ExitGateway\"",
        "\"role\":\"Standby\"",
        "\"role\":\"Inactive\"",
        "\"role\":\"entry\"",
        "\"role\":\"gateway\"",
        "\"role\":\"exit\"",
        "\"epoch_role\":\"EntryGateway\"",
        "\"epoch_role\":{\"Mixnode\":{\"layer\":3}}",
        "\"role\":{\"Mixnode\":{\"layer\":1}}"
      })
  void everyFormOfTheRoleIsRead(String role) {
    assertTrue(read(node.replace("\"role\":\"EntryGateway\"", role)).isOk());
  }

  @Test
  void missingOptionsOfANodeAreLikeNull() {
    String bare =
        node.replace("\"supported_roles\"", "\"x\"")
            .replace("\"hostname\"", "\"y\"")
            .replace("\"wss_port\"", "\"z\"");
    RoutingNode read = read(bare).value();
    assertEquals(DeclaredRoles.NONE, read.roles());
    assertNull(read.entry().hostname());
    assertEquals(GatewayEntry.NO_PORT, read.entry().wssPort());
    assertNull(read(node.replace("\"entry\":{", "\"e\":{")).value().entry());
  }

  @Test
  void hostNameThatCouldChangeAUrlIsLeftOut() {
    String evil = node.replace("gw1.example.org", "gw1.example.org@evil.example/x?");
    assertNull(read(evil).value().entry().hostname());
  }

  @Test
  void addressesBeyondTheLimitArePassedOver() {
    StringBuilder many = new StringBuilder("[\"198.51.100.1\"");
    for (int i = 0; i < 40; i++) {
      many.append(",\"2001:db8::").append(i).append('"');
    }
    RoutingNode read = read(node.replace("[\"198.51.100.1\"", many)).value();
    assertEquals(NodeReader.MAX_IPS, read.entry().ips().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"rotation_id\":255|\"rotation_id\":\"255\"|BAD_METADATA",
        "\"absolute_epoch_id\":30123|\"absolute_epoch_id\":4294967296|BAD_METADATA",
        "\"refreshed_at\":|\"refreshed\":|BAD_METADATA",
        "{\"fresh\":|{\"stale\":|BAD_METADATA",
        "\"secs\":3600|\"secs\":-1|BAD_METADATA",
        "\"epochs_in_interval\":720|\"epochs_in_interval\":null|BAD_METADATA",
        "2026-05-16T06:00:00Z|2026-05-16 06:00:00|BAD_METADATA",
        "\"metadata\":|\"meta\":|BAD_METADATA",
        "\"total\":6|\"total\":-6|BAD_PAGINATION",
        "\"page\":0|\"page\":null|BAD_PAGINATION",
        "\"size\":6|\"size\":\"6\"|BAD_PAGINATION",
        "\"nodes\":{|\"node\":{|BAD_PAGINATION",
        "\"data\":[|\"date\":[|BAD_NODE_LIST",
        "\"total\":6|\"total\":101|TOO_MANY_NODES",
      })
  void malformedPageIsRefusedForTheRuleItBreaks(String good, String bad, TopologyFault fault) {
    assertTrue(network.gateways.contains(good));
    Json page = Json.parse(network.gateways.replace(good, bad)).value();
    assertEquals(fault, NodePageReader.read(page, 100).fault());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "{}", "\"text\"", "1", "true"})
  void documentOfAnotherKindIsRefused(String text) {
    Json json = Json.parse(text).value();
    assertEquals(TopologyFault.BAD_METADATA, NodePageReader.read(json, 9).fault());
    assertEquals(TopologyFault.BAD_REWARDED_SET, RewardedSetReader.read(json, 9).fault());
    assertEquals(TopologyFault.BAD_KEY_ROTATION_INFO, KeyRotationReader.read(json).fault());
    assertEquals("BAD_TOPOLOGY_DOCUMENT", TopologyDocument.read(json).fault().name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"epoch_id\":30123|\"epoch_id\":null|BAD_REWARDED_SET",
        "[101,102]|[101,\"102\"]|BAD_REWARDED_SET",
        "[101,102]|[101,-2]|BAD_REWARDED_SET",
        "[101,102]|{}|BAD_REWARDED_SET",
        "\"standby\"|\"standbys\"|BAD_REWARDED_SET",
        "[101,102]|[1,2,3,4,5,6,7,8,9,10]|TOO_MANY_NODES",
      })
  void malformedRewardedSetIsRefused(String good, String bad, TopologyFault fault) {
    assertTrue(network.rewarded.contains(good));
    Json json = Json.parse(network.rewarded.replace(good, bad)).value();
    assertEquals(fault, RewardedSetReader.read(json, 9).fault());
  }

  @Test
  void rewardedSetWithoutEpochIsOfEpochZero() {
    Json json = Json.parse(network.rewarded.replace("\"epoch_id\"", "\"epoch\"")).value();
    assertEquals(0, RewardedSetReader.read(json, 9).value().epochId());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"validity_epochs\":24|\"validity_epochs\":0",
        "\"secs\":3600|\"secs\":0",
        "\"secs\":3600|\"secs\":9223372036854775807",
        "\"nanos\":0|\"nanos\":1000000000",
        "\"initial_epoch_id\":24000|\"initial_epoch_id\":-1",
        "\"current_absolute_epoch_id\"|\"absolute_epoch_id\"",
        "2026-05-16T06:00:00Z|yesterday",
      })
  void malformedKeyRotationIsRefused(String good, String bad) {
    assertTrue(network.rotation.contains(good));
    Json json = Json.parse(network.rotation.replace(good, bad)).value();
    Fault fault = KeyRotationReader.read(json).fault();
    assertEquals(TopologyFault.BAD_KEY_ROTATION_INFO, fault);
  }

  private static Result<RoutingNode> read(String json) {
    return NodeReader.read(Json.parse(json).value());
  }
}
