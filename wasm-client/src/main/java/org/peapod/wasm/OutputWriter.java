package org.peapod.wasm;

import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Utf8;
import org.peapod.client.ClientOutput;
import org.peapod.client.ClientStats;
import org.peapod.client.RestoreFault;
import org.peapod.json.JsonWriter;

/**
 * Encodes the client's outputs for the binding (docs/boundary.md): one byte of kind, then fields.
 */
final class OutputWriter {
  static final int OPEN_SOCKET = 1;
  static final int SEND_TEXT = 2;
  static final int SEND_BINARY = 3;
  static final int CLOSE_SOCKET = 4;
  static final int FETCH = 5;
  static final int WAKE = 6;
  static final int STAGE = 7;
  static final int READY = 8;
  static final int RECEIVED = 9;
  static final int SENT = 10;
  static final int ACKNOWLEDGED = 11;
  static final int SEND_FAILED = 12;
  static final int START_FAILED = 13;
  static final int CLOSED = 14;
  static final int STATS = 15;
  static final int PROGRESS = 16;
  static final int TOPOLOGY = 17;
  static final int TOPOLOGY_ALARM = 18;
  static final int BANDWIDTH_REFUSED = 19;
  static final int STORE_SNAPSHOT = 20;
  static final int STORE_APPEND = 21;
  static final int RESUMED = 22;

  private static final int HAS_TAG = 1;
  private static final int AGAIN = 2;

  private OutputWriter() {}

  /** The byte string of one output; {@code null} for one that the binding does not know. */
  static byte[] write(ClientOutput output) {
    if (output instanceof ClientOutput.SendBinary send) {
      return numbered(SEND_BINARY, send.socket(), send.frame());
    } else if (output instanceof ClientOutput.Wake wake) {
      return start(WAKE, 8).u64(Double.doubleToRawLongBits(wake.atMs())).finish();
    } else if (output instanceof ClientOutput.Received received) {
      return received(received);
    } else if (output instanceof ClientOutput.Progress progress) {
      return progress(progress);
    } else if (output instanceof ClientOutput.Sent sent) {
      return numbered(SENT, sent.message(), new byte[0]);
    } else if (output instanceof ClientOutput.Acknowledged acknowledged) {
      return numbered(ACKNOWLEDGED, acknowledged.message(), new byte[0]);
    } else if (output instanceof ClientOutput.SendFailed failed) {
      return sendFailed(failed);
    }
    return writeConnection(output);
  }

  private static byte[] writeConnection(ClientOutput output) {
    if (output instanceof ClientOutput.OpenSocket open) {
      return numbered(OPEN_SOCKET, open.socket(), Utf8.encode(open.url()));
    } else if (output instanceof ClientOutput.SendText send) {
      return numbered(SEND_TEXT, send.socket(), Utf8.encode(send.text()));
    } else if (output instanceof ClientOutput.CloseSocket close) {
      return numbered(CLOSE_SOCKET, close.socket(), new byte[0]);
    } else if (output instanceof ClientOutput.Fetch fetch) {
      return fetch(fetch);
    } else if (output instanceof ClientOutput.StageChanged changed) {
      return start(STAGE, 1).u8(changed.stage().code()).finish();
    } else if (output instanceof ClientOutput.Ready ready) {
      byte[] address = Utf8.encode(ready.address());
      return start(READY, address.length).bytes(address).finish();
    } else if (output instanceof ClientOutput.TopologyChanged changed) {
      return topology(changed);
    } else if (output instanceof ClientOutput.TopologyAlarmed alarmed) {
      return reasoned(TOPOLOGY_ALARM, alarmed.code(), alarmed.explanation());
    } else if (output instanceof ClientOutput.BandwidthRefused refused) {
      byte[] detail = Utf8.encode(refused.detail());
      return start(BANDWIDTH_REFUSED, detail.length).bytes(detail).finish();
    }
    return writeEnd(output);
  }

  /** How a client ends: a failed start and a client that gave up are told the same way. */
  private static byte[] writeEnd(ClientOutput output) {
    if (output instanceof ClientOutput.StartFailed failed) {
      return reasoned(START_FAILED, failed.fault().name(), failed.detail());
    } else if (output instanceof ClientOutput.GaveUp gaveUp) {
      return reasoned(START_FAILED, gaveUp.fault().name(), gaveUp.detail());
    } else if (output instanceof ClientOutput.Closed) {
      return start(CLOSED, 0).finish();
    }
    return writeState(output);
  }

