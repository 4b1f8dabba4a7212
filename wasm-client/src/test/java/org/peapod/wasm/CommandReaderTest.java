package org.peapod.wasm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peapod.bytes.Fault;
import org.peapod.client.Now;
import org.peapod.nodetest.NodeTestPlan;
import org.peapod.vectors.Hex;

class CommandReaderTest {
  /** The clocks 1.5 and 1700000000000 as IEEE 754 doubles. */
  private static final String TIMES = "3ff8000000000000" + "4278bcfe56800000";

  private static final Now NOW = new Now(1.5, 1_700_000_000_000.0);

  @Test
  void commandsWithoutBodyAreRead() {
    assertEquals(new Command.Start(NOW), read("01" + TIMES));
    assertEquals(new Command.Wake(NOW), read("07" + TIMES));
    assertEquals(new Command.Close(NOW), read("09" + TIMES));
    assertEquals(new Command.Stats(NOW), read("0a" + TIMES));
  }

  @Test
  void socketCommandsAreRead() {
    assertEquals(new Command.SocketOpened(NOW, 7), read("02" + TIMES + "00000007"));
    assertEquals(new Command.SocketClosed(NOW, -1), read("05" + TIMES + "ffffffff"));
    assertEquals(
        new Command.SocketText(NOW, 258, "a\u00e9\ud83d\ude00"),
        read("03" + TIMES + "00000102" + "61c3a9f09f9880"));
    Command.SocketBinary binary =
        assertInstanceOf(Command.SocketBinary.class, read("04" + TIMES + "00000003" + "00ff80"));
    assertEquals(3, binary.socket());
    assertArrayEquals(new byte[] {0, -1, -128}, binary.frame());
    assertEquals(NOW, binary.now());
  }

  @Test
  void fetchedDocumentIsRead() {
    Command.Fetched fetched =
        assertInstanceOf(
            Command.Fetched.class,
            read("06" + TIMES + "00000009" + "01f4" + "3ff8000000000000" + "7b7d"));
    assertEquals(9, fetched.request());
    assertEquals(500, fetched.status());
    assertEquals(1.5, fetched.dateUnixMs());
    assertArrayEquals(new byte[] {'{', '}'}, fetched.body());
  }

  @Test
  void sendIsRead() {
    Command.Send send =
        assertInstanceOf(
            Command.Send.class, read("08" + TIMES + "00000005" + "0003" + "612e62" + "0102"));
    assertEquals(5, send.message());
    assertEquals("a.b", send.address());
    assertArrayEquals(new byte[] {1, 2}, send.data());
    Command.Send empty =
        assertInstanceOf(Command.Send.class, read("08" + TIMES + "00000005" + "0000"));
    assertEquals("", empty.address());
    assertEquals(0, empty.data().length);
  }

  @Test
  void anonymousSendIsRead() {
    Command.SendAnonymous send =
        assertInstanceOf(
            Command.SendAnonymous.class,
            read("0b" + TIMES + "00000005" + "020000ff0c" + "0003" + "612e62" + "0102"));
    assertEquals(NOW, send.now());
    assertEquals(5, send.message());
    assertEquals(0xff0c, send.allowance().surbs());
    assertEquals("a.b", send.address());
    assertArrayEquals(new byte[] {1, 2}, send.data());
  }

  /** The numbers are those of chapter 5, A9.2: packets, the reserve of 10, and spare ones. */
  @Test
  void replyAllowanceIsUsualOrByBytesOrBySurbs() {
    assertEquals(14, allowance("0000000000"));
    assertEquals(14, allowance("0100000641"));
    assertEquals(86, allowance("01000186a0"));
    assertEquals(1000, allowance("01ffffffff"));
    assertEquals(0, allowance("0100000000"));
    assertEquals(0, allowance("0200000000"));
    assertEquals(Integer.MAX_VALUE, allowance("02ffffffff"));
    assertSame(
        FacadeFault.INVALID_ALLOWANCE, fault("0b" + TIMES + "00000005" + "0300000000" + "0000"));
  }

  private static int allowance(String hex) {
    Command read = read("0b" + TIMES + "00000005" + hex + "0000");
    return ((Command.SendAnonymous) read).allowance().surbs();
  }

  @Test
  void commandsAboutTheNetworkAreRead() {
    Command.InjectTopology inject =
        assertInstanceOf(Command.InjectTopology.class, read("13" + TIMES + "00000009" + "7b7d"));
    assertEquals(9, inject.request());
    assertArrayEquals(new byte[] {'{', '}'}, inject.json());
    assertEquals(new Command.ReleaseTopology(NOW, 258), read("14" + TIMES + "00000102"));
    assertEquals(
        new Command.TestNode(NOW, 3, new NodeTestPlan(20, 1.5), "a.b"),
        read("15" + TIMES + "00000003" + "0014" + "3ff8000000000000" + "612e62"));
    assertEquals(new Command.CancelNodeTest(NOW, 3), read("16" + TIMES + "00000003"));
  }

