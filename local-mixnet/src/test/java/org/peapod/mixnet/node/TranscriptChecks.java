package org.peapod.mixnet.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.peapod.address.NodeAddress;
import org.peapod.bytes.ByteWriter;
import org.peapod.client.Now;
import org.peapod.crypto.Entropy;
import org.peapod.gateway.BinaryFrame;
import org.peapod.gateway.ForwardRequest;
import org.peapod.gateway.SharedKey;
import org.peapod.json.Json;
import org.peapod.mixnet.directory.Epoch;
import org.peapod.mixnet.directory.EpochSchedule;
import org.peapod.mixnet.network.SeededEntropy;
import org.peapod.sphinx.PacketSize;
import org.peapod.sphinx.SphinxBuilder;
import org.peapod.sphinx.SphinxHop;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/**
 * Plays the client's half of the session in gateway-text.json against a gateway that draws the
 * recorded random bytes: every answer must be the recorded one, to the byte. Long binary frames are
 * cut in the file; for those a packet of the same size is sent, or the envelope compared.
 *
 * <p>The encrypted requests are left out: the session authenticates after a ForgetMe, which a
 * gateway that obeys it refuses.
 */
public final class TranscriptChecks {
  /** Kind, flag and nonce in hexadecimal. */
  private static final int ENVELOPE_DIGITS = 28;

  private static final double WALL_MS = 1_779_000_000_000.0;

  private final Checks checks;
  private final ArrayDeque<byte[]> nonces = new ArrayDeque<>();
  private final Entropy spare = new SeededEntropy(9);
  private final byte[] ephemeralSecret;
  private final byte[] client;
  private final SharedKey key;
  private final Gateway gateway;
  private final ArrayDeque<String> answers = new ArrayDeque<>();
  private int connection = 1;

  private TranscriptChecks(Json handshake, Checks checks) {
    this.checks = checks;
    Json own = handshake.get("gateway");
    ephemeralSecret = Hex.decode(own.get("ephemeral_secret").asText());
    nonces.add(Hex.decode(own.get("material_nonce").asText()));
    client = Hex.decode(handshake.get("client").get("identity_pub").asText());
    key = SharedKey.fromBytes(Hex.decode(handshake.get("shared_key").asText()));
    Epoch epoch = new Epoch(EpochSchedule.STANDARD, 1000, WALL_MS);
    MixNode node = new MixNode(GatewayHarness.ADDRESS, new SphinxKeyRing(spare, 64, epoch), null);
    byte[] seed = Hex.decode(own.get("identity_seed").asText());
    gateway = new Gateway(seed, node, GatewayConfig.STANDARD, this::draw, null);
  }

  /** Runs the transcript with the keys of gateway-handshake.json. */
  public static void run(Json handshake, Json text, Checks checks) {
    new TranscriptChecks(handshake, checks).play(text.get("transcript_of_one_session"));
  }

  private void play(Json transcript) {
    gateway.opened(now(), connection);
    for (int i = 0; i < transcript.size(); i++) {
      String said = frame(transcript.at(i));
      boolean byClient = transcript.at(i).at(0).asText().equals("C");
      if (said.contains("\"encryptedRe")) {
        continue;
      }
      if (!byClient) {
        compare("answer " + i, said, answers.isEmpty() ? "" : answers.poll());
      } else if (said.startsWith("{\"type\":\"authenticateV2\"")) {
        storeWhatComesNext(transcript, i + 1);
        reconnect();
        say(said);
      } else {
        say(said);
      }
    }
    checks.equal("answers left", 0, answers.size());
  }

  private void reconnect() {
    gateway.closed(now(), connection);
    connection++;
    gateway.opened(now(), connection);
  }

  /** Lets the payloads that the transcript pushes next arrive while the client is away. */
  private void storeWhatComesNext(Json transcript, int from) {
    gateway.closed(now(), connection);
    for (int i = from; i < transcript.size(); i++) {
      String said = frame(transcript.at(i));
      if (!said.startsWith("{")) {
        nonces.add(Hex.decode(said.substring(4, ENVELOPE_DIGITS)));
        arrive(
            isCut(said) ? new byte[1643] : BinaryFrame.openPushed(key, Hex.decode(said)).value());
      }
    }
  }

  private void arrive(byte[] payload) {
    boolean ack = payload.length == 21;
    NodeAddress neighbour = GatewayHarness.NEIGHBOUR;
    byte[] plaintext =
        ack
            ? payload
            : new ByteWriter(2048).bytes(neighbour.padded(19)).zeros(386).bytes(payload).finish();
    List<SphinxHop> route = new ArrayList<>();
    route.add(new SphinxHop(GatewayHarness.ADDRESS.padded(32), gateway.node().sphinxKey()));
    PacketSize size = ack ? PacketSize.ACK : PacketSize.REGULAR;
    byte[] packet = SphinxBuilder.build(route, new long[1], client, plaintext, size, spare);
    gateway.node().packet(now().monoMs(), new FramedPacket(1, packet).toBytes());
    drain();
  }

  private void say(String frame) {
    if (frame.startsWith("{")) {
      gateway.text(now(), connection, frame);
    } else {
      checks.isTrue("a frame with a regular packet", isCut(frame));
      byte[] packet = new byte[PacketSize.REGULAR.packetLen()];
      byte[] firstHop = GatewayHarness.NEIGHBOUR.unpadded();
      ForwardRequest request = ForwardRequest.ofSphinx(1, firstHop, packet);
      gateway.binary(now(), connection, BinaryFrame.sealForward(key, 2, request, spare));
    }
    drain();
  }

  private void compare(String what, String expected, String actual) {
    if (isCut(expected)) {
      String head = actual.substring(0, Math.min(actual.length(), ENVELOPE_DIGITS));
      checks.equal(what, expected.substring(0, ENVELOPE_DIGITS), head);
    } else {
      checks.equal(what, expected, actual);
    }
  }

  /** Whether the file shows only the beginning of a long frame. */
  private static boolean isCut(String frame) {
    return frame.endsWith(" chars)");
  }

  private void drain() {
    NodeOutput output = gateway.node().poll();
    while (output != null) {
      if (output instanceof NodeOutput.SendText text) {
        answers.add(text.text());
      } else if (output instanceof NodeOutput.SendBinary binary) {
        answers.add(Hex.encode(binary.frame()));
      }
      output = gateway.node().poll();
    }
  }

  private void draw(byte[] out, int off, int len) {
    byte[] drawn = len == 32 ? ephemeralSecret : nonces.poll();
    System.arraycopy(drawn, 0, out, off, len);
  }

  private Now now() {
    return new Now(0, WALL_MS);
  }

  private static String frame(Json entry) {
    String text = entry.at(1).asText();
    return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
  }
}
