package org.peapod.mixnet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peapod.address.NodeAddress;
import org.peapod.bytes.ByteWriter;
import org.peapod.gateway.ForwardRequest;
import org.peapod.json.Json;
import org.peapod.mixnet.node.DropReason;
import org.peapod.sphinx.PacketSize;
import org.peapod.sphinx.Unwrapped;

class PacketTraceTest {
  private static final NodeAddress HERE = NodeAddress.parse("127.0.0.1", 20_001).value();
  private static final NodeAddress NEXT = NodeAddress.parse("127.0.0.1", 20_002).value();

  @TempDir Path folder;

  @Test
  void linesOfOnePacketNameEachOther() throws IOException {
    byte[] packet = filled(PacketSize.REGULAR.packetLen(), 7);
    byte[] peeled = filled(PacketSize.REGULAR.packetLen(), 8);
    List<Json> lines =
        trace(
            trace -> {
              byte[] frame = new byte[2452];
              frame[0] = 2;
              trace.entered(
                  1.5,
                  HERE,
                  new byte[32],
                  frame,
                  ForwardRequest.ofSphinx(1, NEXT.unpadded(), packet));
              trace.unwrapped(
                  2,
                  NEXT,
                  1,
                  packet,
                  new Unwrapped.Forward(new byte[32], 259, HERE.padded(32), 15_000_000, peeled));
            });
    assertText("entered", lines.get(0), "event");
    assertNumber(1500, lines.get(0), "micros");
    assertNumber(2, lines.get(0), "kind");
    assertNumber(2452, lines.get(0), "frameLength");
    assertText(NEXT.toString(), lines.get(0), "to");
    assertText("forward", lines.get(1), "event");
    assertText(lines.get(0).get("packet").asText(), lines.get(1), "packet");
    assertNumber(259, lines.get(1), "version");
    assertNumber(15_000_000, lines.get(1), "delayNanos");
    assertText("0808080808080808", lines.get(1), "next");
  }

  @Test
  void lastHopShowsTheAcknowledgementAndTheHeadOfTheBody() throws IOException {
    byte[] ack = filled(PacketSize.ACK.packetLen(), 9);
    byte[] plaintext =
        new ByteWriter(NodeAddress.V6_LEN + ack.length + 1643)
            .bytes(NEXT.padded(NodeAddress.V6_LEN))
            .bytes(ack)
            .bytes(filled(1643, 3))
            .finish();
    Unwrapped last = new Unwrapped.Final(new byte[32], 259, new byte[32], new byte[16], plaintext);
    List<Json> lines =
        trace(
            trace -> {
              trace.unwrapped(1, HERE, 2, filled(PacketSize.REGULAR.packetLen(), 1), last);
              trace.unwrapped(2, HERE, 2, ack, last);
              trace.dropped(3, HERE, DropReason.REPLAYED);
              trace.delivered(4, HERE, 1643, true);
            });
    assertText("0909090909090909", lines.get(0), "ack");
    assertText(NEXT.toString(), lines.get(0), "ackTo");
    assertText("03".repeat(32), lines.get(0), "bodyHead");
    assertFalse(lines.get(1).keys().contains("ack"));
    assertText("REPLAYED", lines.get(2), "reason");
    assertNumber(1643, lines.get(3), "length");
  }

  private List<Json> trace(Consumer<PacketTrace> events) throws IOException {
    Path file = folder.resolve("packets.jsonl");
    try (PacketTrace trace = new PacketTrace(file)) {
      events.accept(trace);
    }
    List<Json> out = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      out.add(Json.parse(line).value());
    }
    return out;
  }

  private static byte[] filled(int len, int value) {
    byte[] out = new byte[len];
    Arrays.fill(out, (byte) value);
    return out;
  }

  private static void assertText(String expected, Json line, String key) {
    assertEquals(expected, line.get(key).asText());
  }

  private static void assertNumber(long expected, Json line, String key) {
    assertEquals(expected, line.get(key).asLong(-1));
  }
}
