package org.peapod.mixnet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.peapod.json.Json;
import org.peapod.mixnet.directory.EpochSchedule;
import org.peapod.mixnet.network.MixnetConfig;

/** Commands on standard input, seen in the directory. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostCommandsTest {
  /** Rotation 300 has begun with epoch 901. */
  private static final EpochSchedule SCHEDULE = new EpochSchedule(901, 3_600_000, 3, 1);

  private LocalMixnet mixnet;
  private HostCommands commands;

  @BeforeEach
  void start() throws IOException {
    MixnetConfig network = MixnetConfig.STANDARD.withSchedule(SCHEDULE);
    mixnet = LocalMixnet.start(LocalMixnetConfig.of(network));
    commands = new HostCommands(mixnet);
  }

  @AfterEach
  void stop() throws IOException {
    mixnet.close();
  }

  @Test
  void nextEpochKeepsTheKeysUntilTheRotationEnds() throws Exception {
    String key = firstKey();
    assertEquals("{\"done\":\"nextEpoch\",\"epoch\":902,\"rotation\":300}", tell("nextEpoch"));
    assertEquals("{\"done\":\"nextEpoch\",\"epoch\":903,\"rotation\":300}", tell("nextEpoch"));
    assertEquals(key, firstKey());
    assertEquals("{\"done\":\"nextEpoch\",\"epoch\":904,\"rotation\":301}", tell("nextEpoch"));
    assertNotEquals(key, firstKey());
  }

  @Test
  void rotateKeysBeginsTheNextRotationWithItsFirstEpoch() throws Exception {
    String key = firstKey();
    assertEquals("{\"done\":\"rotateKeys\",\"epoch\":904,\"rotation\":301}", tell("rotateKeys"));
    assertNotEquals(key, firstKey());
    assertEquals("{\"done\":\"rotateKeys\",\"epoch\":907,\"rotation\":302}", tell("rotateKeys"));
  }

  @Test
  void unknownCommandIsRefusedAndChangesNothing() throws Exception {
    String answer = tell("dance \"now\"");
    assertTrue(answer.startsWith("{\"refused\":\"dance \\\"now\\\"\",\"reason\":"), answer);
    assertTrue(answer.contains("nextEpoch or rotateKeys"), answer);
    assertEquals("{\"done\":\"nextEpoch\",\"epoch\":902,\"rotation\":300}", tell("nextEpoch"));
  }

  private String tell(String command) throws IOException {
    return commands.answer(command);
  }

  /** The Sphinx key that the directory lists for its first mix node. */
  private String firstKey() throws Exception {
    String url = mixnet.nymApi() + "/v2/unstable/nym-nodes/skimmed/mixnodes/active?page=0";
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());
    Json nodes = Json.parse(answer.body()).value().get("nodes").get("data");
    return nodes.at(0).get("x25519_sphinx_pubkey").asText();
  }
}
