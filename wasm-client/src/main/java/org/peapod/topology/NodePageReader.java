package org.peapod.topology;

import java.util.ArrayList;
import java.util.List;
import org.peapod.bytes.Result;
import org.peapod.json.Json;

/** Reads node pages of version 2 (chapter 4, 4.4.1 and 4.4.2). */
final class NodePageReader {
  private NodePageReader() {}

  /** The page of a parsed document with at most {@code maxNodes} entries. */
  static Result<NodePage> read(Json document, int maxNodes) {
    Result<PageMetadata> metadata = metadata(document.get("metadata"));
    if (metadata.isFault()) {
      return metadata.castFault();
    }
    Json nodes = document.get("nodes");
    Json pagination = nodes.get("pagination");
    if (!pagination.get("total").isUnsigned(Long.MAX_VALUE)
        || !pagination.get("page").isUnsigned(NodeReader.U32_MAX)
        || !pagination.get("size").isUnsigned(Long.MAX_VALUE)) {
      return Result.fault(TopologyFault.BAD_PAGINATION);
    }
    Json data = nodes.get("data");
    if (!data.is(Json.Kind.ARRAY)) {
      return Result.fault(TopologyFault.BAD_NODE_LIST);
    }
    long total = pagination.get("total").asLong(0);
    if (total > maxNodes || data.size() > maxNodes) {
      return Result.fault(TopologyFault.TOO_MANY_NODES);
    }
    return Result.ok(new NodePage(metadata.value(), total, data.size(), wellFormed(data)));
  }

  private static List<RoutingNode> wellFormed(Json data) {
    List<RoutingNode> found = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      Result<RoutingNode> node = NodeReader.read(data.at(i));
      if (node.isOk()) {
        found.add(node.value());
      }
    }
    return found;
  }

  private static Result<PageMetadata> metadata(Json json) {
    Json status = json.get("status");
    boolean noUpdates = "no-updates".equals(status.asText());
    Interval interval = status.is(Json.Kind.OBJECT) ? interval(status) : null;
    boolean statusFits = status.isMissing() || noUpdates || interval != null;
    if (!statusFits
        || !json.get("absolute_epoch_id").isUnsigned(NodeReader.U32_MAX)
        || !json.get("rotation_id").isUnsigned(NodeReader.U32_MAX)
        || !json.get("refreshed_at").is(Json.Kind.STRING)) {
      return Result.fault(TopologyFault.BAD_METADATA);
    }
    TopologyMetadata topology =
        new TopologyMetadata(
            json.get("rotation_id").asLong(0),
            json.get("absolute_epoch_id").asLong(0),
            UtcTime.parseRefreshedAt(json.get("refreshed_at").asText()));
    return Result.ok(new PageMetadata(noUpdates, interval, topology));
  }

  private static Interval interval(Json status) {
    Json fresh = status.get("fresh");
    UtcTime start = UtcTime.parseRfc3339(fresh.get("current_epoch_start").asText());
    for (String name :
        new String[] {"id", "epochs_in_interval", "current_epoch_id", "total_elapsed_epochs"}) {
      if (!fresh.get(name).isUnsigned(NodeReader.U32_MAX)) {
        return null;
      }
    }
    Json length = fresh.get("epoch_length");
    boolean lengthFits =
        length.get("secs").isUnsigned(Long.MAX_VALUE)
            && length.get("nanos").isUnsigned(NodeReader.U32_MAX);
    if (status.size() != 1 || start == null || !lengthFits) {
      return null;
    }
    return new Interval(
        fresh.get("id").asLong(0),
        fresh.get("epochs_in_interval").asLong(0),
        start,
        fresh.get("current_epoch_id").asLong(0),
        length.get("secs").asLong(0),
        length.get("nanos").asLong(0),
        fresh.get("total_elapsed_epochs").asLong(0));
  }
}
