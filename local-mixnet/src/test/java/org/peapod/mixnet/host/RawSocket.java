package org.peapod.mixnet.host;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket client that sees every byte, because the JDK's own now and then misses that a server
 * drops the connection right after a message.
 */
final class RawSocket implements AutoCloseable {
  static final int TEXT = 0x81;
  static final int PING = 0x89;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  RawSocket(String url) throws IOException {
    socket = new Socket("127.0.0.1", URI.create(url).getPort());
    socket.setSoTimeout(20_000);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    out.write(
        ("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException("no WebSocket: " + head);
    }
  }

  /** Sends a frame of at most 125 bytes, masked with zeros. */
  void say(int kind, String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) kind;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    out.write(frame);
  }

  /** The next text, passing over pongs; null when TCP ended; "close" for a Close frame. */
  String next() throws IOException {
    int kind = in.read();
    if (kind < 0) {
      return null;
    }
    int len = in.readUnsignedByte();
    byte[] payload = new byte[len == 126 ? in.readUnsignedShort() : len];
    in.readFully(payload);
    if (kind == 0x8a) {
      return next();
    }
    return kind == TEXT ? new String(payload, StandardCharsets.UTF_8) : "close";
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
