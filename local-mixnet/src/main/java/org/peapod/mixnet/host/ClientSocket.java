package org.peapod.mixnet.host;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;

/** A client's WebSocket as the loop writes to it. */
final class ClientSocket {
  /** A client that leaves more than this unread is cut off. */
  private static final int WRITE_QUEUE_LIMIT = 1 << 27;

  private final ServerWebSocket socket;
  private Future<Void> lastWrite = Future.succeededFuture();
  private boolean dropped;

  ClientSocket(ServerWebSocket socket) {
    this.socket = socket;
    socket.setWriteQueueMaxSize(WRITE_QUEUE_LIMIT);
  }

  void text(String text) {
    written(socket.writeTextMessage(text));
  }

  void binary(byte[] frame) {
    written(socket.writeBinaryMessage(Buffer.buffer(frame)));
  }

  void ping(byte[] payload) {
    written(socket.writePing(Buffer.buffer(payload)));
  }

  /** Drops TCP once what was written is out, without a Close frame, as real gateways do. */
  void drop() {
    dropped = true;
    ChannelPipeline pipeline =
        ((WebSocketInternal) socket).channelHandlerContext().channel().pipeline();
    // From the front of the pipeline, because Vert.x's own handler would send a Close frame.
    lastWrite.onComplete(done -> pipeline.firstContext().close());
  }

  private void written(Future<Void> write) {
    lastWrite = write;
    // Between the client's close and our hearing of it, asking for the queue would throw.
    if (!dropped && !socket.isClosed() && socket.writeQueueFull()) {
      drop();
    }
  }
}
