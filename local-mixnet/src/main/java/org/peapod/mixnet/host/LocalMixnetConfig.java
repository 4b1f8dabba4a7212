package org.peapod.mixnet.host;

import org.peapod.crypto.Entropy;
import org.peapod.mixnet.network.MixnetConfig;
import org.peapod.mixnet.network.SeededEntropy;
import org.peapod.mixnet.node.PacketObserver;

/**
 * How to start a network in this JVM.
 *
 * @param network its shape
 * @param entropy where all keys and nonces come from
 * @param observer sees every packet, on the network's own thread; or {@code null}
 * @param faults what goes wrong between nodes
 */
public record LocalMixnetConfig(
    MixnetConfig network, Entropy entropy, PacketObserver observer, LinkFaults faults) {

  /** A network of this shape with keys from the operating system's generator. */
  public static LocalMixnetConfig of(MixnetConfig network) {
    return new LocalMixnetConfig(network, new SystemEntropy(), null, LinkFaults.NONE);
  }

  /** A network of this shape whose keys follow from a seed; anybody can compute them. */
  public static LocalMixnetConfig seeded(MixnetConfig network, long seed) {
    return new LocalMixnetConfig(network, new SeededEntropy(seed), null, LinkFaults.NONE);
  }

  /** The same with an observer. */
  public LocalMixnetConfig withObserver(PacketObserver other) {
    return new LocalMixnetConfig(network, entropy, other, faults);
  }

  /** The same with other wires between the nodes. */
  public LocalMixnetConfig withFaults(LinkFaults other) {
    return new LocalMixnetConfig(network, entropy, observer, other);
  }
}
