package org.peapod.mixnet.wasm;

import java.util.List;
import java.util.Map;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Utf8;
import org.peapod.json.JsonWriter;
import org.peapod.mixnet.directory.HttpAnswer;
import org.peapod.mixnet.directory.ListedNode;
import org.peapod.mixnet.network.MixnetStats;
import org.peapod.mixnet.node.NodeOutput;

/** Encodes what a network gives its host (docs/testing-boundary.md): one byte of kind, fields. */
final class OutputWriter {
  static final int SEND_TEXT = 1;
  static final int SEND_BINARY = 2;
  static final int PING = 3;
  static final int CLOSE_SOCKET = 4;
  static final int SEND_PACKET = 5;
  static final int WAKE = 6;
  static final int HTTP_ANSWER = 7;
  static final int ACCEPTED = 8;
  static final int STATS = 9;
  static final int NODES = 10;
  static final int CLIENT = 11;
  static final int EVENT = 12;

  private OutputWriter() {}

  /** An output about a socket. */
  static byte[] socket(NodeOutput output) {
    if (output instanceof NodeOutput.SendBinary send) {
      return numbered(SEND_BINARY, send.connection(), send.frame());
    } else if (output instanceof NodeOutput.SendText send) {
      return numbered(SEND_TEXT, send.connection(), Utf8.encode(send.text()));
    } else if (output instanceof NodeOutput.Ping ping) {
      return numbered(PING, ping.connection(), ping.payload());
    } else if (output instanceof NodeOutput.CloseSocket close) {
      return numbered(CLOSE_SOCKET, close.connection(), new byte[0]);
    }
    throw new IllegalArgumentException("not an output about a socket: " + output);
  }

  /** A packet from one node to another. */
  static byte[] packet(int from, int to, byte[] framed) {
    return start(SEND_PACKET, 4 + framed.length).u16(from).u16(to).bytes(framed).finish();
  }

  /** When to wake the network. */
  static byte[] wake(double atMs) {
    return start(WAKE, 8).u64(Double.doubleToRawLongBits(atMs)).finish();
  }

  /** The directory's answer to a request. */
  static byte[] http(int request, HttpAnswer answer) {
    JsonWriter json = new JsonWriter().beginObject();
    json.key("content-type").value(answer.contentType());
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      json.key(header.getKey()).value(header.getValue());
    }
    byte[] headers = Utf8.encode(json.endObject().toString());
    return start(HTTP_ANSWER, 8 + headers.length + answer.body().length)
        .u32(request)
        .u16(answer.status())
        .u16(headers.length)
        .bytes(headers)
        .bytes(answer.body())
        .finish();
  }

  /** The number of a connection just opened. */
  static byte[] accepted(int connection) {
    return numbered(ACCEPTED, connection, new byte[0]);
  }

  /** On which connection a client is; 0 for none. */
  static byte[] client(int connection) {
    return numbered(CLIENT, connection, new byte[0]);
  }

  /** The counters, as JSON whose keys are the names of the record's components. */
  static byte[] stats(MixnetStats stats) {
    JsonWriter json = new JsonWriter().beginObject();
    json.key("packetsIn").value(stats.packetsIn());
    json.key("packetsOut").value(stats.packetsOut());
    json.key("pushedPayloads").value(stats.pushedPayloads());
    json.key("storedPayloads").value(stats.storedPayloads());
    json.key("liveClients").value(stats.liveClients());
    json.key("registeredClients").value(stats.registeredClients());
    json.key("dropped").beginObject();
    for (Map.Entry<String, Long> reason : stats.dropped().entrySet()) {
      json.key(reason.getKey()).value(reason.getValue());
    }
    return text(STATS, json.endObject().endObject().toString());
  }

  /** All nodes as a JSON list; {@code layer} is 0 for gateways. */
  static byte[] nodes(List<ListedNode> nodes) {
    JsonWriter json = new JsonWriter().beginArray();
    for (ListedNode node : nodes) {
      json.beginObject().key("id").value(node.nodeId());
      json.key("identity").value(node.identity());
      json.key("layer").value(node.role().layer()).endObject();
    }
    return text(NODES, json.endArray().toString());
  }

  /** Something that happened to a packet. */
  static byte[] event(PacketEvent event) {
    byte[] reason = Utf8.encode(event.reason());
    return start(EVENT, 17 + reason.length)
        .u8(event.kind().ordinal())
        .u64(Double.doubleToRawLongBits(event.monoMs()))
        .u16(event.node())
        .u16(event.peer())
        .u32(event.length())
        .bytes(reason)
        .finish();
  }

  private static byte[] numbered(int kind, int number, byte[] rest) {
    return start(kind, 4 + rest.length).u32(number).bytes(rest).finish();
  }

  private static byte[] text(int kind, String text) {
    byte[] bytes = Utf8.encode(text);
    return start(kind, bytes.length).bytes(bytes).finish();
  }

  private static ByteWriter start(int kind, int bodyLen) {
    return new ByteWriter(1 + bodyLen).u8(kind);
  }
}
