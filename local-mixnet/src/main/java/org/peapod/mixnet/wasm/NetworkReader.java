package org.peapod.mixnet.wasm;

import java.util.List;
import org.peapod.bytes.Result;
import org.peapod.client.ConfigFault;
import org.peapod.crypto.Entropy;
import org.peapod.gateway.GatewayProtocol;
import org.peapod.json.Json;
import org.peapod.mixnet.directory.EpochSchedule;
import org.peapod.mixnet.network.MixnetConfig;
import org.peapod.mixnet.network.SeededEntropy;
import org.peapod.mixnet.node.GatewayConfig;

/**
 * Reads the shape of a network from JSON: an object of whole numbers (docs/testing-boundary.md). An
 * unknown key, another type or a value out of range is a fault that names the key.
 */
final class NetworkReader {
  private static final List<String> KEYS =
      List.of(
          "gateways",
          "mixNodesPerLayer",
          "seed",
          "epochMs",
          "validityEpochs",
          "gatewayProtocol",
          "bandwidthPerClaim");

  /** The largest whole number that JavaScript tells from its neighbours. */
  private static final long MAX_SAFE = (1L << 53) - 1;

  private static final long MAX_EPOCH_MS = 1_000_000_000_000L;

  private final Json document;
  private ConfigFault fault;

  private NetworkReader(Json document) {
    this.document = document;
  }

  /**
   * The network that UTF-8 JSON describes, or what is wrong with it.
   *
   * @param entropy where keys come from when there is no seed
   */
  static Result<HostedNetwork> read(byte[] utf8, Entropy entropy) {
    Result<Json> parsed = Json.parse(utf8);
    if (parsed.isFault() || !parsed.value().is(Json.Kind.OBJECT)) {
      return Result.fault(new ConfigFault("", "a JSON object", "something else"));
    }
    return new NetworkReader(parsed.value()).read(entropy);
  }

  private Result<HostedNetwork> read(Entropy entropy) {
    for (String key : document.keys()) {
      if (!KEYS.contains(key)) {
        refuse("", "only the keys " + String.join(", ", KEYS), key);
      }
    }
    long seed = whole("seed", -1, 0, MAX_SAFE);
    MixnetConfig shape = shape();
    if (fault != null) {
      return Result.fault(fault);
    }
    return Result.ok(new HostedNetwork(shape, seed < 0 ? entropy : new SeededEntropy(seed)));
  }

  private MixnetConfig shape() {
    MixnetConfig usual = MixnetConfig.STANDARD;
    EpochSchedule epochs = usual.schedule();
    GatewayConfig gateway = usual.gateway();
    int version = gateway.protocolVersion();
    return usual
        .withGateways((int) whole("gateways", usual.gateways(), 1, 100))
        .withMixNodesPerLayer((int) whole("mixNodesPerLayer", usual.mixNodesPerLayer(), 1, 100))
        .withSchedule(
            new EpochSchedule(
                epochs.firstEpochId(),
                whole("epochMs", (long) epochs.epochMs(), 1000, MAX_EPOCH_MS),
                (int) whole("validityEpochs", epochs.validityEpochs(), 2, 1000),
                epochs.initialEpochId()))
        .withGateway(
            gateway
                .withProtocolVersion(
                    (int) whole("gatewayProtocol", version, GatewayProtocol.MIN_VERSION, version))
                .withFreeClaimBytes(
                    whole("bandwidthPerClaim", gateway.freeClaimBytes(), 0, MAX_SAFE)));
  }

  private long whole(String key, long usual, long least, long most) {
    Json value = document.get(key);
    if (value.isMissing()) {
      return usual;
    }
    long number = value.asLong(least - 1);
    if (number < least || number > most) {
      String got = value.is(Json.Kind.NUMBER) ? "the number " + value.asDouble(0) : "no number";
      refuse(key, "a whole number from " + least + " to " + most, got);
      return usual;
    }
    return number;
  }

  private void refuse(String key, String expected, String got) {
    fault = fault == null ? new ConfigFault(key, expected, got) : fault;
  }
}
