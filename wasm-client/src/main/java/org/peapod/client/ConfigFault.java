package org.peapod.client;

import org.peapod.bytes.Fault;

/**
 * A configuration that cannot be used, by the caller's mistake.
 *
 * @param key the key it is about; empty for the whole document
 * @param expected what may stand there
 * @param got what stands there, shortened
 */
public record ConfigFault(String key, String expected, String got) implements Fault {
  @Override
  public String name() {
    return "CONFIG_INVALID";
  }

  @Override
  public String explanation() {
    String about = key.isEmpty() ? "configuration" : "configuration key " + key;
    return about + ": expected " + expected + ", got " + got;
  }
}
