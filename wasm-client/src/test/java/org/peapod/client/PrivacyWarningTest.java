package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peapod.bytes.Utf8;

/** What a configuration gives up is said; of the default one there is nothing to say. */
class PrivacyWarningTest {
  @ParameterizedTest
  @CsvSource({
    "'',''",
    "'\"preset\":\"default\"',''",
    "'\"preset\":\"noCover\"','NO_MAIN_COVER NO_LOOP_COVER'",
    "'\"preset\":\"lowPower\"',UNUSUAL_TRAFFIC",
    "'\"mainStreamPoisson\":false',NO_MAIN_COVER",
    "'\"loopCover\":false',NO_LOOP_COVER",
    "'\"mainStreamMeanMs\":21',UNUSUAL_TRAFFIC",
    "'\"loopCoverMeanMs\":201',UNUSUAL_TRAFFIC",
    "'\"ackDelayMeanMs\":16',UNUSUAL_TRAFFIC",
    "'\"packetDelayMeanMs\":14',UNUSUAL_TRAFFIC",
    "'\"packetDelayMeanMs\":0','NO_MIXING_DELAY UNUSUAL_TRAFFIC'",
    "'\"traffic\":{\"extendedPackets\":true}',UNUSUAL_TRAFFIC",
    "'\"startTimeoutMs\":9,\"requireTls\":true,\"gateway\":\"fastest\"',''"
  })
  void whatIsGivenUpIsNamed(String settings, String warnings) {
    List<String> names = new ArrayList<>();
    for (PrivacyWarning warning : PrivacyWarning.of(read(settings))) {
      names.add(warning.name());
    }
    assertEquals(warnings, String.join(" ", names));
  }

  @Test
  void warningsAreToldAtTheStart() {
    ScriptedHost host = new ScriptedHost(read("\"preset\":\"noCover\""));
    host.start();
    assertEquals(
        List.of(
            new ClientOutput.PrivacyWarned(PrivacyWarning.NO_MAIN_COVER),
            new ClientOutput.PrivacyWarned(PrivacyWarning.NO_LOOP_COVER)),
        host.all(ClientOutput.PrivacyWarned.class));
  }

  private static ClientConfig read(String settings) {
    String more = settings.isEmpty() ? "" : "," + settings;
    return ClientConfigReader.read(
            Utf8.encode("{\"nymApi\":[\"http://directory/api\"]" + more + "}"))
        .value();
  }
}
