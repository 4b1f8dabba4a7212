package org.peapod.mixnet.host;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.peapod.address.NodeAddress;
import org.peapod.bytes.Base58;
import org.peapod.bytes.Fault;
import org.peapod.bytes.Result;
import org.peapod.gateway.ForwardRequest;
import org.peapod.json.JsonWriter;
import org.peapod.message.AckBlock;
import org.peapod.mixnet.node.PacketObserver;
import org.peapod.sphinx.PacketSize;
import org.peapod.sphinx.Unwrapped;

/**
 * Writes what every node learns of every packet to a file, a line of JSON each; {@code
 * docs/conformance.md} describes the lines.
 *
 * <p>A packet is named by its first bytes at the place where it is seen, so that the lines of one
 * packet can be joined: the name that one node calls {@code next} is the next node's {@code
 * packet}.
 */
final class PacketTrace implements PacketObserver, AutoCloseable {
  /** Enough of the first group element that no two packets share a name. */
  private static final int NAME_LEN = 8;

  /** What a gateway sees of a body before its ciphertext: an ephemeral key or a SURB's digest. */
  private static final int BODY_HEAD_LEN = 32;

  private static final double MICROS_PER_MS = 1000;
  private static final HexFormat HEX = HexFormat.of();

  private final BufferedWriter out;

  /** A trace in a new file, or in place of what the file held. */
  PacketTrace(Path file) throws IOException {
    this.out = Files.newBufferedWriter(file);
  }

  @Override
  public void packetIn(double monoMs, NodeAddress node, int framedLen) {
    // What counts of it comes with its layer.
  }

  @Override
  public void packetOut(double monoMs, NodeAddress node, NodeAddress to, int framedLen) {
    // Follows from the layer.
  }

  @Override
  public void delivered(double monoMs, NodeAddress gateway, int payloadLen, boolean stored) {
    JsonWriter line = begin("delivered", monoMs, gateway);
    end(line.key("length").value(payloadLen).key("stored").value(stored));
  }

  @Override
  public void dropped(double monoMs, NodeAddress node, Fault reason) {
    end(begin("dropped", monoMs, node).key("reason").value(reason.name()));
  }

  @Override
  public void entered(
      double monoMs, NodeAddress gateway, byte[] client, byte[] frame, ForwardRequest request) {
    JsonWriter line = begin("entered", monoMs, gateway);
    line.key("client").value(Base58.encode(client));
    line.key("kind").value(frame[0]).key("frameLength").value(frame.length);
    line.key("type").value(request.packetType());
    packet(line, request.rotationLabel(), request.packet());
    end(line.key("to").value(address(request.firstHop())));
  }

  @Override
  public void unwrapped(
      double monoMs, NodeAddress node, int rotationLabel, byte[] packet, Unwrapped layer) {
    boolean goesOn = layer instanceof Unwrapped.Forward;
    JsonWriter line = begin(goesOn ? "forward" : "final", monoMs, node);
    packet(line, rotationLabel, packet);
    line.key("version").value(layer.version());
    if (layer instanceof Unwrapped.Forward forward) {
      line.key("delayNanos").value(forward.delayNanos());
      line.key("to").value(address(forward.nextAddress()));
      line.key("next").value(name(forward.packet()));
    } else if (layer instanceof Unwrapped.Final last) {
      last(line, last, packet.length == PacketSize.ACK.packetLen());
    }
    end(line);
  }

  /** Ends the file. */
  @Override
  public void close() throws IOException {
    out.close();
  }

  private static void packet(JsonWriter line, int rotationLabel, byte[] packet) {
    line.key("packet").value(name(packet));
    line.key("length").value(packet.length).key("label").value(rotationLabel);
  }

  private static void last(JsonWriter line, Unwrapped.Final last, boolean isAck) {
    byte[] plaintext = last.plaintext();
    line.key("destination").value(Base58.encode(last.destination()));
    line.key("identifier").value(HEX.formatHex(last.identifier()));
    line.key("plaintextLength").value(plaintext.length);
    Result<AckBlock> ack = isAck ? null : AckBlock.parse(plaintext);
    if (ack == null || ack.isFault() || plaintext.length < AckBlock.LEN + BODY_HEAD_LEN) {
      return;
    }
    line.key("bodyHead")
        .value(HEX.formatHex(plaintext, AckBlock.LEN, AckBlock.LEN + BODY_HEAD_LEN));
    line.key("ack").value(name(ack.value().packet()));
    line.key("ackTo").value(address(ack.value().firstHop()));
  }

  private static String name(byte[] packet) {
    return HEX.formatHex(packet, 0, NAME_LEN);
  }

  private static String address(byte[] bytes) {
    Result<NodeAddress> address = NodeAddress.fromBytes(bytes, 0);
    return address.isOk() ? address.value().toString() : "none";
  }

  private static JsonWriter begin(String event, double monoMs, NodeAddress node) {
    JsonWriter line = new JsonWriter().beginObject().key("event").value(event);
    line.key("micros").value(Math.round(monoMs * MICROS_PER_MS));
    return line.key("node").value(node.toString());
  }

  private void end(JsonWriter line) {
    try {
      out.write(line.endObject().toString());
      out.write('\n');
    } catch (IOException failed) {
      throw new UncheckedIOException("the trace of packets cannot be written", failed);
    }
  }
}
