package org.peapod.gateway;

import org.peapod.json.JsonWriter;

/** The beginnings that requests and responses share. */
final class TextFrames {
  private TextFrames() {}

  /** An object with its type, left open. */
  static JsonWriter begin(String type) {
    return new JsonWriter().beginObject().key("type").value(type);
  }

  static String handshakePayload(int protocolVersion, byte[] data) {
    return begin("handshakePayload")
        .key("protocol_version")
        .value(protocolVersion)
        .key("data")
        .value(data)
        .endObject()
        .toString();
  }

  static String message(String type, String message) {
    return begin(type).key("message").value(message).endObject().toString();
  }
}
