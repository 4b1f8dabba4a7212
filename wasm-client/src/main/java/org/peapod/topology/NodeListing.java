package org.peapod.topology;

import java.util.ArrayList;
import java.util.List;

/** One node list as it is collected page by page (chapter 4, 4.3). */
final class NodeListing {
  private final DirectoryLimits limits;
  private final List<RoutingNode> nodes = new ArrayList<>();
  private PageMetadata metadata;
  private int pages;
  private long listed;
  private boolean complete;

  NodeListing(DirectoryLimits limits) {
    this.limits = limits;
  }

  /** Takes the page that {@link #nextPage()} asked for; the rule it breaks, or {@code null}. */
  TopologyFault accept(NodePage page) {
    if (metadata == null) {
      metadata = page.metadata();
    } else if (!metadata.agreesWith(page.metadata())) {
      return TopologyFault.PAGES_DISAGREE;
    }
    pages++;
    listed += page.listed();
    nodes.addAll(page.nodes());
    complete = listed >= page.total();
    if (listed > limits.maxNodes()) {
      return TopologyFault.TOO_MANY_NODES;
    }
    if (complete) {
      return null;
    }
    if (page.listed() == 0) {
      return TopologyFault.EMPTY_PAGE;
    }
    return pages >= limits.maxPages() ? TopologyFault.TOO_MANY_PAGES : null;
  }

  /** Whether every page has come. */
  boolean isComplete() {
    return complete;
  }

  /** The number of the next page to ask for. */
  int nextPage() {
    return pages;
  }

  /** The head of the first page; {@code null} before it came. */
  PageMetadata metadata() {
    return metadata;
  }

  /** The well-formed nodes so far, in the order listed. */
  List<RoutingNode> nodes() {
    return nodes;
  }

  /** How many entries were malformed. */
  int malformed() {
    return (int) listed - nodes.size();
  }
}
