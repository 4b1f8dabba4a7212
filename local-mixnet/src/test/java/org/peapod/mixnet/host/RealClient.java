package org.peapod.mixnet.host;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.peapod.bytes.Base58;
import org.peapod.gateway.BinaryFrame;
import org.peapod.gateway.ClientKeys;
import org.peapod.gateway.ForwardRequest;
import org.peapod.gateway.GatewayRequest;
import org.peapod.gateway.GatewayRequests;
import org.peapod.gateway.GatewayResponse;
import org.peapod.gateway.GatewayResponses;
import org.peapod.gateway.Handshake;
import org.peapod.gateway.SharedKey;

/** A client over the JDK's own WebSocket, an implementation apart from the server's. */
final class RealClient implements WebSocket.Listener {
  private final SystemEntropy entropy = new SystemEntropy();
  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
  private final ClientKeys keys;
  private WebSocket socket;
  private SharedKey key;

  RealClient(HttpClient http, String url, ClientKeys keys) {
    this.keys = keys;
    this.socket = http.newWebSocketBuilder().buildAsync(URI.create(url), this).join();
  }

  void register(String gatewayIdentity) throws Exception {
    Handshake handshake = new Handshake(keys, Base58.decode(gatewayIdentity, 32), entropy);
    say(GatewayRequests.write(new GatewayRequest.HandshakePayload(6, handshake.init())));
    byte[] answer = ((GatewayResponse.HandshakePayload) response()).data();
    byte[] material = handshake.onGatewayMaterial(answer).value();
    say(GatewayRequests.write(new GatewayRequest.HandshakePayload(6, material)));
    byte[] last = ((GatewayResponse.HandshakePayload) response()).data();
    key = handshake.onFinalization(last).value();
  }

  void say(String message) {
    socket.sendText(message, true).join();
  }

  void forward(ForwardRequest request) {
    byte[] sealed = BinaryFrame.sealForward(key, 2, request, entropy);
    socket.sendBinary(ByteBuffer.wrap(sealed), true).join();
  }

  GatewayResponse response() throws Exception {
    return GatewayResponses.parse(nextText()).value();
  }

  String nextText() throws Exception {
    String next = texts.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no text within 20 seconds");
    }
    return next;
  }

  byte[] pushed() throws Exception {
    byte[] next = frames.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no binary frame within 20 seconds");
    }
    return BinaryFrame.openPushed(key, next).value();
  }

  void abort() {
    socket.abort();
  }

  void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      texts.add(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    frame.writeBytes(part);
    if (last) {
      frames.add(frame.toByteArray());
      frame.reset();
    }
    from.request(1);
    return null;
  }
}
