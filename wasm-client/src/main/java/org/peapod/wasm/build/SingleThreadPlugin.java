package org.peapod.wasm.build;

import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/** Adds {@link SingleThreadTransformer} to every compilation. */
public final class SingleThreadPlugin implements TeaVMPlugin {
  @Override
  public void install(TeaVMHost host) {
    host.add(new SingleThreadTransformer());
  }
}
