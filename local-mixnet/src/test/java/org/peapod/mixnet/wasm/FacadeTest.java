package org.peapod.mixnet.wasm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.bytes.ByteReader;
import org.peapod.bytes.Utf8;
import org.peapod.json.Json;
import org.peapod.mixnet.network.SeededEntropy;
import org.peapod.vectors.Hex;

class FacadeTest {
  private static final String TIMES = "3ff8000000000000" + "4278bcfe56800000";
  private static final String NODES = "0f";
  private static final String STATS = "0e";

  private final Facade facade = new Facade(new SeededEntropy(1));

  @Test
  void networkIsListedAsItsShapeSays() {
    int handle = create("{\"gateways\":3,\"mixNodesPerLayer\":2}");
    Json nodes = json(only(handle, NODES, OutputWriter.NODES));
    assertEquals(9, nodes.size());
    assertEquals(1, nodes.at(0).get("id").asLong(0));
    assertEquals(0, nodes.at(2).get("layer").asLong(-1));
    assertEquals(1, nodes.at(3).get("layer").asLong(-1));
    assertEquals(3, nodes.at(8).get("layer").asLong(-1));
  }

  @Test
  void seedGivesTheSameKeysAndNoSeedGivesOthers() {
    int first = create("{\"seed\":7}");
    int second = create("{\"seed\":7}");
    int third = create("{\"seed\":8}");
    int free = create("{}");
    byte[] nodes = only(first, NODES, OutputWriter.NODES);
    assertArrayEquals(nodes, only(second, NODES, OutputWriter.NODES));
    assertTrue(!Arrays.equals(nodes, only(third, NODES, OutputWriter.NODES)));
    assertTrue(!Arrays.equals(nodes, only(free, NODES, OutputWriter.NODES)));
  }

  @Test
  void directoryAnswersUnderTheNumberOfTheRequest() {
    int handle = create("{}");
    String target = Hex.encode(Utf8.encode("/api/v1/epoch/current"));
    byte[] out =
        only(handle, "01", "00000009" + "03" + "474554" + target, OutputWriter.HTTP_ANSWER);
    ByteReader in = new ByteReader(out);
    in.skip(1);
    assertEquals(9, in.i32());
    assertEquals(200, in.u16());
    Json headers = Json.parse(in.bytes(in.u16())).value();
    assertEquals("application/json", headers.get("content-type").asText());
    assertEquals("*", headers.get("access-control-allow-origin").asText());
    assertEquals(1000, Json.parse(in.rest()).value().get("total_elapsed_epochs").asLong(0));
  }

  @Test
  void socketIsAcceptedAndItsQuestionAnswered() {
    int handle = create("{}");
    ByteReader accepted = new ByteReader(only(handle, "02", "0001", OutputWriter.ACCEPTED));
    accepted.skip(1);
    int connection = accepted.i32();
    String question = Hex.encode(Utf8.encode("{\"type\":\"supportedProtocol\"}"));
    ByteReader text =
        new ByteReader(only(handle, "03", hex(connection) + question, OutputWriter.SEND_TEXT));
    text.skip(1);
    assertEquals(connection, text.i32());
    assertTrue(Utf8.decode(text.rest()).contains("supportedProtocol"));
  }

  @Test
  void brokenPacketIsCountedAndToldToWhoeverWatches() {
    int handle = create("{}");
    give(handle, "13", "01");
    List<byte[]> outs = give(handle, "08", "0003" + "ff");
    assertEquals(2, outs.size());
    ByteReader dropped = new ByteReader(outs.get(1));
    assertEquals(OutputWriter.EVENT, dropped.u8());
    assertEquals(PacketEvent.Kind.DROPPED.ordinal(), dropped.u8());
    assertEquals(1.5, Double.longBitsToDouble(dropped.i64()));
    assertEquals(3, dropped.u16());
    dropped.skip(6);
    assertEquals("FRAME_TOO_SHORT", Utf8.decode(dropped.rest()));
    Json drops = json(only(handle, STATS, OutputWriter.STATS)).get("dropped");
    assertEquals(1, drops.get("FRAME_TOO_SHORT").asLong(0));
    give(handle, "13", "00");
    assertEquals(0, give(handle, "08", "0003" + "ff").size());
  }

