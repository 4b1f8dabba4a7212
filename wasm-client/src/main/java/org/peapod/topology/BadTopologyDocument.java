package org.peapod.topology;

import org.peapod.bytes.Fault;

/**
 * A topology document that cannot be used, by its author's mistake.
 *
 * @param place what it is about, from the top; empty for the whole document
 * @param expected what may stand there
 */
public record BadTopologyDocument(String place, String expected) implements Fault {
  @Override
  public String name() {
    return "BAD_TOPOLOGY_DOCUMENT";
  }

  @Override
  public String explanation() {
    return "topology" + (place.isEmpty() ? "" : " at " + place) + ": expected " + expected;
  }
}
