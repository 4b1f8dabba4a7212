package org.peapod.topology;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One refresh of the topology without I/O: says which documents to fetch, is given the answers and
 * ends in {@code Ready} or {@code Failed} after a bounded number of requests (chapter 4, 4.3 and
 * 4.5).
 *
 * <p>All documents come from one base URL; whatever goes wrong there moves the whole refresh to the
 * next one. Lists of different epochs are fetched again up to {@value #MAX_RETRIES} times, {@value
 * #RETRY_PAUSE_MS} ms apart. After every call, drain {@link #poll()} and call {@link #timer} at
 * {@link #deadlineMs()}.
 */
public final class DirectorySession {
  /** Milliseconds that one request may take. */
  public static final double REQUEST_TIMEOUT_MS = 30_000;

  /** Milliseconds between two tries to get lists of the same epoch. */
  public static final double RETRY_PAUSE_MS = 3_000;

  /** How often lists that do not fit together are fetched again from one base URL. */
  public static final int MAX_RETRIES = 3;

  private static final int OK = 200;
  private static final int MAX_BODY_EXCERPT = 120;

  private final List<String> baseUrls;
  private final TopologyFilter filter;
  private final DirectoryLimits limits;
  private final long heldEpoch;
  private final ArrayDeque<DirectoryOutput> outputs = new ArrayDeque<>();
  private final Map<Integer, Pending> pending = new LinkedHashMap<>();
  private final StringBuilder history = new StringBuilder();
  private int nextRequest;

  private String base;
  private int baseIndex = -1;
  private DirectoryRound round;
  private int retries;
  private boolean epochMismatchTolerated;
  private double resumeAtMs = Double.POSITIVE_INFINITY;
  private boolean ended;

  private record Pending(DirectoryDocument document, String url, double deadlineMs) {}

  /**
   * A refresh that has not begun.
   *
   * @param baseUrls tried in this order; at least one
   * @param heldEpoch the absolute epoch already known, which no answer may fall short of; −1: none
   * @param firstRequest the number of the first request; later ones count up
   */
  public DirectorySession(
      List<String> baseUrls, TopologyFilter filter, long heldEpoch, int firstRequest) {
    this(baseUrls, filter, heldEpoch, firstRequest, DirectoryLimits.DEFAULT);
  }

  DirectorySession(
      List<String> baseUrls,
      TopologyFilter filter,
      long heldEpoch,
      int firstRequest,
      DirectoryLimits limits) {
    if (baseUrls.isEmpty()) {
      throw new IllegalArgumentException("a directory session needs at least one base URL");
    }
    this.baseUrls = baseUrls;
    this.filter = filter;
    this.heldEpoch = heldEpoch;
    this.nextRequest = firstRequest;
    this.limits = limits;
  }

  /** Begins; to be called once. */
  public void begin(double nowMs) {
    if (baseIndex >= 0) {
      throw new IllegalStateException("this refresh has begun already; make a new session");
    }
    tryNextBase(nowMs, TopologyFault.BAD_BASE_URL);
  }

  /** The next thing to do or to know, or {@code null} when there is none until the next input. */
  public DirectoryOutput poll() {
    return outputs.poll();
  }

  /** The number that the next request would get. */
  public int nextRequest() {
    return nextRequest;
  }

  /**
   * Which of the base URLs is in use, counted from 0; after {@code Ready} the one that served it.
   */
  public int baseIndex() {
    return baseIndex;
  }

  /** When to call {@link #timer}; positive infinity when there is nothing to wait for. */
  public double deadlineMs() {
    double earliest = resumeAtMs;
    for (Pending request : pending.values()) {
      earliest = Math.min(earliest, request.deadlineMs());
    }
    return earliest;
  }

  /**
   * The answer to a request; one that is not waited for any more is passed over.
   *
   * @param status the HTTP status, 0 when there was no answer
   * @param body the answer's bytes; may be {@code null} when there are none
   */
  public void response(double nowMs, int request, int status, byte[] body) {
    Pending answered = pending.remove(request);
    if (answered == null) {
      return;
    }
    if (status == 0) {
      failBase(nowMs, TopologyFault.NO_ANSWER, answered.url(), "no answer");
    } else if (status != OK) {
      failBase(nowMs, TopologyFault.HTTP_STATUS, answered.url(), httpError(status, body));
    } else {
      accept(nowMs, answered, body == null ? new byte[0] : body);
    }
  }

  /** A deadline may have come; an early call does no harm. */
  public void timer(double nowMs) {
    if (nowMs >= resumeAtMs) {
      resumeAtMs = Double.POSITIVE_INFINITY;
      requestMissing(nowMs);
      return;
    }
    for (Pending request : pending.values()) {
      if (nowMs >= request.deadlineMs()) {
        failBase(nowMs, TopologyFault.NO_ANSWER, request.url(), "no answer in time");
        return;
      }
    }
  }

  private void accept(double nowMs, Pending answered, byte[] body) {
    TopologyFault fault = round.accept(answered.document(), body);
    if (fault == TopologyFault.PAGES_DISAGREE) {
      retryOrFail(nowMs, fault, answered.url());
    } else if (fault != null) {
      failBase(nowMs, fault, answered.url(), fault.explanation());
    } else if (round.isComplete()) {
      conclude(nowMs);
    } else {
      request(nowMs, answered.document());
    }
  }

  private void conclude(double nowMs) {
    if (!round.listsAgree()) {
      retryOrFail(nowMs, TopologyFault.LISTS_DISAGREE, base);
      return;
    }
    if (round.metadata().absoluteEpochId() < heldEpoch) {
      TopologyFault fault = TopologyFault.OLDER_THAN_HELD;
      failBase(nowMs, fault, base, fault.explanation());
      return;
    }
    if (!round.epochsAgree() && !epochMismatchTolerated) {
      epochMismatchTolerated = true;
      pause(nowMs);
      return;
    }
    DirectoryOutput.Ready ready = round.result(filter);
    TopologyFault unusable = ready.topology().unusableBecause();
    if (unusable != null) {
      failBase(nowMs, unusable, base, unusable.explanation());
      return;
    }
    end(ready);
  }

  private void retryOrFail(double nowMs, TopologyFault fault, String url) {
    if (retries == MAX_RETRIES) {
      failBase(nowMs, fault, url, fault.explanation());
      return;
    }
    retries++;
    pause(nowMs);
  }

  private void pause(double nowMs) {
    pending.clear();
    outputs.clear();
    round.forgetNodes();
    resumeAtMs = nowMs + RETRY_PAUSE_MS;
  }

  private void failBase(double nowMs, TopologyFault fault, String url, String what) {
    history.append(history.length() > 0 ? "; " : "").append(url).append(": ").append(what);
    pending.clear();
    outputs.clear();
    tryNextBase(nowMs, fault);
  }

  private void tryNextBase(double nowMs, TopologyFault lastFault) {
    TopologyFault fault = lastFault;
    while (++baseIndex < baseUrls.size()) {
      base = DirectoryUrls.base(baseUrls.get(baseIndex));
      if (base != null) {
        round = new DirectoryRound(limits);
        retries = 0;
        epochMismatchTolerated = false;
        requestMissing(nowMs);
        return;
      }
      fault = TopologyFault.BAD_BASE_URL;
      history.append(history.length() > 0 ? "; " : "").append(fault.explanation());
    }
    end(new DirectoryOutput.Failed(fault, history.toString()));
  }

  private void requestMissing(double nowMs) {
    for (DirectoryDocument document : DirectoryDocument.values()) {
      request(nowMs, document);
    }
  }

  private void request(double nowMs, DirectoryDocument document) {
    String url = round.nextUrl(document, base);
    if (url != null) {
      int number = nextRequest++;
      pending.put(number, new Pending(document, url, nowMs + REQUEST_TIMEOUT_MS));
      outputs.add(new DirectoryOutput.Fetch(number, url, REQUEST_TIMEOUT_MS));
    }
  }

  private void end(DirectoryOutput last) {
    if (ended) {
      throw new IllegalStateException("a refresh ends once");
    }
    ended = true;
    pending.clear();
    resumeAtMs = Double.POSITIVE_INFINITY;
    outputs.add(last);
  }

  /** The status and the beginning of the plain text that directories send with it. */
  private static String httpError(int status, byte[] body) {
    StringBuilder out = new StringBuilder("HTTP ").append(status);
    int len = body == null ? 0 : Math.min(body.length, MAX_BODY_EXCERPT);
    for (int i = 0; i < len; i++) {
      char c = (char) (body[i] & 0xff);
      out.append(i == 0 ? " " : "").append(c >= ' ' && c <= '~' ? c : '?');
    }
    return out.toString();
  }
}
