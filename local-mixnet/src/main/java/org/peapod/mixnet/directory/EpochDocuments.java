package org.peapod.mixnet.directory;

import java.util.List;
import org.peapod.json.JsonWriter;

/** Writes what depends on the epoch alone (chapter 4, sections 4.4.3 to 4.4.5). */
final class EpochDocuments {
  private static final int EPOCHS_IN_INTERVAL = 720;

  private EpochDocuments() {}

  /** Number of the present epoch inside its interval, which {@code epoch_id} queries compare. */
  static long idInInterval(Epoch epoch) {
    return epoch.id() % EPOCHS_IN_INTERVAL;
  }

  /** An Interval object. */
  static void interval(JsonWriter out, Epoch epoch) {
    out.beginObject().key("id").value(epoch.id() / EPOCHS_IN_INTERVAL);
    out.key("epochs_in_interval").value(EPOCHS_IN_INTERVAL);
    out.key("current_epoch_start").value(WireTime.rfc3339(epoch.startWallMs()));
    out.key("current_epoch_id").value(idInInterval(epoch));
    out.key("epoch_length");
    duration(out, epoch.schedule().epochMs());
    out.key("total_elapsed_epochs").value(epoch.id()).endObject();
  }

  /** {@code v1/epoch/current}. */
  static String current(Epoch epoch) {
    JsonWriter out = new JsonWriter();
    interval(out, epoch);
    return out.toString();
  }

  /** {@code v1/nym-nodes/rewarded-set}. */
  static String rewardedSet(List<ListedNode> nodes, Epoch epoch) {
    JsonWriter out = new JsonWriter().beginObject().key("epoch_id").value(epoch.id());
    ids(out.key("entry_gateways"), nodes, NodeRole.ENTRY_GATEWAY);
    ids(out.key("exit_gateways"), nodes, NodeRole.EXIT_GATEWAY);
    ids(out.key("layer1"), nodes, NodeRole.LAYER_1);
    ids(out.key("layer2"), nodes, NodeRole.LAYER_2);
    ids(out.key("layer3"), nodes, NodeRole.LAYER_3);
    ids(out.key("standby"), nodes, NodeRole.STANDBY);
    return out.endObject().toString();
  }

  /** {@code v1/epoch/key-rotation-info}. */
  static String keyRotationInfo(Epoch epoch) {
    EpochSchedule schedule = epoch.schedule();
    long rotation = epoch.rotationId();
    long start = schedule.rotationStart(rotation);
    JsonWriter out = new JsonWriter().beginObject().key("key_rotation_state").beginObject();
    out.key("validity_epochs").value(schedule.validityEpochs());
    out.key("initial_epoch_id").value(schedule.initialEpochId()).endObject();
    out.key("current_absolute_epoch_id").value(epoch.id());
    out.key("current_epoch_start").value(WireTime.rfc3339(epoch.startWallMs()));
    out.key("epoch_duration");
    duration(out, schedule.epochMs());
    out.key("progress").beginObject().key("current_key_rotation_id").value(rotation);
    out.key("current_rotation_starting_epoch").value(start);
    out.key("current_rotation_ending_epoch").value(start + schedule.validityEpochs() - 1);
    return out.endObject().endObject().toString();
  }

  private static void duration(JsonWriter out, double ms) {
    long seconds = (long) Math.floor(ms / 1000);
    long nanos = (long) (ms - seconds * 1000.0) * 1_000_000;
    out.beginObject().key("secs").value(seconds).key("nanos").value(nanos).endObject();
  }

  private static void ids(JsonWriter out, List<ListedNode> nodes, NodeRole role) {
    out.beginArray();
    for (ListedNode node : nodes) {
      if (node.role() == role) {
        out.value(node.nodeId());
      }
    }
    out.endArray();
  }
}
