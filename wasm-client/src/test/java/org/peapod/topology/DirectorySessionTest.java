package org.peapod.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peapod.bytes.Utf8;

class DirectorySessionTest {
  private static final String BASE = FakeDirectory.BASE;
  private static final String OTHER = "https://other.example.org/api/";
  private static final String OTHER_JOINED = "https://other.example.org/api";

  private final SmallNetwork network = new SmallNetwork();

  @Test
  void wholeNetworkIsFetchedWithFourRequestsNumberedFromTheGivenOne() {
    FakeDirectory directory = network.directory();
    DirectorySession session =
        new DirectorySession(List.of(BASE), TopologyFilter.DEFAULT, 30123, 40);
    DirectoryOutput.Ready ready = ready(directory.run(session));
    assertTrue(ready.topology().isRoutable());
    assertEquals(6, ready.entryGateways().size());
    assertEquals(24, ready.info().validityEpochs());
    assertEquals(4, directory.asked.size());
    assertEquals(43, directory.lastRequest);
    assertEquals(44, session.nextRequest());
    assertEquals(Double.POSITIVE_INFINITY, session.deadlineMs());
    assertNull(session.poll());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 301, 404, 500, 503})
  void otherBaseIsTakenForEverythingWhenOneAnswersWithAnError(int status) {
    FakeDirectory directory = network.on(network.directory(), OTHER_JOINED);
    directory.status(BASE + FakeDirectory.REWARDED, status);
    ready(directory.run(SmallNetwork.session(BASE, OTHER)));
    int onOther = 0;
    for (String url : directory.asked) {
      onOther += url.startsWith(OTHER_JOINED) ? 1 : 0;
    }
    assertEquals(4, onOther);
  }

  @Test
  void errorOfTheOnlyBaseIsToldWithItsText() {
    FakeDirectory directory = network.directory();
    String url = BASE + FakeDirectory.GATEWAYS + "0";
    directory.status(url, 503).body(url, Utf8.encode("cache\nnot ready"));
    DirectoryOutput.Failed failed = failed(directory.run(SmallNetwork.session(BASE)));
    assertEquals(TopologyFault.HTTP_STATUS, failed.fault());
    assertEquals(url + ": HTTP 503 cache?not ready", failed.detail());
  }

  @Test
  void silentDirectoryIsGivenUpAtTheDeadline() {
    DirectorySession session = SmallNetwork.session(BASE);
    session.begin(1000);
    List<DirectoryOutput> asked = drain(session);
    assertEquals(4, asked.size());
    assertEquals(31_000, session.deadlineMs());
    session.timer(30_999);
    assertNull(session.poll());
    session.timer(31_000);
    assertEquals(TopologyFault.NO_ANSWER, failed(session.poll()).fault());
    session.response(31_001, 0, 200, Utf8.encode(network.gateways));
    assertNull(session.poll());
  }

  @Test
  void answerThatNobodyAskedForIsPassedOver() {
    DirectorySession session = SmallNetwork.session(BASE);
    session.begin(0);
    drain(session);
    session.response(0, 99, 200, Utf8.encode("{}"));
    session.response(0, -1, 0, null);
    assertNull(session.poll());
  }

  @Test
  void badBaseUrlIsPassedOverAndNamedWhenItIsTheLast() {
    FakeDirectory directory = network.directory();
    ready(directory.run(SmallNetwork.session("ftp://example.org", BASE)));
    DirectoryOutput last = directory.run(SmallNetwork.session("http://a b"));
    assertEquals(TopologyFault.BAD_BASE_URL, failed(last).fault());
  }

  @Test
  void listsOfDifferentEpochsAreFetchedAgainThreeTimes() {
    FakeDirectory directory = network.directory();
    String url = BASE + FakeDirectory.MIXNODES + "0";
    directory.body(url, Utf8.encode(network.mixnodes.replace("30123", "30122")));
    DirectoryOutput.Failed failed = failed(directory.run(SmallNetwork.session(BASE)));
    assertEquals(TopologyFault.LISTS_DISAGREE, failed.fault());
    assertEquals(4 + 3 * 3, directory.asked.size());
  }

  @Test
  void listsThatAgreeAfterAPauseAreAccepted() {
    FakeDirectory directory = network.directory();
    String url = BASE + FakeDirectory.MIXNODES + "0";
    directory.body(
        url,
        Utf8.encode(
            network.mixnodes.replace("\"current_epoch_id\":603", "\"current_epoch_id\":602")));
    DirectorySession session = SmallNetwork.session(BASE);
    session.begin(0);
    assertNull(directory.answer(session, 10));
    assertEquals(3010, session.deadlineMs());
    directory.body(url, Utf8.encode(network.mixnodes));
    session.timer(3009);
    assertNull(directory.answer(session, 3009));
    session.timer(3010);
    ready(directory.answer(session, 3010));
  }

  @Test
  void layersOfAnotherEpochAreFetchedAgainOnceAndThenAccepted() {
    FakeDirectory directory = network.directory();
    directory.body(
        BASE + FakeDirectory.REWARDED, Utf8.encode(network.rewarded.replace("30123", "30122")));
    DirectoryOutput.Ready ready = ready(directory.run(SmallNetwork.session(BASE)));
    assertEquals(30122, ready.topology().rewardedSet().epochId());
    assertEquals(4 + 3, directory.asked.size());
  }

  @Test
  void epochOlderThanTheOneHeldIsNotAccepted() {
    DirectorySession session =
        new DirectorySession(List.of(BASE), TopologyFilter.DEFAULT, 30124, 0);
    DirectoryOutput last = network.directory().run(session);
    assertEquals(TopologyFault.OLDER_THAN_HELD, failed(last).fault());
  }

  @Test
  void pagesAreCollectedUntilTheTotalIsReached() {
    FakeDirectory directory = network.directory();
    for (int i = 0; i < 7; i++) {
      String url = BASE + FakeDirectory.MIXNODES + i;
      directory.body(url, SmallNetwork.page(network.mixnodes, i, i + 1, 7));
    }
    Topology topology = ready(directory.run(SmallNetwork.session(BASE))).topology();
    assertEquals(10, topology.nodes().size());
    assertEquals(4 + 6, directory.asked.size());
  }

  @Test
  void pagesOfDifferentEpochsAreFetchedAgainAndThenRefused() {
    FakeDirectory directory = network.directory();
    String older = network.mixnodes.replace("30123", "30122");
    directory.body(
        BASE + FakeDirectory.MIXNODES + "0", SmallNetwork.page(network.mixnodes, 0, 4, 7));
    directory.body(BASE + FakeDirectory.MIXNODES + "1", SmallNetwork.page(older, 4, 7, 7));
    DirectoryOutput last = directory.run(SmallNetwork.session(BASE));
    assertEquals(TopologyFault.PAGES_DISAGREE, failed(last).fault());
  }

  @Test
  void emptyPageBeforeTheTotalEndsTheSearch() {
    FakeDirectory directory = network.directory();
    directory.body(
        BASE + FakeDirectory.MIXNODES + "0", SmallNetwork.page(network.mixnodes, 0, 0, 7));
    DirectoryOutput last = directory.run(SmallNetwork.session(BASE));
    assertEquals(TopologyFault.EMPTY_PAGE, failed(last).fault());
  }

  @Test
  void pagingWithoutEndStopsAtTheLimit() {
    FakeDirectory directory = network.directory();
    for (int i = 0; i < 10; i++) {
      String url = BASE + FakeDirectory.MIXNODES + i;
      directory.body(url, SmallNetwork.page(network.mixnodes, 0, 1, 20));
    }
    DirectoryOutput last = directory.run(limited(new DirectoryLimits(1 << 20, 5, 20)));
    assertEquals(TopologyFault.TOO_MANY_PAGES, failed(last).fault());
    assertEquals(4 + 4, directory.asked.size());
  }

  @Test
  void hugeTotalsAndListsBeyondTheLimitAreRefused() {
    FakeDirectory directory = network.directory();
    String url = BASE + FakeDirectory.MIXNODES + "0";
    directory.body(url, SmallNetwork.page(network.mixnodes, 0, 7, Long.MAX_VALUE));
    DirectoryOutput last = directory.run(SmallNetwork.session(BASE));
    assertEquals(TopologyFault.TOO_MANY_NODES, failed(last).fault());
    directory.body(url, Utf8.encode(network.mixnodes));
    DirectoryOutput limited = directory.run(limited(new DirectoryLimits(1 << 20, 5, 6)));
    assertEquals(TopologyFault.TOO_MANY_NODES, failed(limited).fault());
  }

  @Test
  void oversizedBodyIsRefused() {
    DirectoryOutput last = network.directory().run(limited(new DirectoryLimits(1000, 5, 100)));
    assertEquals(TopologyFault.BODY_TOO_LARGE, failed(last).fault());
  }

  @Test
  void bodyThatIsCutAnywhereIsRefused() {
    for (int len = 0; len < network.gateways.length(); len += 97) {
      FakeDirectory directory = network.directory();
      directory.body(
          BASE + FakeDirectory.GATEWAYS + "0", Utf8.encode(network.gateways.substring(0, len)));
      DirectoryOutput last = directory.run(SmallNetwork.session(BASE));
      assertEquals(TopologyFault.NOT_JSON, failed(last).fault());
    }
  }

  @Test
  void emptyLayerIsNoNetwork() {
    for (String layer : new String[] {"\"layer1\":[101,102]", "\"layer3\":[105,107]"}) {
      FakeDirectory directory = network.directory();
      String none = layer.substring(0, 9) + "[107]";
      directory.body(
          BASE + FakeDirectory.REWARDED, Utf8.encode(network.rewarded.replace(layer, none)));
      DirectoryOutput last = directory.run(SmallNetwork.session(BASE));
      assertEquals(TopologyFault.EMPTY_LAYER, failed(last).fault());
    }
  }

  @Test
  void rewardedSetWithoutGatewaysIsNoNetwork() {
    FakeDirectory directory = network.directory();
    String none = network.rewarded.replace("[201,204,206]", "[]").replace("[202]", "[]");
    directory.body(BASE + FakeDirectory.REWARDED, Utf8.encode(none));
    DirectoryOutput last = directory.run(SmallNetwork.session(BASE));
    assertEquals(TopologyFault.NO_REWARDED_GATEWAY, failed(last).fault());
  }

  @Test
  void listWithoutGatewaysLeavesNoneToChoose() {
    FakeDirectory directory = network.directory();
    directory.body(
        BASE + FakeDirectory.GATEWAYS + "0", SmallNetwork.page(network.gateways, 0, 0, 0));
    assertEquals(0, ready(directory.run(SmallNetwork.session(BASE))).entryGateways().size());
  }

  @Test
  void malformedNodesAreDroppedAndCounted() {
    FakeDirectory directory = network.directory();
    directory.body(
        BASE + FakeDirectory.GATEWAYS + "0",
        Utf8.encode(network.gateways.replace("\"performance\":\"0.9\"", "\"performance\":0.9")));
    DirectoryOutput.Ready ready = ready(directory.run(SmallNetwork.session(BASE)));
    assertEquals(1, ready.droppedNodes());
    assertEquals(5, ready.entryGateways().size());
  }

  @Test
  void sessionIsUsedOnce() {
    DirectorySession session = SmallNetwork.session(BASE);
    session.begin(0);
    assertThrows(IllegalStateException.class, () -> session.begin(0));
    assertThrows(IllegalArgumentException.class, () -> SmallNetwork.session());
  }

  private static DirectorySession limited(DirectoryLimits limits) {
    return new DirectorySession(List.of(BASE), TopologyFilter.DEFAULT, -1, 0, limits);
  }

  private static List<DirectoryOutput> drain(DirectorySession session) {
    List<DirectoryOutput> all = new ArrayList<>();
    for (DirectoryOutput out = session.poll(); out != null; out = session.poll()) {
      all.add(out);
    }
    return all;
  }

  private static DirectoryOutput.Ready ready(DirectoryOutput out) {
    return assertInstanceOf(DirectoryOutput.Ready.class, out, () -> "" + out);
  }

  private static DirectoryOutput.Failed failed(DirectoryOutput out) {
    return assertInstanceOf(DirectoryOutput.Failed.class, out);
  }
}