  @Test
  void replyIsRead() {
    String tag = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";
    Command.Reply reply =
        assertInstanceOf(Command.Reply.class, read("0c" + TIMES + "fffffffe" + tag + "0102"));
    assertEquals(-2, reply.message());
    assertArrayEquals(Hex.decode(tag), reply.senderTag());
    assertArrayEquals(new byte[] {1, 2}, reply.data());
    Command.Reply empty =
        assertInstanceOf(Command.Reply.class, read("0c" + TIMES + "00000001" + tag));
    assertEquals(0, empty.data().length);
  }

  @Test
  void cancelIsRead() {
    assertEquals(new Command.Cancel(NOW, 258), read("0d" + TIMES + "00000102"));
  }

  @Test
  void bufferedBytesOfASocketAreRead() {
    assertEquals(
        new Command.SocketBuffered(NOW, 3, 0xffff_ffffL), read("0e" + TIMES + "00000003ffffffff"));
  }

  @Test
  void networkHintIsZeroOrOne() {
    assertEquals(new Command.NetworkHint(NOW, false), read("0f" + TIMES + "00"));
    assertEquals(new Command.NetworkHint(NOW, true), read("0f" + TIMES + "01"));
    assertSame(FacadeFault.INVALID_HINT, fault("0f" + TIMES + "02"));
    assertSame(FacadeFault.INVALID_HINT, fault("0f" + TIMES + "ff"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 19, 20, 21, 22})
  void everyShorterCommandIsTruncated(int kind) {
    byte[] whole =
        Hex.decode("00" + TIMES + "00000005" + "0003" + "0000" + "00000300" + "00".repeat(20));
    whole[0] = (byte) kind;
    int[] lengths = {
      17, 21, 21, 21, 21, 31, 17, 26, 17, 17, 28, 37, 21, 25, 18, 24, 21, 21, 21, 21, 31, 21
    };
    int least = lengths[kind - 1];
    for (int len = 0; len < least; len++) {
      byte[] cut = new byte[len];
      System.arraycopy(whole, 0, cut, 0, len);
      assertSame(FacadeFault.TRUNCATED_COMMAND, CommandReader.read(cut).fault(), "length " + len);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "01,",
    "02,00000001",
    "05,00000001",
    "07,",
    "09,",
    "0a,",
    "0d,00000001",
    "0e,0000000100000001",
    "0f,01",
    "14,00000001",
    "16,00000001"
  })
  void bytesBehindACommandAreRefused(String kind, String body) {
    String fields = body == null ? "" : body;
    assertSame(FacadeFault.TRAILING_BYTES, fault(kind + TIMES + fields + "00"));
  }

  @Test
  void keepIsReadWithItsSecret() {
    Command.Keep plain = (Command.Keep) read("10" + TIMES + "00" + "0000" + "00000001" + "aabb");
    assertArrayEquals(new byte[] {(byte) 0xaa}, plain.snapshot());
    assertArrayEquals(new byte[] {(byte) 0xbb}, plain.journal());
    read("10" + TIMES + "01" + "0020" + "07".repeat(32) + "00000000");
    read("10" + TIMES + "02" + "0003" + "c3a961" + "00000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000107", "010001070", "0100000", "0300000"})
  void secretOfTheWrongKindIsRefused(String start) {
    String body = start.length() % 2 == 0 ? start : start + "0";
    assertSame(FacadeFault.INVALID_SECRET, fault("10" + TIMES + body + "00000000"));
  }

  @Test
  void ordersAreToldByNumber() {
    assertEquals(7, ((Command.Stored) read("11" + TIMES + "00000007")).order());
    Command.StoreFailed failed = (Command.StoreFailed) read("12" + TIMES + "00000007" + "6e6f");
    assertEquals(7, failed.order());
    assertEquals("no", failed.detail());
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "17", "7f", "ff"})
  void unknownCommandIsRefused(String kind) {
    assertSame(FacadeFault.UNKNOWN_COMMAND, fault(kind + TIMES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7ff0000000000000", "fff0000000000000", "7ff8000000000000"})
  void timeThatIsNoNumberIsRefused(String bits) {
    assertSame(FacadeFault.INVALID_TIME, fault("01" + bits + "0000000000000000"));
    assertSame(FacadeFault.INVALID_TIME, fault("01" + "0000000000000000" + bits));
  }

  @Property
  void anyBytesGiveACommandOrAFault(@ForAll @Size(max = 64) byte[] bytes) {
    var result = CommandReader.read(bytes);
    assertTrue(result.isOk() || result.fault() instanceof FacadeFault);
  }

  private static Command read(String hex) {
    return CommandReader.read(Hex.decode(hex)).value();
  }

  private static Fault fault(String hex) {
    return CommandReader.read(Hex.decode(hex)).fault();
  }
}