  @Test
  void clientThatIsNotThereHasNoConnection() {
    int handle = create("{}");
    byte[] out = only(handle, "10", "07".repeat(32), OutputWriter.CLIENT);
    assertEquals("0b00000000", Hex.encode(out));
  }

  @Test
  void gatewaysAndNodesThatThereAreNotAreRefused() {
    int handle = create("{\"gateways\":1,\"mixNodesPerLayer\":1}");
    for (String command : List.of("02" + TIMES + "0001", "0c" + TIMES + "00010001")) {
      assertEquals(-1, facade.input(handle, Hex.decode(command)));
      assertEquals(BorderFault.UNKNOWN_GATEWAY.explanation(), facade.error());
    }
    assertEquals(-1, facade.input(handle, Hex.decode("12" + TIMES + "000101")));
    for (String node : List.of("0000", "0005")) {
      assertEquals(-1, facade.input(handle, Hex.decode("11" + TIMES + node + "00")));
      assertEquals(BorderFault.UNKNOWN_NODE.explanation(), facade.error());
    }
    assertEquals(-1, facade.input(handle, Hex.decode("08" + TIMES + "0005" + "00")));
  }

  @Test
  void packetForNobodyIsCountedAsDropped() {
    int handle = create("{}");
    give(handle, "08", "0000" + "ff");
    Json drops = json(only(handle, STATS, OutputWriter.STATS)).get("dropped");
    assertEquals(1, drops.get("NO_SUCH_NODE").asLong(0));
  }

  @Test
  void moduleHoldsSixteenNetworksAndTakesAnotherForOneThatIsFreed() {
    for (int i = 0; i < Facade.MAX_NETWORKS; i++) {
      assertEquals(i, create("{}"));
    }
    assertEquals(-1, facade.create(Utf8.encode("{}")));
    assertEquals(BorderFault.TOO_MANY_NETWORKS.explanation(), facade.error());
    facade.free(4);
    assertNull(facade.poll(4));
    assertEquals(-1, facade.input(4, Hex.decode("09" + TIMES)));
    assertArrayEquals(Utf8.encode(BorderFault.UNKNOWN_NETWORK.explanation()), facade.errorBytes());
    assertEquals(4, create("{}"));
    facade.free(-1);
    facade.free(Facade.MAX_NETWORKS);
  }

  @Test
  void wrongShapeIsRefusedByItsKey() {
    assertRefused("[]", "configuration: expected a JSON object, got something else");
    assertRefused(
        "{\"gateways\":0}",
        "configuration key gateways: expected a whole number from 1 to 100, got the number 0.0");
    assertRefused(
        "{\"seed\":\"x\"}",
        "configuration key seed: expected a whole number from 0 to 9007199254740991,"
            + " got no number");
    assertEquals(-1, facade.create(Utf8.encode("{\"gateway\":2}")));
    assertTrue(facade.error().endsWith("got gateway"), facade.error());
    assertEquals(-1, facade.create(Utf8.encode("{\"gatewayProtocol\":3}")));
    assertEquals(-1, facade.create(Utf8.encode("{\"epochMs\":999}")));
  }

  private void assertRefused(String config, String text) {
    assertEquals(-1, facade.create(Utf8.encode(config)));
    assertEquals(text, facade.error());
  }

  /** A network that has begun, so that it has said when it wants to be woken first. */
  private int create(String config) {
    int handle = facade.create(Utf8.encode(config));
    give(handle, "09", "");
    return handle;
  }

  private List<byte[]> give(int handle, String kind, String body) {
    assertEquals(0, facade.input(handle, Hex.decode(kind + TIMES + body)), facade.error());
    List<byte[]> out = new ArrayList<>();
    for (byte[] next = facade.poll(handle); next != null; next = facade.poll(handle)) {
      if (next[0] != OutputWriter.WAKE) {
        out.add(next);
      }
    }
    return out;
  }

  private byte[] only(int handle, String kind, int outputKind) {
    return only(handle, kind, "", outputKind);
  }

  private byte[] only(int handle, String kind, String body, int outputKind) {
    List<byte[]> out = give(handle, kind, body);
    assertEquals(1, out.size());
    assertEquals(outputKind, out.get(0)[0]);
    return out.get(0);
  }

  private static Json json(byte[] output) {
    return Json.parse(Arrays.copyOfRange(output, 1, output.length)).value();
  }

  private static String hex(int number) {
    return String.format("%08x", number);
  }
}
