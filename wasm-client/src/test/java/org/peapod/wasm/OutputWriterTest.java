package org.peapod.wasm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.bytes.Utf8;
import org.peapod.client.ClientFault;
import org.peapod.client.ClientOutput;
import org.peapod.client.ClientStage;
import org.peapod.client.ClientStats;
import org.peapod.client.PrivacyWarning;
import org.peapod.json.Json;
import org.peapod.nodetest.NodeTestFault;
import org.peapod.nodetest.NodeTestResult;
import org.peapod.topology.TopologyAlarm;
import org.peapod.topology.TopologyFault;
import org.peapod.vectors.Hex;

class OutputWriterTest {
  private static final byte[] TAG = Hex.decode("000102030405060708090a0b0c0d0e0f");

  @Test
  void socketOutputsHaveTheirBytes() {
    assertBytes("01" + "00000007" + "7773733a2f2f61", new ClientOutput.OpenSocket(7, "wss://a"));
    assertBytes("02" + "00000007" + "c3a9", new ClientOutput.SendText(7, "\u00e9"));
    assertBytes("03" + "ffffffff" + "00ff", new ClientOutput.SendBinary(-1, new byte[] {0, -1}));
    assertBytes("04" + "00000102", new ClientOutput.CloseSocket(258));
  }

  @Test
  void fetchHasItsTimeoutBeforeTheUrl() {
    assertBytes(
        "05" + "00000003" + "40c3880000000000" + "687474703a2f2f61",
        new ClientOutput.Fetch(3, "http://a", 10_000));
  }

  @Test
  void wakeIsADouble() {
    assertBytes("06" + "3ff8000000000000", new ClientOutput.Wake(1.5));
    assertBytes("06" + "7ff0000000000000", new ClientOutput.Wake(Double.POSITIVE_INFINITY));
  }

  @Test
  void everyStageHasItsNumber() {
    String[] numbers = {"00", "01", "02", "03", "04", "05", "06", "07"};
    ClientStage[] stages = {
      ClientStage.IDLE,
      ClientStage.DIRECTORY,
      ClientStage.GATEWAY_SOCKET,
      ClientStage.GATEWAY_HANDSHAKE,
      ClientStage.READY,
      ClientStage.RECONNECTING,
      ClientStage.CLOSED,
      ClientStage.OFFLINE
    };
    assertEquals(stages.length, ClientStage.values().length);
    for (int i = 0; i < stages.length; i++) {
      assertBytes("07" + numbers[i], new ClientOutput.StageChanged(stages[i]));
    }
  }

  @Test
  void readyIsTheAddress() {
    assertBytes("08" + "612e624063", new ClientOutput.Ready("a.b@c"));
  }

  @Test
  void receivedSaysWhetherThereIsATag() {
    byte[] data = {1, 2};
    String id = "01020304";
    assertBytes(
        "09" + "00" + id + "0102", new ClientOutput.Received(0x01020304, data, null, false));
    assertBytes(
        "09" + "01" + id + Hex.encode(TAG) + "0102",
        new ClientOutput.Received(0x01020304, data, TAG, false));
    assertBytes("09" + "02" + id, new ClientOutput.Received(0x01020304, new byte[0], null, true));
  }

  @Test
  void ordersOfTheStoreHaveTheirNumber() {
    byte[] data = {1, 2};
    assertBytes("14" + "00000007" + "0102", new ClientOutput.StoreSnapshot(7, data));
    assertBytes("15" + "00000008" + "0102", new ClientOutput.StoreAppend(8, data));
    assertBytes("16" + "00000005" + "3ff0000000000000", new ClientOutput.Resumed(5, 1));
  }

  @Test
  void fateOfAMessageHasItsNumber() {
    assertBytes("0a" + "00000005", new ClientOutput.Sent(5));
    assertBytes("0b" + "00000005", new ClientOutput.Acknowledged(5));
    assertBytes(
        "0c" + "00000005" + "0a" + Hex.encode(Utf8.encode("QUEUE_FULLno room")),
        new ClientOutput.SendFailed(5, ClientFault.QUEUE_FULL, "no room"));
  }

