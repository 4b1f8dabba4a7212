package org.peapod.bytes;

/**
 * One broken rule of a protocol, found in bytes that a peer, a directory or a store sent.
 *
 * <p>Each protocol has one enum of faults, one constant per rule, so that a counter, a log line and
 * a test all name the same thing.
 */
public interface Fault {

  /** The constant's name, stable, in upper case with underscores. */
  String name();

  /** One sentence: what was wrong and what was expected. Never holds secrets or payload. */
  String explanation();
}
