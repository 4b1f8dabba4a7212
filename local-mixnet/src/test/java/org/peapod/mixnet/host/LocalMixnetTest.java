package org.peapod.mixnet.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.peapod.address.NodeAddress;
import org.peapod.bytes.Base58;
import org.peapod.bytes.ByteWriter;
import org.peapod.gateway.ClientKeys;
import org.peapod.gateway.ForwardRequest;
import org.peapod.gateway.GatewayRequest;
import org.peapod.gateway.GatewayRequests;
import org.peapod.gateway.GatewayResponse;
import org.peapod.json.Json;
import org.peapod.mixnet.network.MixnetConfig;
import org.peapod.sphinx.PacketSize;
import org.peapod.sphinx.SphinxBuilder;
import org.peapod.sphinx.SphinxHop;

/** A network with real sockets, used as a client would that knows only the directory's URL. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LocalMixnetTest {
  private static final SystemEntropy ENTROPY = new SystemEntropy();

  private final HttpClient http = HttpClient.newHttpClient();
  private final ClientKeys keys = ClientKeys.fromSeed(ENTROPY.bytes(32));

  @Test
  void packetSentOverARealSocketComesBackThroughTheNetwork() throws Exception {
    try (LocalMixnet mixnet = LocalMixnet.start(LocalMixnetConfig.of(MixnetConfig.STANDARD))) {
      Json gateways = document(mixnet, "/v2/unstable/nym-nodes/skimmed/entry-gateways?page=0");
      Json gateway = gateways.get("nodes").get("data").at(1);
      RealClient client = connect(gateway);
      client.register(gateway.get("ed25519_identity_pubkey").asText());
      assertEquals(new GatewayResponse.Register(6, true, false), client.response());
      client.say(GatewayRequests.write(new GatewayRequest.ClaimFreeBandwidth()));
      assertEquals(new GatewayResponse.Bandwidth(68_719_476_736L, false), client.response());

      byte[] body = ENTROPY.bytes(1643);
      client.forward(loop(mixnet, gateway, body));
      assertEquals(new GatewayResponse.Send(68_719_474_323L, false), client.response());
      byte[] first = client.pushed();
      byte[] second = client.pushed();
      byte[] message = first.length == 21 ? second : first;
      assertArrayEquals(body, message);
      assertEquals(21 + 1643, first.length + second.length);
      assertEquals(8, mixnet.stats().packetsIn());
      assertEquals(0, mixnet.stats().totalDropped());
      client.close();
    }
  }

  @Test
  void refusedClientIsToldAndDroppedWithoutACloseFrame() throws Exception {
    try (LocalMixnet mixnet = LocalMixnet.start(LocalMixnetConfig.of(MixnetConfig.STANDARD))) {
      RawSocket client = new RawSocket(mixnet.gateways().get(0).url());
      client.say(RawSocket.TEXT, "{\"type\":\"supportedProtocol\"}");
      assertEquals("{\"type\":\"supportedProtocol\",\"version\":6}", client.next());
      client.say(RawSocket.TEXT, "nonsense");
      assertTrue(client.next().startsWith("{\"type\":\"error\""));
      assertNull(client.next());
      client.close();
    }
  }

  @Test
  void pingBeforeAuthenticationEndsTheConnection() throws Exception {
    try (LocalMixnet mixnet = LocalMixnet.start(LocalMixnetConfig.of(MixnetConfig.STANDARD))) {
      RawSocket client = new RawSocket(mixnet.gateways().get(0).url());
      client.say(RawSocket.PING, "abc");
      assertTrue(client.next().contains("without prior authentication"));
      assertNull(client.next());
      client.close();
    }
  }

  @Test
  void clientThatVanishesIsForgotten() throws Exception {
    try (LocalMixnet mixnet = LocalMixnet.start(LocalMixnetConfig.of(MixnetConfig.STANDARD))) {
      LocalMixnet.GatewayEntry gateway = mixnet.gateways().get(0);
      RealClient client = new RealClient(http, gateway.url(), keys);
      client.register(gateway.identity());
      assertEquals(1, mixnet.stats().liveClients());
      client.abort();
      while (mixnet.stats().liveClients() > 0) {
        Thread.onSpinWait();
      }
      assertEquals(1, mixnet.stats().registeredClients());
    }
  }

  @Test
  void directoryAnswersWithItsHeaders() throws Exception {
    try (LocalMixnet mixnet = LocalMixnet.start(LocalMixnetConfig.of(MixnetConfig.STANDARD))) {
      HttpResponse<String> answer = get(mixnet.nymApi() + "/v1/epoch/current");
      assertEquals(200, answer.statusCode());
      assertEquals("*", answer.headers().firstValue("access-control-allow-origin").get());
      assertEquals("application/json", answer.headers().firstValue("content-type").get());
      assertEquals(404, get(mixnet.nymApi() + "/v1/none").statusCode());
      long before = document(mixnet, "/v1/epoch/current").get("total_elapsed_epochs").asLong(0);
      mixnet.startNextEpoch();
      long after = document(mixnet, "/v1/epoch/current").get("total_elapsed_epochs").asLong(0);
      assertEquals(before + 1, after);
    }
  }

  @Test
  void sameSeedGivesTheSameIdentities() throws Exception {
    List<String> identities = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try (LocalMixnet mixnet =
          LocalMixnet.start(LocalMixnetConfig.seeded(MixnetConfig.STANDARD, 5))) {
        identities.add(mixnet.gateways().get(0).identity());
      }
    }
    assertEquals(identities.get(0), identities.get(1));
  }

  @Test
  void stoppedNetworkLeavesNoThread() throws Exception {
    for (int i = 0; i < 3; i++) {
      LocalMixnet mixnet = LocalMixnet.start(LocalMixnetConfig.of(MixnetConfig.STANDARD));
      RealClient client = new RealClient(http, mixnet.gateways().get(0).url(), keys);
      client.register(mixnet.gateways().get(0).identity());
      assertTrue(ownThreads() > 0);
      mixnet.close();
      client.abort();
    }
    // A stopped thread may take a moment to disappear from the list.
    while (ownThreads() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void networkOfOneGatewayAndOneNodePerLayerRuns() throws Exception {
    MixnetConfig least = MixnetConfig.STANDARD.withGateways(1).withMixNodesPerLayer(1);
    try (LocalMixnet mixnet = LocalMixnet.start(LocalMixnetConfig.of(least))) {
      String line = Main.ready(mixnet, null);
      Json ready = Json.parse(line).value();
      assertEquals(List.of("nymApi", "gateways", "site"), ready.keys());
      assertEquals(mixnet.nymApi(), ready.get("nymApi").asText());
      assertEquals(mixnet.gateways().get(0).url(), ready.get("gateways").at(0).get("ws").asText());
      assertTrue(line.indexOf('\n') < 0);
    }
  }

  private static long ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("vert.x"))
        .count();
  }

  private RealClient connect(Json gateway) {
    String ip = gateway.get("ip_addresses").at(0).asText();
    long port = gateway.get("entry").get("ws_port").asLong(-1);
    return new RealClient(http, "ws://" + ip + ":" + port + "/", keys);
  }

  /** A packet to the client itself, with its acknowledgement. */
  private ForwardRequest loop(LocalMixnet mixnet, Json gateway, byte[] body) throws Exception {
    Json mixes =
        document(mixnet, "/v2/unstable/nym-nodes/skimmed/mixnodes/active?page=0")
            .get("nodes")
            .get("data");
    List<Json> route = new ArrayList<>();
    for (int layer = 1; layer <= 3; layer++) {
      for (int i = 0; i < mixes.size() && route.size() < layer; i++) {
        if (mixes.at(i).get("role").get("Mixnode").get("layer").asLong(0) == layer) {
          route.add(mixes.at(i));
        }
      }
    }
    route.add(gateway);
    NodeAddress first = address(route.get(0));
    byte[] ack = packet(route, ENTROPY.bytes(21), PacketSize.ACK);
    byte[] plaintext = new ByteWriter(2048).bytes(first.padded(19)).bytes(ack).bytes(body).finish();
    // Rotation 41, with which every network starts, is odd.
    return ForwardRequest.ofSphinx(
        1, first.unpadded(), packet(route, plaintext, PacketSize.REGULAR));
  }

  private byte[] packet(List<Json> route, byte[] plaintext, PacketSize size) {
    List<SphinxHop> hops = new ArrayList<>();
    for (Json node : route) {
      byte[] key = Base58.decode(node.get("x25519_sphinx_pubkey").asText(), 32);
      hops.add(new SphinxHop(address(node).padded(32), key));
    }
    long[] delays = {5_300_000, 0, 1_000, 0};
    return SphinxBuilder.build(hops, delays, keys.publicKey(), plaintext, size, ENTROPY);
  }

  private static NodeAddress address(Json node) {
    return NodeAddress.parse(
            node.get("ip_addresses").at(0).asText(), (int) node.get("mix_port").asLong(-1))
        .value();
  }

  private Json document(LocalMixnet mixnet, String route) throws Exception {
    return Json.parse(get(mixnet.nymApi() + route).body()).value();
  }

  private HttpResponse<String> get(String url) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
