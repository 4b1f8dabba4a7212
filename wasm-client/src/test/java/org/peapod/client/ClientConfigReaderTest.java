package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;

class ClientConfigReaderTest {
  private static final String URLS = "\"nymApi\":[\"https://a/api\"]";
  private static final String IDENTITY = "11111111111111111111111111111111";

  @Test
  void absentKeysTakeTheDefaults() {
    assertEquals(
        new ClientConfig(
            List.of("https://a/api"), null, false, 20, 200, 15, 15, true, true, 60_000),
        read("{" + URLS + "}").value());
  }

  @Test
  void everyKeyIsRead() {
    String json =
        "{\"nymApi\":[\"http://a\",\"https://b\"],\"gateway\":\""
            + IDENTITY
            + "\",\"requireTls\":true,\"mainStreamMeanMs\":1.5,\"loopCoverMeanMs\":3600000,"
            + "\"packetDelayMeanMs\":0,\"ackDelayMeanMs\":1e2,\"mainStreamPoisson\":false,"
            + "\"loopCover\":false,\"startTimeoutMs\":1}";
    assertEquals(
        new ClientConfig(
            List.of("http://a", "https://b"),
            IDENTITY,
            true,
            1.5,
            3_600_000,
            0,
            100,
            false,
            false,
            1),
        read(json).value());
  }

  @Test
  void nullGatewayMeansAny() {
    assertEquals(null, read("{" + URLS + ",\"gateway\":null}").value().gateway());
  }

  @Test
  void unknownKeyIsNamed() {
    Result<ClientConfig> result = read("{" + URLS + ",\"nymapi\":1}");
    assertTrue(result.fault().explanation().endsWith("got \"nymapi\""), explain(result));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"nymApi\":null}",
        "{\"nymApi\":\"https://a\"}",
        "{\"nymApi\":[7]}",
        "{\"nymApi\":[\"ftp://a\"]}",
        "{\"nymApi\":[\"https://\"]}",
        "{\"nymApi\":[\"http://\"]}",
        "{\"nymApi\":[\"https://a b\"]}",
        "{\"nymApi\":[\"https://a\",\"\"]}"
      })
  void wrongDirectoryUrlsAreRefused(String json) {
    assertKey("nymApi", read(json));
  }

  @Test
  void noDirectoryIsForClientsThatAreGivenTheirTopology() {
    assertEquals(List.of(), read("{\"nymApi\":[]}").value().nymApiUrls());
  }

  @Test
  void tooManyOrTooLongDirectoryUrlsAreRefused() {
    String seventeen = "\"https://a\"" + ",\"https://a\"".repeat(ClientConfigReader.MAX_URLS);
    assertKey("nymApi", read("{\"nymApi\":[" + seventeen + "]}"));
    String longest = "https://" + "a".repeat(ClientConfigReader.MAX_URL_LEN - 8);
    assertTrue(read("{\"nymApi\":[\"" + longest + "\"]}").isOk());
    assertKey("nymApi", read("{\"nymApi\":[\"" + longest + "a\"]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"\"", "\"1111\"", "\"0OIl\"", "{}", "[]", "false"})
  void wrongGatewayIsRefused(String value) {
    assertKey("gateway", read("{" + URLS + ",\"gateway\":" + value + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"requireTls", "mainStreamPoisson", "loopCover"})
  void switchThatIsNoTruthValueIsRefused(String key) {
    for (String value : new String[] {"0", "null", "\"true\"", "[]"}) {
      assertKey(key, read("{" + URLS + ",\"" + key + "\":" + value + "}"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mainStreamMeanMs",
        "loopCoverMeanMs",
        "packetDelayMeanMs",
        "ackDelayMeanMs",
        "startTimeoutMs"
      })
  void timeOutOfRangeIsRefused(String key) {
    for (String value : new String[] {"-1", "3600001", "1e999", "null", "\"20\"", "true"}) {
      assertKey(key, read("{" + URLS + ",\"" + key + "\":" + value + "}"));
    }
  }

  @Test
  void meanOfZeroIsRefusedForAStream() {
    assertKey("mainStreamMeanMs", read("{" + URLS + ",\"mainStreamMeanMs\":0}"));
    assertKey("loopCoverMeanMs", read("{" + URLS + ",\"loopCoverMeanMs\":0.5}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "7", "{", "{\"nymApi\":[\"https://a\"]}x"})
  void whatIsNoJsonObjectIsRefused(String text) {
    assertKey("", read(text));
  }

  @Test
  void longValueIsShortenedInTheMessage() {
    Result<ClientConfig> result = read("{" + URLS + ",\"gateway\":\"" + "z".repeat(500) + "\"}");
    assertTrue(result.fault().explanation().length() < 200, explain(result));
  }

  @Property
  void anyBytesGiveAConfigurationOrAFault(@ForAll @Size(max = 200) byte[] bytes) {
    Result<ClientConfig> result = ClientConfigReader.read(bytes);
    assertTrue(result.isOk() || result.fault() instanceof ConfigFault);
  }

  private static Result<ClientConfig> read(String json) {
    return ClientConfigReader.read(Utf8.encode(json));
  }

  private static void assertKey(String key, Result<ClientConfig> result) {
    assertTrue(result.isFault(), "was taken");
    assertEquals(key, ((ConfigFault) result.fault()).key(), explain(result));
    assertEquals("CONFIG_INVALID", result.fault().name());
  }

  private static String explain(Result<ClientConfig> result) {
    return result.isFault() ? result.fault().explanation() : "was taken";
  }
}
