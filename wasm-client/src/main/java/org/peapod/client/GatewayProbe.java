package org.peapod.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.peapod.bytes.Result;
import org.peapod.gateway.GatewayProtocol;
import org.peapod.gateway.GatewayRequest;
import org.peapod.gateway.GatewayRequests;
import org.peapod.gateway.GatewayResponse;
import org.peapod.gateway.GatewayResponses;
import org.peapod.topology.GatewayChoice;
import org.peapod.topology.RoutingNode;

/**
 * Measures how fast some gateways answer, without I/O: opens a socket to each, asks {@value
 * #ROUNDS} times for the version, which any gateway answers without knowing the client (chapter 3,
 * 3.4), and closes it. Ends after {@link #LIMIT_MS} at the latest.
 */
final class GatewayProbe {
  /** Round trips of one gateway. */
  static final int ROUNDS = 3;

  /** Who has not answered all by then is left out. */
  static final double LIMIT_MS = 4_000;

  /** A gateway that answered every time, and its mean round trip. */
  record Measured(RoutingNode node, double roundTripMs) {}

  private static final class Candidate {
    final RoutingNode node;
    final int socket;
    double askedMs;
    double totalMs;
    int rounds;
    boolean over;

    Candidate(RoutingNode node, int socket) {
      this.node = node;
      this.socket = socket;
    }
  }

  private final boolean requireTls;
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Measured> measured = new ArrayList<>();
  private final ArrayDeque<ClientOutput> outputs = new ArrayDeque<>();
  private double deadlineMs = Double.POSITIVE_INFINITY;

  /** A probe of these gateways, whose sockets are numbered from {@code firstSocket} on. */
  GatewayProbe(List<RoutingNode> nodes, boolean requireTls, int firstSocket) {
    this.requireTls = requireTls;
    for (RoutingNode node : nodes) {
      candidates.add(new Candidate(node, firstSocket + candidates.size()));
    }
  }

  void begin(double nowMs) {
    deadlineMs = nowMs + LIMIT_MS;
    for (Candidate candidate : candidates) {
      List<String> urls = GatewayChoice.listenerUrls(candidate.node, requireTls);
      if (urls.isEmpty()) {
        candidate.over = true;
      } else {
        outputs.add(new ClientOutput.OpenSocket(candidate.socket, urls.get(0)));
      }
    }
  }

  void opened(double nowMs, int socket) {
    Candidate candidate = live(socket);
    if (candidate != null) {
      ask(nowMs, candidate);
    }
  }

  void text(double nowMs, int socket, String text) {
    Candidate candidate = live(socket);
    if (candidate == null) {
      return;
    }
    Result<GatewayResponse> parsed = GatewayResponses.parse(text);
    boolean fits =
        parsed.isOk()
            && parsed.value() instanceof GatewayResponse.SupportedProtocol supported
            && supported.version() >= GatewayProtocol.MIN_VERSION;
    if (!fits) {
      finish(candidate);
      return;
    }
    candidate.rounds++;
    candidate.totalMs += nowMs - candidate.askedMs;
    if (candidate.rounds < ROUNDS) {
      ask(nowMs, candidate);
    } else {
      measured.add(new Measured(candidate.node, candidate.totalMs / ROUNDS));
      finish(candidate);
    }
  }

  /** The socket is closed, or said something that is not an answer. */
  void broken(int socket) {
    Candidate candidate = live(socket);
    if (candidate != null) {
      finish(candidate);
    }
  }

  void timer(double nowMs) {
    if (deadlineMs <= nowMs) {
      close();
    }
  }

  /** Closes what is open. */
  void close() {
    for (Candidate candidate : candidates) {
      if (!candidate.over) {
        finish(candidate);
      }
    }
  }

  double deadlineMs() {
    return isDone() ? Double.POSITIVE_INFINITY : deadlineMs;
  }

  boolean isDone() {
    for (Candidate candidate : candidates) {
      if (!candidate.over) {
        return false;
      }
    }
    return true;
  }

  /** Those that answered, in the order in which they were done. */
  List<Measured> measured() {
    return measured;
  }

  /** The next thing to do: open, send or close; {@code null} when there is none. */
  ClientOutput poll() {
    return outputs.poll();
  }

  private void ask(double nowMs, Candidate candidate) {
    candidate.askedMs = nowMs;
    String question = GatewayRequests.write(new GatewayRequest.SupportedProtocol());
    outputs.add(new ClientOutput.SendText(candidate.socket, question));
  }

  private void finish(Candidate candidate) {
    candidate.over = true;
    outputs.add(new ClientOutput.CloseSocket(candidate.socket));
  }

  private Candidate live(int socket) {
    for (Candidate candidate : candidates) {
      if (candidate.socket == socket && !candidate.over) {
        return candidate;
      }
    }
    return null;
  }
}
