package org.peapod.topology;

import java.util.Set;
import org.peapod.address.NodeIdentity;

/**
 * Which gateway a client wants (chapter 4, 4.9).
 *
 * @param identity the one and only, or {@code null} for any
 * @param requireTls only what can be reached by {@code wss://}; what a page served by https needs
 * @param minimumPerformance whole percent, inclusive
 * @param allowMixing whether a gateway that also declares mixing will do
 * @param tried gateways not to be taken again
 */
public record GatewayWish(
    NodeIdentity identity,
    boolean requireTls,
    int minimumPerformance,
    boolean allowMixing,
    Set<NodeIdentity> tried) {}
