package org.peapod.mixnet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.peapod.mixnet.directory.EpochSchedule;
import org.peapod.mixnet.network.MixnetConfig;
import org.peapod.mixnet.network.SeededEntropy;

class CommandLineTest {
  @Test
  void withoutArgumentsEverythingIsStandard() {
    CommandLine line = CommandLine.parse();
    assertEquals(MixnetConfig.STANDARD, line.mixnet().network());
    assertTrue(line.mixnet().entropy() instanceof SystemEntropy);
    assertNull(line.site());
    assertNull(line.observed());
    assertEquals(0, line.port());
    assertFalse(line.untilStdinCloses());
  }

  @Test
  void everyOptionIsTaken() {
    CommandLine line =
        CommandLine.parse(
            "--gateways",
            "3",
            "--mixnodes-per-layer",
            "1",
            "--site",
            "dist",
            "--port",
            "8080",
            "--seed",
            "-4",
            "--gateway-protocol",
            "5",
            "--epoch-ms",
            "6000",
            "--rotation-epochs",
            "3",
            "--lose-every",
            "9",
            "--repeat-every",
            "7",
            "--corrupt-every",
            "8",
            "--observe",
            "packets.jsonl",
            "--until-stdin-closes");
    assertEquals(3, line.mixnet().network().gateways());
    assertEquals(1, line.mixnet().network().mixNodesPerLayer());
    assertTrue(line.mixnet().entropy() instanceof SeededEntropy);
    assertEquals(5, line.mixnet().network().gateway().protocolVersion());
    assertEquals(new EpochSchedule(1000, 6000, 3, 1), line.mixnet().network().schedule());
    assertEquals(new LinkFaults(9, 7, 8), line.mixnet().faults());
    assertEquals(Path.of("packets.jsonl"), line.observed());
    assertEquals(Path.of("dist"), line.site());
    assertEquals(8080, line.port());
    assertTrue(line.untilStdinCloses());
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertWrong("--nodes", "--nodes");
    assertWrong("--gateways", "--gateways");
    assertWrong("two", "--gateways", "two");
    assertWrong("0", "--gateways", "0");
    assertWrong("101", "--mixnodes-per-layer", "101");
    assertWrong("65536", "--port", "65536");
    assertWrong("negative", "--lose-every", "-1");
    assertWrong("version 4, 5 or 6, got 7", "--gateway-protocol", "7");
    assertWrong("milliseconds, at least 1; got 0", "--epoch-ms", "0");
    assertWrong("at least 2 epochs, got 0", "--rotation-epochs", "0");
    assertWrong("--site", "--site");
  }

  private static void assertWrong(String named, String... args) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> CommandLine.parse(args)).getMessage();
    assertTrue(message.contains(named), message);
  }
}
