package org.peapod.mixnet.directory;

import org.peapod.client.Now;
import org.peapod.mixnet.directory.NodePages.Selection;

/**
 * The nym-api of a local network: answers every request, never fails and keeps no state.
 *
 * <p>All formats are answered as JSON, which every client accepts because the Content-Type decides
 * (chapter 4, section 4.3). Refusals are plain text: 404 for an unknown path, 400 for a query that
 * a real directory could not read, 405 for another method.
 */
public final class Directory {
  /** What comes before every route; part of the base URL that clients are given. */
  public static final String PREFIX = "/api";

  private static final double EXPIRY_GRACE_MS = 120_000;
  private static final String SKIMMED = "/v2/unstable/nym-nodes/skimmed";

  private final Listing listing;
  private final double startedMs;

  /** A directory that publishes this listing. */
  public Directory(Listing listing, Now now) {
    this.listing = listing;
    this.startedMs = now.monoMs();
  }

  /**
   * Answers one request.
   *
   * @param method the HTTP method
   * @param target path and query, such as {@code /api/v1/epoch/current?output=json}
   */
  public HttpAnswer handle(Now now, String method, String target) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    DirectoryQuery query = new DirectoryQuery(mark < 0 ? "" : target.substring(mark + 1));
    if (method.equals("OPTIONS")) {
      return HttpAnswer.preflight();
    }
    if (!path.startsWith(PREFIX + "/")) {
      return HttpAnswer.refusal(404, "");
    }
    HttpAnswer answer = route(now, path.substring(PREFIX.length()), query);
    boolean head = method.equals("HEAD");
    if (!head && !method.equals("GET")) {
      return answer.status() == 404 ? answer : HttpAnswer.refusal(405, "");
    }
    return head ? answer.withoutBody() : answer;
  }

  private HttpAnswer route(Now now, String path, DirectoryQuery query) {
    Epoch epoch = listing.epoch(now);
    if (path.startsWith(SKIMMED)) {
      return skimmed(now, path.substring(SKIMMED.length()), query, epoch);
    }
    String document =
        switch (path) {
          case "/v1/nym-nodes/rewarded-set" ->
              EpochDocuments.rewardedSet(listing.nodes(now), epoch);
          case "/v1/epoch/key-rotation-info" -> EpochDocuments.keyRotationInfo(epoch);
          case "/v1/epoch/current" -> EpochDocuments.current(epoch);
          case "/v1/api-status/health" -> NetworkDocuments.health(now.monoMs() - startedMs);
          case "/v1/network/details" -> NetworkDocuments.details(listing.apiUrl());
          default -> null;
        };
    if (document == null) {
      return HttpAnswer.refusal(404, "");
    }
    String complaint = query.complaint();
    return complaint == null ? HttpAnswer.json(document) : HttpAnswer.refusal(400, complaint);
  }

  private HttpAnswer skimmed(Now now, String route, DirectoryQuery query, Epoch epoch) {
    Selection selection = selection(route, query.get("role"));
    if (selection == null) {
      return route.isEmpty()
          ? HttpAnswer.refusal(400, "Failed to deserialize query string: unknown role")
          : HttpAnswer.refusal(404, "");
    }
    String complaint = query.complaint();
    if (complaint != null) {
      return HttpAnswer.refusal(400, complaint);
    }
    String held = query.get("epoch_id");
    boolean holdsThisEpoch =
        !route.isEmpty()
            && held != null
            && DirectoryQuery.number(held) == EpochDocuments.idInInterval(epoch);
    HttpAnswer answer =
        HttpAnswer.json(
            holdsThisEpoch
                ? NodePages.noUpdates(epoch, now.wallMs())
                : NodePages.page(listing.nodes(now), selection, epoch, now.wallMs()));
    double end = epoch.startWallMs() + epoch.schedule().epochMs() + EXPIRY_GRACE_MS;
    return selection == Selection.ACTIVE_MIXING
        ? answer.with("expires", WireTime.httpDate(end))
        : answer;
  }

  /** The nodes that a skimmed route shows; {@code null} when there is no such route or role. */
  private static Selection selection(String route, String role) {
    return switch (route) {
      case "" -> role == null ? Selection.ALL : ofRole(role);
      case "/mixnodes/active" -> Selection.ACTIVE_MIXING;
      case "/mixnodes/all" -> Selection.MIXING;
      case "/entry-gateways" -> Selection.ENTRY;
      case "/exit-gateways" -> Selection.EXIT;
      default -> null;
    };
  }

  private static Selection ofRole(String role) {
    return switch (role) {
      case "active-mixnode" -> Selection.MIXING;
      case "entry-gateway", "entry", "gateway" -> Selection.ENTRY;
      case "exit-gateway", "exit" -> Selection.EXIT;
      default -> null;
    };
  }
}
