package org.peapod.topology;

import java.util.ArrayList;
import java.util.List;
import org.peapod.bytes.Result;
import org.peapod.json.Json;

/** Reads the rewarded set (chapter 4, 4.4.3). */
final class RewardedSetReader {
  private static final String[] LISTS = {
    "entry_gateways", "exit_gateways", "layer1", "layer2", "layer3", "standby"
  };

  private RewardedSetReader() {}

  /** The set of a parsed document with at most {@code maxNodes} ids in each list. */
  static Result<RewardedSet> read(Json document, int maxNodes) {
    Json epoch = document.get("epoch_id");
    if (!epoch.is(Json.Kind.ABSENT) && !epoch.isUnsigned(NodeReader.U32_MAX)) {
      return Result.fault(TopologyFault.BAD_REWARDED_SET);
    }
    List<List<Long>> lists = new ArrayList<>();
    for (String name : LISTS) {
      Json list = document.get(name);
      if (list.size() > maxNodes) {
        return Result.fault(TopologyFault.TOO_MANY_NODES);
      }
      List<Long> ids = ids(list);
      if (ids == null) {
        return Result.fault(TopologyFault.BAD_REWARDED_SET);
      }
      lists.add(ids);
    }
    return Result.ok(
        new RewardedSet(
            epoch.asLong(0),
            lists.get(0),
            lists.get(1),
            lists.get(2),
            lists.get(3),
            lists.get(4),
            lists.get(5)));
  }

  private static List<Long> ids(Json list) {
    if (!list.is(Json.Kind.ARRAY)) {
      return null;
    }
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (!list.at(i).isUnsigned(NodeReader.U32_MAX)) {
        return null;
      }
      ids.add(list.at(i).asLong(0));
    }
    return ids;
  }
}
