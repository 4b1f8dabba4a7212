package org.peapod.client;

import org.peapod.bytes.Fault;
import org.peapod.state.StateFault;

/**
 * Why a saved state cannot be gone on with. Nothing was changed.
 *
 * @param code what to do about it, one of the {@code STATE_} constants
 * @param explanation what was wrong, in a sentence
 */
public record RestoreFault(ClientFault code, String explanation) implements Fault {
  @Override
  public String name() {
    return code.name();
  }

  static RestoreFault of(StateFault fault) {
    return new RestoreFault(StartFaults.ofState(fault), fault.explanation());
  }
}
