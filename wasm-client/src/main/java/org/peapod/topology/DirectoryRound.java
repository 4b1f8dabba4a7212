package org.peapod.topology;

import java.util.ArrayList;
import java.util.List;
import org.peapod.bytes.Result;
import org.peapod.json.Json;

/** The documents of one refresh from one base URL, as they come in (chapter 4, 4.5). */
final class DirectoryRound {
  private final DirectoryLimits limits;
  private NodeListing gateways;
  private NodeListing mixnodes;
  private RewardedSet rewardedSet;
  private KeyRotationInfo keyRotation;

  DirectoryRound(DirectoryLimits limits) {
    this.limits = limits;
    forgetNodes();
  }

  /** Drops everything that has to be of one epoch; the key rotation stays. */
  void forgetNodes() {
    gateways = new NodeListing(limits);
    mixnodes = new NodeListing(limits);
    rewardedSet = null;
  }

  /** The URL of what is still to be fetched of a document; {@code null} when it is there. */
  String nextUrl(DirectoryDocument document, String base) {
    switch (document) {
      case ENTRY_GATEWAYS:
        return gateways.isComplete()
            ? null
            : DirectoryUrls.entryGateways(base, gateways.nextPage());
      case ACTIVE_MIXNODES:
        return mixnodes.isComplete()
            ? null
            : DirectoryUrls.activeMixnodes(base, mixnodes.nextPage());
      case REWARDED_SET:
        return rewardedSet == null ? DirectoryUrls.rewardedSet(base) : null;
      default:
        return keyRotation == null ? DirectoryUrls.keyRotationInfo(base) : null;
    }
  }

  /** Takes an answer; the rule it breaks, or {@code null}. */
  TopologyFault accept(DirectoryDocument document, byte[] body) {
    if (body.length > limits.maxBodyLen()) {
      return TopologyFault.BODY_TOO_LARGE;
    }
    Result<Json> json = Json.parse(body);
    if (json.isFault()) {
      return TopologyFault.NOT_JSON;
    }
    switch (document) {
      case ENTRY_GATEWAYS:
        return acceptPage(gateways, json.value());
      case ACTIVE_MIXNODES:
        return acceptPage(mixnodes, json.value());
      case REWARDED_SET:
        Result<RewardedSet> set = RewardedSetReader.read(json.value(), limits.maxNodes());
        rewardedSet = set.isOk() ? set.value() : null;
        return (TopologyFault) set.fault();
      default:
        Result<KeyRotationInfo> info = KeyRotationReader.read(json.value());
        keyRotation = info.isOk() ? info.value() : null;
        return (TopologyFault) info.fault();
    }
  }

  private TopologyFault acceptPage(NodeListing listing, Json json) {
    Result<NodePage> page = NodePageReader.read(json, limits.maxNodes());
    if (page.isFault()) {
      return (TopologyFault) page.fault();
    }
    return page.value().metadata().noUpdates()
        ? TopologyFault.UNASKED_NO_UPDATES
        : listing.accept(page.value());
  }

  /** Whether every document is there. */
  boolean isComplete() {
    return gateways.isComplete()
        && mixnodes.isComplete()
        && rewardedSet != null
        && keyRotation != null;
  }

  /** Whether both node lists are of the same moment. */
  boolean listsAgree() {
    return mixnodes.metadata().agreesWith(gateways.metadata());
  }

  /** Whether the layers are of the same epoch as the nodes. */
  boolean epochsAgree() {
    return rewardedSet.epochId() == metadata().absoluteEpochId();
  }

  /** Rotation, epoch and age, from the mix node list. */
  TopologyMetadata metadata() {
    return mixnodes.metadata().topology();
  }

  /** What a complete round amounts to. */
  DirectoryOutput.Ready result(TopologyFilter filter) {
    List<RoutingNode> nodes = new ArrayList<>();
    nodes.addAll(RoutingNodes.performing(mixnodes.nodes(), filter.minimumMixPerformance()));
    nodes.addAll(RoutingNodes.performing(gateways.nodes(), filter.minimumGatewayPerformance()));
    return new DirectoryOutput.Ready(
        Topology.of(metadata(), rewardedSet, nodes),
        RoutingNodes.distinct(gateways.nodes()),
        keyRotation,
        gateways.malformed() + mixnodes.malformed());
  }
}
