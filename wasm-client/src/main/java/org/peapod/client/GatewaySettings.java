package org.peapod.client;

/**
 * Which gateway a client connects to (chapter 4, 4.9).
 *
 * @param identity base58 identity of the only gateway that will do, or {@code null} for any
 * @param requireTls only wss gateways; what an https page needs
 * @param choice how one of several is chosen
 * @param probed how many gateways {@link GatewayPreference#LATENCY} measures, 2 to 20; each of them
 *     learns this client's IP address
 * @param allowMixing whether a gateway that also declares mixing will do
 */
public record GatewaySettings(
    String identity,
    boolean requireTls,
    GatewayPreference choice,
    int probed,
    boolean allowMixing) {
  /** Any gateway, at random, with or without TLS. */
  public static final GatewaySettings DEFAULT =
      new GatewaySettings(null, false, GatewayPreference.RANDOM, 10, true);
}
