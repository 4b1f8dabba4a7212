package org.peapod.mixnet.wasm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.peapod.bytes.Fault;
import org.peapod.client.Now;
import org.peapod.vectors.Hex;

/** The byte strings are written out by hand from docs/testing-boundary.md. */
class CommandReaderTest {
  /** 1.5 and 1,700,000,000,000. */
  private static final String TIMES = "3ff8000000000000" + "4278bcfe56800000";

  private static final Now NOW = new Now(1.5, 1_700_000_000_000.0);
  private static final String GET_SLASH = "03" + "474554" + "2f";

  @Test
  void commandsOfFixedLengthAreReadToTheirEnd() {
    assertEquals(new Command.SocketOpened(NOW, 258), read("02" + TIMES + "0102"));
    assertEquals(new Command.SocketPing(NOW, 7), read("05" + TIMES + "00000007"));
    assertEquals(new Command.SocketClosed(NOW, 7), read("07" + TIMES + "00000007"));
    assertEquals(new Command.Wake(NOW), read("09" + TIMES));
    assertEquals(new Command.NextEpoch(NOW), read("0a" + TIMES));
    assertEquals(new Command.NextRotation(NOW), read("0b" + TIMES));
    assertEquals(new Command.GatewayListens(NOW, 1, 9000), read("0c" + TIMES + "00012328"));
    assertEquals(new Command.Stats(NOW), read("0e" + TIMES));
    assertEquals(new Command.Nodes(NOW), read("0f" + TIMES));
    assertEquals(new Command.NodeRuns(NOW, 11, true), read("11" + TIMES + "000b01"));
    assertEquals(new Command.Bandwidth(NOW, 1, false), read("12" + TIMES + "000100"));
    assertEquals(new Command.Watch(NOW, true), read("13" + TIMES + "01"));
  }

  @Test
  void commandsWithTextsAndBytesAreReadWhole() {
    assertEquals(new Command.Http(NOW, 9, "GET", "/"), read("01" + TIMES + "00000009" + GET_SLASH));
    assertEquals(new Command.SocketText(NOW, 7, "hé"), read("03" + TIMES + "00000007" + "68c3a9"));
    assertEquals(new Command.DirectoryListens(NOW, "u"), read("0d" + TIMES + "75"));
    Command.SocketBinary binary = (Command.SocketBinary) read("04" + TIMES + "00000007" + "0102");
    assertArrayEquals(new byte[] {1, 2}, binary.frame());
    Command.SocketPong pong = (Command.SocketPong) read("06" + TIMES + "00000007" + "03");
    assertArrayEquals(new byte[] {3}, pong.payload());
    Command.PacketArrived packet = (Command.PacketArrived) read("08" + TIMES + "0003" + "0405");
    assertEquals(3, packet.node());
    assertArrayEquals(new byte[] {4, 5}, packet.framed());
    Command.FindClient find = (Command.FindClient) read("10" + TIMES + "07".repeat(32));
    assertArrayEquals(Hex.decode("07".repeat(32)), find.identity());
  }

  @Test
  void whatIsNoCommandIsRefusedWithItsRule() {
    assertEquals(BorderFault.TRUNCATED_COMMAND, fault(""));
    assertEquals(BorderFault.TRUNCATED_COMMAND, fault("09" + TIMES.substring(2)));
    assertEquals(BorderFault.TRUNCATED_COMMAND, fault("02" + TIMES + "01"));
    assertEquals(BorderFault.TRUNCATED_COMMAND, fault("01" + TIMES + "00000009" + "044745"));
    assertEquals(BorderFault.TRAILING_BYTES, fault("09" + TIMES + "00"));
    assertEquals(BorderFault.UNKNOWN_COMMAND, fault("00" + TIMES));
    assertEquals(BorderFault.UNKNOWN_COMMAND, fault("14" + TIMES));
    assertEquals(BorderFault.INVALID_TIME, fault("09" + "7ff8000000000000" + TIMES.substring(16)));
    assertEquals(BorderFault.INVALID_TIME, fault("09" + TIMES.substring(16) + "7ff0000000000000"));
  }

  @Test
  void theRuleAboutUnknownCommandsNamesTheLastOne() {
    String explanation = BorderFault.UNKNOWN_COMMAND.explanation();
    assertEquals(CommandReader.WATCH, Integer.parseInt(explanation.replaceAll(".* to ", "")));
  }

  @Property
  void anyBytesAreACommandOrAFault(@ForAll byte[] bytes) {
    byte[] withTimes = Hex.decode("00" + TIMES + Hex.encode(bytes));
    withTimes[0] = bytes.length == 0 ? 1 : (byte) (1 + (bytes[0] & 0xff) % 19);
    assertNotNull(CommandReader.read(withTimes));
    assertNotNull(CommandReader.read(bytes));
    assertNotNull(CommandReader.read(Arrays.copyOf(withTimes, 17)));
  }

  private static Command read(String hex) {
    return CommandReader.read(Hex.decode(hex)).value();
  }

  private static Fault fault(String hex) {
    return CommandReader.read(Hex.decode(hex)).fault();
  }
}
