package org.peapod.gateway;

import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;

/**
 * One connection to a gateway, from its socket's opening to its end (3.19), without I/O.
 *
 * <p>Whatever the gateway sends, and whenever, is either acted upon, counted, or ends the
 * connection with a named fault; nothing throws. The owner calls one input, drains {@link #poll()},
 * and calls {@link #timer} at {@link #deadlineMs()}. After {@link GatewayOutput.Ended} it closes
 * the socket and makes a new session to connect again.
 */
public final class GatewaySession {
  private final SessionContext context;
  private SessionPhase phase;

  /**
   * A connection of a client that has not authenticated before, or does not know when.
   *
   * @param keys the client's identity; stays the caller's
   * @param gatewayIdentity the identity that the directory names, 32 bytes
   * @param storedOrNull the shared key of an earlier registration; copied
   */
  public GatewaySession(
      ClientKeys keys, byte[] gatewayIdentity, SharedKey storedOrNull, Entropy entropy) {
    this(keys, gatewayIdentity, storedOrNull, 0, entropy);
  }

  /**
   * A connection whose authentication is later than an earlier one.
   *
   * @param lastTimestamp {@link #lastTimestamp()} of the session before
   */
  public GatewaySession(
      ClientKeys keys,
      byte[] gatewayIdentity,
      SharedKey storedOrNull,
      long lastTimestamp,
      Entropy entropy) {
    this.context = new SessionContext(keys, gatewayIdentity, storedOrNull, entropy);
    this.context.lastTimestamp = lastTimestamp;
    this.phase = new ConnectingPhase(context);
  }

  /** The socket is being opened: starts the clock for that. Optional. */
  public void connecting(double monoMs) {
    if (phase instanceof ConnectingPhase connecting) {
      connecting.begin(monoMs);
    } else {
      phase = phase.end(GatewayFault.UNEXPECTED_OPEN, "while " + phase.state());
    }
  }

  /** The socket is open. */
  public void opened(double monoMs, double wallMs) {
    phase =
        phase instanceof ConnectingPhase
            ? new ProbingPhase(context, monoMs)
            : phase.end(GatewayFault.UNEXPECTED_OPEN, "while " + phase.state());
  }

  /** A text frame came in. */
  public void text(double monoMs, double wallMs, String text) {
    if (phase instanceof EndedPhase) {
      return;
    }
    context.texts++;
    Result<GatewayResponse> parsed = GatewayResponses.parse(text);
    if (parsed.isFault()) {
      phase = phase.end((GatewayFault) parsed.fault(), "while " + phase.state());
    } else if (parsed.value() instanceof GatewayResponse.Unknown) {
      context.unknownTexts++;
      phase = phase.onUnknownText(monoMs);
    } else {
      phase = phase.onText(monoMs, wallMs, parsed.value());
    }
  }

  /** A binary frame came in. */
  public void binary(double monoMs, byte[] frame) {
    phase = phase.onBinary(monoMs, frame);
  }

  /** The deadline may have passed; an early call does no harm. */
  public void timer(double monoMs, double wallMs) {
    if (monoMs >= phase.deadlineMs) {
      phase = phase.onDeadline(monoMs);
    }
  }

  /** The socket is closed, or could not be opened. */
  public void closed(double monoMs) {
    phase = phase.end(GatewayFault.SOCKET_CLOSED, "while " + phase.state());
  }

  /** Ends the connection at the owner's wish. */
  public void close(double monoMs) {
    phase = phase.end(GatewayFault.CLOSED, "while " + phase.state());
  }

  /**
   * Hands a Sphinx packet over. Every accepted packet ends in one {@code Forwarded} or {@code
   * ForwardFailed} with its token.
   *
   * @param rotationLabel 0 unknown, 1 odd, 2 even
   * @param firstHopUnpadded type, port, address: 7 or 19 bytes
   * @param packet must not be changed afterwards
   * @return false when it was not accepted: not ready, or too many are waiting
   */
  public boolean forward(
      double monoMs, int rotationLabel, byte[] firstHopUnpadded, byte[] packet, int token) {
    ForwardRequest request = ForwardRequest.ofSphinx(rotationLabel, firstHopUnpadded, packet);
    boolean accepted = phase.forward(monoMs, request, token);
    phase = phase.afterForward();
    return accepted;
  }

  /** The next output, or {@code null} when there is none until the next input. */
  public GatewayOutput poll() {
    return context.poll();
  }

  /** When {@link #timer} wants to be called, on the monotonic clock; infinity for never. */
  public double deadlineMs() {
    return phase.deadlineMs;
  }

  /** Where the connection stands. */
  public GatewayState state() {
    return phase.state();
  }

  /** The negotiated protocol version; 0 before it is known. */
  public int version() {
    return context.version;
  }

  /** The balance in bytes that the gateway reported last; 0 unless ready. */
  public long balance() {
    return phase instanceof ReadyPhase ready ? ready.balance() : 0;
  }

  /** The highest time, in Unix seconds, that the gateway may have seen; for the next session. */
  public long lastTimestamp() {
    return context.lastTimestamp;
  }

  /** The counters now. */
  public GatewayCounters counters() {
    return new GatewayCounters(
        context.texts,
        context.unknownTexts,
        context.pushed,
        context.badFrames,
        context.forwarded,
        context.forwardsFailed,
        context.outOfBandwidth,
        context.claims);
  }
}
