package org.peapod.wasm.build;

import org.teavm.extension.spi.substitution.SimpleSubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/** The library classes that a compiled module has a stand-in for; all else stays as it is. */
public final class StandIns extends SimpleSubstitutionPolicy {
  private static final String STAND_INS = "org.peapod.wasm.standin";

  @Override
  public void contribute(SubstitutionSink sink) {
    replace(sink, "java.security", "Security");
    replace(sink, "javax.security.auth", "Destroyable");
    replace(sink, "org.bouncycastle.crypto", "CryptoServicesRegistrar");
    replace(sink, "org.bouncycastle.util", "Strings");
    replace(sink, "org.bouncycastle.crypto.digests", "Utils");
    replace(sink, "org.bouncycastle.crypto.macs", "HMac");
  }

  private static void replace(SubstitutionSink sink, String fromPackage, String simpleName) {
    sink.selectClasses(named(fromPackage + "." + simpleName))
        .replacePackage(fromPackage, STAND_INS);
  }
}
