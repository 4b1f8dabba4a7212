package org.peapod.mixnet.simulation;

/**
 * How the simulated wires behave.
 *
 * @param clientLatencyMs one way between a client and its gateway or the directory; frames of one
 *     connection keep their order, as on TCP
 * @param nodeLatencyMs one way between two nodes, at least
 * @param nodeJitterMs added to it, uniform from 0 to this: packets overtake each other
 * @param nodeLoss probability that a packet between two nodes is lost, 0 to 1
 */
public record LinkConditions(
    double clientLatencyMs, double nodeLatencyMs, double nodeJitterMs, double nodeLoss) {
  /** 10 ms to the gateway, 5 to 15 ms between nodes, no loss. */
  public static final LinkConditions CALM = new LinkConditions(10, 5, 10, 0);

  /** Checks the ranges. */
  public LinkConditions {
    if (clientLatencyMs < 0 || nodeLatencyMs < 0 || nodeJitterMs < 0) {
      throw new IllegalArgumentException("latencies are not negative");
    }
    if (nodeLoss < 0 || nodeLoss > 1) {
      throw new IllegalArgumentException("a probability is 0 to 1, got " + nodeLoss);
    }
  }

  /** The same with another probability of loss between nodes. */
  public LinkConditions withNodeLoss(double probability) {
    return new LinkConditions(clientLatencyMs, nodeLatencyMs, nodeJitterMs, probability);
  }
}
