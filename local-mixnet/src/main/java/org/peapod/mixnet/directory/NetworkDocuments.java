package org.peapod.mixnet.directory;

import org.peapod.json.JsonWriter;

/** Writes what does not change while a network runs (chapter 4, section 4.4.5). */
final class NetworkDocuments {
  private static final String NO_CHAIN = "http://127.0.0.1:9";

  private NetworkDocuments() {}

  /** {@code v1/api-status/health}. */
  static String health(double uptimeMs) {
    JsonWriter out = new JsonWriter().beginObject().key("status").value("up");
    out.key("chain_status").value("unknown");
    return out.key("uptime").value((long) Math.floor(uptimeMs / 1000)).endObject().toString();
  }

  /**
   * {@code v1/network/details}. A local network has no chain: contract addresses are null, and the
   * chain's URLs point at the discard port.
   */
  static String details(String apiUrl) {
    JsonWriter out = new JsonWriter().beginObject().key("connected_nyxd").value(NO_CHAIN);
    out.key("network").beginObject().key("network_name").value("local");
    out.key("chain_details").beginObject().key("bech32_account_prefix").value("n");
    denomination(out.key("mix_denom"), "unym", "nym");
    denomination(out.key("stake_denom"), "unyx", "nyx");
    out.endObject().key("endpoints").beginArray().beginObject();
    out.key("nyxd_url").value(NO_CHAIN).key("websocket_url").value((String) null);
    out.key("api_url").value(apiUrl + "/").endObject().endArray();
    contracts(out.key("contracts"));
    out.key("nym_vpn_api_url").value((String) null);
    out.key("nym_api_urls").beginArray().beginObject().key("url").value(apiUrl + "/");
    out.key("front_hosts").value((String) null).endObject().endArray();
    out.key("nym_vpn_api_urls").value((String) null);
    return out.endObject().endObject().toString();
  }

  private static void denomination(JsonWriter out, String base, String display) {
    out.beginObject().key("base").value(base).key("display").value(display);
    out.key("display_exponent").value(6).endObject();
  }

  private static void contracts(JsonWriter out) {
    out.beginObject();
    for (String name :
        new String[] {
          "mixnet", "vesting", "performance", "ecash", "group", "multisig", "coconut_dkg"
        }) {
      out.key(name + "_contract_address").value((String) null);
    }
    out.endObject();
  }
}
