package org.peapod.traffic;

import org.peapod.bytes.Fault;

/**
 * A value of {@link TrafficConfig} that cannot be used.
 *
 * @param key its name
 * @param expected what may stand there
 * @param got what stands there
 */
public record TrafficConfigFault(String key, String expected, String got) implements Fault {
  @Override
  public String name() {
    return "TRAFFIC_CONFIG_INVALID";
  }

  @Override
  public String explanation() {
    return key + ": expected " + expected + ", got " + got;
  }
}
