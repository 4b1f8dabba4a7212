package org.peapod.mixnet.directory;

import java.util.ArrayList;
import java.util.List;
import org.peapod.json.JsonWriter;

/** Writes the skimmed node pages (chapter 4, sections 4.4.1 and 4.4.2), keys in the real order. */
final class NodePages {
  private NodePages() {}

  /** Which nodes a page shows. */
  enum Selection {
    /** Every node. */
    ALL,
    /** Declares mixing and has any place in the rewarded set. */
    ACTIVE_MIXING,
    /** Declares mixing. */
    MIXING,
    /** Declares entry. */
    ENTRY,
    /** Declares both exit functions. */
    EXIT;

    boolean includes(ListedNode node) {
      return switch (this) {
        case ALL -> true;
        case ACTIVE_MIXING -> node.declaresMixing() && node.role() != NodeRole.INACTIVE;
        case MIXING -> node.declaresMixing();
        case ENTRY -> node.declaresEntry();
        case EXIT -> node.declaresExit();
      };
    }
  }

  /** Page 0 with every selected node; paging parameters have no effect, as in real directories. */
  static String page(List<ListedNode> nodes, Selection selection, Epoch epoch, double wallMs) {
    List<ListedNode> chosen = new ArrayList<>();
    for (ListedNode node : nodes) {
      if (selection.includes(node)) {
        chosen.add(node);
      }
    }
    JsonWriter out = new JsonWriter().beginObject();
    out.key("metadata").beginObject().key("status");
    if (selection == Selection.ALL) {
      out.value((String) null);
    } else {
      out.beginObject().key("fresh");
      EpochDocuments.interval(out, epoch);
      out.endObject();
    }
    endMetadata(out, epoch, wallMs);
    return nodes(out, chosen).endObject().toString();
  }

  /** The answer to a caller who already holds this epoch's page. */
  static String noUpdates(Epoch epoch, double wallMs) {
    JsonWriter out = new JsonWriter().beginObject();
    out.key("metadata").beginObject().key("status").value("no-updates");
    endMetadata(out, epoch, wallMs);
    return nodes(out, new ArrayList<>()).endObject().toString();
  }

  private static void endMetadata(JsonWriter out, Epoch epoch, double wallMs) {
    out.key("absolute_epoch_id").value(epoch.id());
    out.key("rotation_id").value(epoch.rotationId());
    out.key("refreshed_at").value(WireTime.refreshedAt(wallMs)).endObject();
  }

  private static JsonWriter nodes(JsonWriter out, List<ListedNode> nodes) {
    out.key("nodes").beginObject().key("pagination").beginObject();
    out.key("total").value(nodes.size()).key("page").value(0);
    out.key("size").value(nodes.size()).endObject();
    out.key("data").beginArray();
    for (ListedNode node : nodes) {
      node(out, node);
    }
    return out.endArray().endObject();
  }

  private static void node(JsonWriter out, ListedNode node) {
    out.beginObject().key("node_id").value(node.nodeId());
    out.key("ed25519_identity_pubkey").value(node.identity());
    out.key("ip_addresses").beginArray().value(node.ip()).endArray();
    out.key("mix_port").value(node.mixPort());
    out.key("x25519_sphinx_pubkey").value(node.sphinxKey());
    role(out.key("role"), node.role());
    out.key("supported_roles").beginObject();
    out.key("mixnode").value(node.declaresMixing()).key("entry").value(node.declaresEntry());
    out.key("exit_nr").value(node.declaresExit());
    out.key("exit_ipr").value(node.declaresExit()).endObject();
    entry(out.key("entry"), node);
    out.key("performance").value(node.performance()).endObject();
  }

  private static void role(JsonWriter out, NodeRole role) {
    if (role.layer() == 0) {
      out.value(role.wireName());
      return;
    }
    out.beginObject().key(role.wireName()).beginObject();
    out.key("layer").value(role.layer()).endObject().endObject();
  }

  private static void entry(JsonWriter out, ListedNode node) {
    if (!node.declaresEntry()) {
      out.value((String) null);
      return;
    }
    out.beginObject().key("hostname").value((String) null);
    out.key("ws_port").value(node.wsPort());
    out.key("wss_port").value((String) null).endObject();
  }
}