  private static byte[] writeState(ClientOutput output) {
    if (output instanceof ClientOutput.StoreSnapshot store) {
      return numbered(STORE_SNAPSHOT, store.number(), store.snapshot());
    } else if (output instanceof ClientOutput.StoreAppend store) {
      return numbered(STORE_APPEND, store.number(), store.records());
    } else if (output instanceof ClientOutput.Resumed resumed) {
      return start(RESUMED, 4 + 8)
          .u32(resumed.message())
          .u64(Double.doubleToRawLongBits(resumed.queuedWallMs()))
          .finish();
    }
    return NetworkOutputWriter.write(output);
  }

  /** How a start ends that could not even begin. */
  static byte[] startFailed(RestoreFault fault) {
    return reasoned(START_FAILED, fault.code().name(), fault.explanation());
  }

  /** The byte string of the counters: JSON whose keys are the names of the record's components. */
  static byte[] write(ClientStats stats) {
    JsonWriter json = new JsonWriter().beginObject();
    json.key("realSent").value(stats.realSent());
    json.key("coverSent").value(stats.coverSent());
    json.key("acksReceived").value(stats.acksReceived());
    json.key("coverAcksReceived").value(stats.coverAcksReceived());
    json.key("realReceived").value(stats.realReceived());
    json.key("coverReceived").value(stats.coverReceived());
    json.key("retransmitted").value(stats.retransmitted());
    json.key("messagesSent").value(stats.messagesSent());
    json.key("messagesReceived").value(stats.messagesReceived());
    json.key("dropped").value(stats.dropped());
    json.key("queuedPackets").value(stats.queuedPackets());
    json.key("unacknowledged").value(stats.unacknowledged());
    byte[] text = Utf8.encode(json.endObject().toString());
    return start(STATS, text.length).bytes(text).finish();
  }

  private static byte[] progress(ClientOutput.Progress progress) {
    return start(PROGRESS, 16)
        .u32(progress.message())
        .u32(progress.left())
        .u32(progress.acknowledged())
        .u32(progress.total())
        .finish();
  }

  private static byte[] topology(ClientOutput.TopologyChanged changed) {
    return start(TOPOLOGY, 12)
        .u32(changed.epoch())
        .u32(changed.rotation())
        .u32(changed.nodes())
        .finish();
  }

  private static byte[] fetch(ClientOutput.Fetch fetch) {
    byte[] url = Utf8.encode(fetch.url());
    return start(FETCH, 4 + 8 + url.length)
        .u32(fetch.request())
        .u64(Double.doubleToRawLongBits(fetch.timeoutMs()))
        .bytes(url)
        .finish();
  }

  private static byte[] received(ClientOutput.Received received) {
    byte[] tag = received.senderTag() == null ? new byte[0] : received.senderTag();
    int flags = (tag.length == 0 ? 0 : HAS_TAG) | (received.again() ? AGAIN : 0);
    return start(RECEIVED, 1 + 4 + tag.length + received.data().length)
        .u8(flags)
        .u32(received.id())
        .bytes(tag)
        .bytes(received.data())
        .finish();
  }

  private static byte[] sendFailed(ClientOutput.SendFailed failed) {
    byte[] reason = reason(failed.fault().name(), failed.detail());
    return numbered(SEND_FAILED, failed.message(), reason);
  }

  static byte[] reasoned(int kind, String name, String detail) {
    byte[] reason = reason(name, detail);
    return start(kind, reason.length).bytes(reason).finish();
  }

  /** A name, and a text for people. */
  static byte[] reason(String name, String detail) {
    byte[] code = Utf8.encode(name);
    byte[] text = Utf8.encode(detail);
    return new ByteWriter(1 + code.length + text.length)
        .u8(code.length)
        .bytes(code)
        .bytes(text)
        .finish();
  }

  static byte[] numbered(int kind, int number, byte[] rest) {
    return start(kind, 4 + rest.length).u32(number).bytes(rest).finish();
  }

  static ByteWriter start(int kind, int bodyLen) {
    return new ByteWriter(1 + bodyLen).u8(kind);
  }
}
