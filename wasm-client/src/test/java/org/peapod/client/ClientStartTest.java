package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.traffic.OfficialNetwork;

/** How a start ends when the directory or the gateway does not do its part. */
class ClientStartTest {
  private static final String GATEWAY = OfficialNetwork.client("alice").gateway().toString();

  private final ScriptedHost host = new ScriptedHost(ScriptedHost.config(GATEWAY));

  @Test
  void startAsksTheDirectoryAndThenOpensTheGatewaysSocket() {
    host.start();
    assertEquals(4, host.all(ClientOutput.Fetch.class).size());
    assertEquals(1, host.all(ClientOutput.OpenSocket.class).size());
    assertTrue(host.all(ClientOutput.OpenSocket.class).get(0).url().startsWith("ws://127.0.0.1:"));
  }

  @Test
  void directoryThatNeverAnswersFailsTheStart() {
    host.directoryAnswers = false;
    host.start();
    host.pass(120_000);
    assertEquals(ClientFault.DIRECTORY_UNREACHABLE, host.startFault());
    assertEndedCleanly();
  }

  @Test
  void directoryThatAnswersNonsenseFailsTheStart() {
    host.directoryAnswers = false;
    host.start();
    for (ClientOutput.Fetch fetch : host.all(ClientOutput.Fetch.class)) {
      host.answers(fetch.request(), new byte[] {'<', 'p', '>'});
    }
    assertEquals(ClientFault.DIRECTORY_INVALID, host.startFault());
    assertEndedCleanly();
  }

  @Test
  void gatewayWhoseSocketNeverOpensFailsTheStart() {
    host.start();
    host.pass(30_000);
    assertEquals(ClientFault.GATEWAY_UNREACHABLE, host.startFault());
    assertEndedCleanly();
  }

  @Test
  void gatewayThatClosesAtOnceFailsTheStart() {
    host.start();
    host.closes();
    assertEquals(ClientFault.GATEWAY_UNREACHABLE, host.startFault());
    assertEndedCleanly();
  }

  @Test
  void gatewayThatSaysNothingFailsTheStart() {
    host.start();
    host.opens();
    host.pass(30_000);
    assertEquals(ClientFault.GATEWAY_REFUSED, host.startFault());
    assertEndedCleanly();
  }

  @Test
  void gatewayThatTalksNonsenseFailsTheStart() {
    host.start();
    host.opens();
    host.says("this is no JSON");
    assertEquals(ClientFault.GATEWAY_REFUSED, host.startFault());
    assertEndedCleanly();
  }

  @Test
  void gatewayWithOnlyOldVersionsFailsTheStart() {
    host.start();
    host.opens();
    host.says("{\"type\":\"supportedProtocol\",\"version\":3}");
    assertEquals(ClientFault.GATEWAY_INCOMPATIBLE, host.startFault());
    assertEndedCleanly();
  }

  @Test
  void withoutAnAskedForGatewayTheNextOneIsTried() {
    ScriptedHost any = new ScriptedHost(ScriptedHost.config(null)).start();
    any.closes();
    assertNull(any.startFault());
    List<ClientOutput.OpenSocket> opened = any.all(ClientOutput.OpenSocket.class);
    assertEquals(2, opened.size());
    assertTrue(!opened.get(0).url().equals(opened.get(1).url()));
    any.closes();
    assertEquals(ClientFault.GATEWAY_UNREACHABLE, any.startFault());
  }

  @Test
  void whatComesAfterTheEndIsOfNoEffect() {
    host.start();
    host.closes();
    int before = host.seen.size();
    host.opens();
    host.says("{}");
    host.sends(new byte[40]);
    host.closes();
    host.pass(10_000);
    assertEquals(before, host.seen.size());
  }

  @Test
  void inputOfASocketThatIsNotOursIsOfNoEffect() {
    host.start();
    host.socket += 7;
    host.opens();
    host.says("nonsense");
    host.closes();
    assertNull(host.startFault());
  }

  private void assertEndedCleanly() {
    assertEquals(1, host.all(ClientOutput.StartFailed.class).size());
    assertTrue(host.seen.get(host.seen.size() - 1) instanceof ClientOutput.Closed);
    int closed = host.all(ClientOutput.CloseSocket.class).size();
    assertTrue(closed >= host.all(ClientOutput.OpenSocket.class).size());
  }
}
