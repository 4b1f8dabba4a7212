package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peapod.bytes.Utf8;
import org.peapod.traffic.OfficialNetwork;

/** A gateway with a host name and an address has two URLs, and the first may lead nowhere. */
class GatewayUrlsTest {
  private static final String GATEWAY = OfficialNetwork.client("alice").gateway().toString();

  private final ScriptedHost host = new ScriptedHost(ScriptedHost.config(GATEWAY));

  /** The stock client in the browser knows a second URL and never tries it. */
  @Test
  void newClientTriesTheAddressWhereTheHostNameLeadsNowhere() {
    host.directoryAnswers = false;
    host.start();
    for (ClientOutput.Fetch fetch : host.all(ClientOutput.Fetch.class)) {
      String document = Utf8.decode(OfficialNetwork.document(fetch.url()));
      host.answers(
          fetch.request(),
          Utf8.encode(
              document.replace("\"hostname\":null", "\"hostname\":\"gateway.example.org\"")));
    }
    assertEquals(List.of("gateway.example.org"), hosts());
    host.closes();
    assertNull(host.startFault());
    assertEquals(List.of("gateway.example.org", "127.0.0.1"), hosts());
    host.closes();
    assertEquals(ClientFault.GATEWAY_UNREACHABLE, host.startFault());
  }

  private List<String> hosts() {
    return host.urls().stream()
        .map(url -> url.substring(url.indexOf("//") + 2, url.lastIndexOf(':')))
        .toList();
  }
}
