package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;

/** Presets and sections of the configuration; the defaults are those of chapter 5, A14. */
class ClientSettingsTest {
  private static final List<String> URLS = List.of("https://a/api");

  @Test
  void defaultsAreTheStockOnesButForTheAgeOfReplyKeys() {
    ClientConfig config = read("").value();
    assertEquals(ClientConfig.of(ConfigPreset.DEFAULT, URLS), config);
    assertEquals(new TrafficSettings(15, 20, true, false, -1), config.traffic());
    assertEquals(new CoverSettings(true, 200, 0.7), config.cover());
    assertEquals(new AckSettings(15, 1.5, 1500), config.acks());
    assertEquals(new TopologySettings(300_000, true, 50, 50), config.topology());
    assertEquals(
        new ReplySettings(10, 200, 0, 10, 50, 500, 10_000, 300_000, 5, 180_000_000),
        config.replies());
    assertEquals(60_000, config.startTimeoutMs());
  }

  @Test
  void presetsSetTheStreams() {
    ClientConfig low = read(",\"preset\":\"lowPower\"").value();
    assertEquals(100, low.mainStreamMeanMs());
    assertEquals(1000, low.loopCoverMeanMs());
    assertTrue(low.mainStreamPoisson() && low.loopCover());
    ClientConfig none = read(",\"preset\":\"noCover\"").value();
    assertTrue(!none.mainStreamPoisson() && !none.loopCover());
    assertEquals(ClientConfig.of(ConfigPreset.NO_COVER, URLS), none);
  }

  @Test
  void singleValueGoesBeforeThePreset() {
    ClientConfig config =
        read(",\"preset\":\"noCover\",\"cover\":{\"loopCover\":true},\"mainStreamMeanMs\":7")
            .value();
    assertTrue(config.loopCover());
    assertEquals(7, config.mainStreamMeanMs());
    assertEquals(false, config.mainStreamPoisson());
  }

  @Test
  void everyValueOfEverySectionIsRead() {
    ClientConfig config =
        read(",\"connection\":{\"gateway\":\"fastest\",\"requireTls\":true,"
                + "\"measuredGateways\":3,\"allowMixing\":false},"
                + "\"traffic\":{\"packetDelayMeanMs\":1,\"mainStreamMeanMs\":2,"
                + "\"mainStreamPoisson\":false,\"extendedPackets\":true,"
                + "\"maximumRetransmissions\":0},"
                + "\"cover\":{\"loopCover\":false,\"loopCoverMeanMs\":3,"
                + "\"primarySizeRatio\":0.25},"
                + "\"acks\":{\"ackDelayMeanMs\":4,\"waitMultiplier\":2.5,"
                + "\"waitAdditionMs\":5},"
                + "\"topology\":{\"refreshMs\":6000,\"refreshing\":false,"
                + "\"minimumMixPerformance\":7,\"minimumGatewayPerformance\":8},"
                + "\"replies\":{\"reserve\":9,\"maximumStored\":10,\"reserveBuffer\":11,"
                + "\"minimumRequest\":12,\"maximumRequest\":13,\"maximumAllowedRequest\":14,"
                + "\"rerequestWaitMs\":15,\"dropWaitMs\":16,\"maximumRerequests\":17,"
                + "\"maximumKeyAgeMs\":18000}")
            .value();
    assertEquals(
        new ClientConfig(
            URLS,
            60_000,
            new GatewaySettings(null, true, GatewayPreference.LATENCY, 3, false),
            new TrafficSettings(1, 2, false, true, 0),
            new CoverSettings(false, 3, 0.25),
            new AckSettings(4, 2.5, 5),
            new TopologySettings(6000, false, 7, 8),
            new ReplySettings(9, 10, 11, 12, 13, 14, 15, 16, 17, 18_000)),
        config);
  }

  @Test
  void noMaximumOfRetransmissionsIsNull() {
    ClientConfig config = read(",\"traffic\":{\"maximumRetransmissions\":null}").value();
    assertEquals(TrafficSettings.NO_MAXIMUM, config.traffic().maximumRetransmissions());
  }

  @Test
  void gatewayIsRandomOrTheFastestOrNamed() {
    GatewaySettings random = read(",\"gateway\":\"random\"").value().connection();
    assertEquals(GatewaySettings.DEFAULT, random);
    GatewaySettings fastest = read(",\"gateway\":\"fastest\"").value().connection();
    assertEquals(GatewayPreference.LATENCY, fastest.choice());
    assertEquals(null, fastest.identity());
    String identity = "11111111111111111111111111111111";
    GatewaySettings named = read(",\"gateway\":\"" + identity + "\"").value().connection();
    assertEquals(identity, named.identity());
  }

  @Test
  void valueAtTheTopAndInItsSectionIsRefused() {
    assertKey(
        "traffic.mainStreamMeanMs",
        read(",\"mainStreamMeanMs\":20,\"traffic\":{\"mainStreamMeanMs\":20}"));
    assertKey("connection.gateway", read(",\"gateway\":null,\"connection\":{\"gateway\":null}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"connection", "traffic", "cover", "acks", "topology", "replies"})
  void sectionIsAnObjectWithKnownKeysOnly(String section) {
    for (String value : new String[] {"null", "[]", "7", "true", "\"\""}) {
      assertKey(section, read(",\"" + section + "\":" + value));
    }
    Result<ClientConfig> result = read(",\"" + section + "\":{\"useOutfox\":true}");
    assertKey(section, result);
    assertTrue(result.fault().explanation().contains("\"useOutfox\""));
  }

  @ParameterizedTest
  @CsvSource({
    "connection,gateway,\"fast\"",
    "connection,measuredGateways,1",
    "connection,measuredGateways,21",
    "connection,measuredGateways,2.5",
    "traffic,maximumRetransmissions,-1",
    "traffic,maximumRetransmissions,1001",
    "traffic,extendedPackets,1",
    "cover,primarySizeRatio,1.01",
    "cover,primarySizeRatio,-0.1",
    "acks,waitMultiplier,0.9",
    "acks,waitAdditionMs,-1",
    "topology,refreshMs,999",
    "topology,minimumMixPerformance,101",
    "topology,minimumGatewayPerformance,49.5",
    "replies,maximumAllowedRequest,501",
    "replies,maximumRequest,9",
    "replies,maximumKeyAgeMs,604800001",
    "replies,reserve,\"10\""
  })
  void valueOutOfRangeIsRefusedByItsPath(String section, String key, String value) {
    assertKey(section + "." + key, read(",\"" + section + "\":{\"" + key + "\":" + value + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"NO_COVER\"", "3"})
  void unknownPresetIsRefused(String value) {
    assertKey("preset", read(",\"preset\":" + value));
  }

  private static Result<ClientConfig> read(String more) {
    return ClientConfigReader.read(Utf8.encode("{\"nymApi\":[\"https://a/api\"]" + more + "}"));
  }

  private static void assertKey(String key, Result<ClientConfig> result) {
    assertTrue(result.isFault(), "was taken");
    assertEquals(key, ((ConfigFault) result.fault()).key(), result.fault().explanation());
  }
}
