package org.peapod.nodetest;

import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;
import org.peapod.json.Json;
import org.peapod.json.JsonWriter;
import org.peapod.topology.RoutingNode;

/**
 * The content of a test packet: compact JSON in the form of the stock tester.
 *
 * @param identity base58 identity of the tested node
 * @param id number of the packet, from 1
 * @param testId number of the test
 */
record TestMessage(String identity, long id, long testId) {
  private static final long U32_MAX = 0xffffffffL;

  static byte[] write(RoutingNode node, int id, int total, int testId) {
    JsonWriter out = new JsonWriter().beginObject().key("tested_node").beginObject();
    out.key("encoded_identity").value(node.identity().toString());
    out.key("node_id").value(node.nodeId()).key("type").value("mixnode").endObject();
    out.key("msg_id").value(id).key("total_msgs").value(total).key("test_id").value(testId);
    return Utf8.encode(out.endObject().toString());
  }

  /** The message of these bytes, or {@code null} when they are something else. */
  static TestMessage parse(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != '{') {
      return null;
    }
    Result<Json> parsed = Json.parse(bytes);
    if (parsed.isFault()) {
      return null;
    }
    Json message = parsed.value();
    String identity = message.get("tested_node").get("encoded_identity").asText();
    Json id = message.get("msg_id");
    Json testId = message.get("test_id");
    boolean complete = identity != null && id.isUnsigned(U32_MAX) && testId.isUnsigned(U32_MAX);
    return complete ? new TestMessage(identity, id.asLong(0), testId.asLong(0)) : null;
  }
}
