package org.peapod.wasm.build;

import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/** Adds the transformers of this package to every compilation. */
public final class ModulePlugin implements TeaVMPlugin {
  @Override
  public void install(TeaVMHost host) {
    host.add(new SingleThreadTransformer());
    host.add(new RecordTransformer());
    host.add(new ReflectionTransformer());
    host.add(new RefusalTransformer());
  }
}