  @Test
  void progressCountsPackets() {
    assertBytes(
        "10" + "00000005" + "00000003" + "00000002" + "ffffffff",
        new ClientOutput.Progress(5, 3, 2, -1));
  }

  @Test
  void topologyIsEpochRotationAndNodes() {
    assertBytes(
        "11" + "fffffffe" + "ffffffff" + "00000102",
        new ClientOutput.TopologyChanged(0xffff_fffeL, 0xffff_ffffL, 258));
  }

  @Test
  void failedStartSaysWhy() {
    assertBytes(
        "0d" + "0a" + Hex.encode(Utf8.encode("NO_GATEWAYx\u00e9")),
        new ClientOutput.StartFailed(ClientFault.NO_GATEWAY, "x\u00e9"));
  }

  @Test
  void closedIsOneByte() {
    assertBytes("0e", new ClientOutput.Closed());
  }

  @Test
  void alarmHasItsNameAndExplanation() {
    TopologyAlarm alarm = TopologyAlarm.SHRUNK;
    assertBytes(
        "12" + "06" + Hex.encode(Utf8.encode("SHRUNK" + alarm.explanation())),
        new ClientOutput.TopologyAlarmed(alarm));
  }

  @Test
  void refusedBandwidthSaysWhy() {
    assertBytes("13" + "6e6f", new ClientOutput.BandwidthRefused("no"));
  }

  @Test
  void clientThatGaveUpIsToldLikeAFailedStart() {
    assertBytes(
        "0d" + "0e" + Hex.encode(Utf8.encode("ADDRESS_IN_USEx")),
        new ClientOutput.GaveUp(ClientFault.ADDRESS_IN_USE, "x"));
  }

  @Test
  void answersAboutTheTopologyHaveTheirRequest() {
    assertBytes("17" + "00000102", new ClientOutput.TopologyTaken(258));
    TopologyFault fault = TopologyFault.EMPTY_LAYER;
    assertBytes(
        "18" + "00000005" + "0b" + Hex.encode(Utf8.encode("EMPTY_LAYER" + fault.explanation())),
        new ClientOutput.TopologyRefused(5, fault));
  }

  @Test
  void nodeTestIsFiveCountsTheScoreAndTheRoundTrips() {
    NodeTestResult result = new NodeTestResult(4, 2, 2, 1, 0, List.of(1.5, 2.0));
    assertBytes(
        "19000000070000000400000002000000020000000100000000"
            + "4042c00000000000"
            + "3ff8000000000000"
            + "4000000000000000",
        new ClientOutput.NodeTested(7, result));
    NodeTestFault fault = NodeTestFault.NO_ROUTE;
    assertBytes(
        "1a" + "00000007" + "08" + Hex.encode(Utf8.encode("NO_ROUTE" + fault.explanation())),
        new ClientOutput.NodeTestFailed(7, fault));
  }

  @Test
  void warningHasItsNameAndExplanation() {
    PrivacyWarning warning = PrivacyWarning.NO_LOOP_COVER;
    assertBytes(
        "1b" + "0d" + Hex.encode(Utf8.encode("NO_LOOP_COVER" + warning.explanation())),
        new ClientOutput.PrivacyWarned(warning));
  }

  @Test
  void everyOutputHasAByteForm() {
    assertEquals(27, ClientOutput.class.getPermittedSubclasses().length);
  }

  @Test
  void statsHaveTheNamesOfTheRecord() throws ReflectiveOperationException {
    ClientStats stats = new ClientStats(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    byte[] bytes = OutputWriter.write(stats);
    assertEquals(15, bytes[0]);
    Json json = Json.parse(Arrays.copyOfRange(bytes, 1, bytes.length)).value();
    List<String> names = new ArrayList<>();
    for (RecordComponent component : ClientStats.class.getRecordComponents()) {
      names.add(component.getName());
      Number value = (Number) component.getAccessor().invoke(stats);
      assertEquals(value.longValue(), json.get(component.getName()).asLong(-1));
    }
    assertEquals(names, json.keys());
  }

  private static void assertBytes(String hex, ClientOutput output) {
    assertArrayEquals(Hex.decode(hex), OutputWriter.write(output), output.toString());
  }
}
