package org.peapod.topology;

import java.util.List;

/** What a {@link DirectorySession} wants or has found. */
public sealed interface DirectoryOutput {
  /**
   * GET this document, without cache, accepting JSON.
   *
   * @param request the number to answer with
   * @param timeoutMs after this time answer with status 0
   */
  record Fetch(int request, String url, double timeoutMs) implements DirectoryOutput {}

  /**
   * The refresh succeeded; nothing follows.
   *
   * @param topology routable, filtered by performance
   * @param entryGateways all well-formed nodes of the gateway list, not filtered, by rising id
   * @param info when keys change
   * @param droppedNodes entries left out because they were malformed
   */
  record Ready(
      Topology topology, List<RoutingNode> entryGateways, KeyRotationInfo info, int droppedNodes)
      implements DirectoryOutput {}

  /**
   * Every base URL failed; nothing follows.
   *
   * @param fault of the last base URL
   * @param detail what happened at each base URL, for people
   */
  record Failed(TopologyFault fault, String detail) implements DirectoryOutput {}
}
