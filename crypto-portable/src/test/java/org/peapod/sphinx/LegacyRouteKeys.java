package org.peapod.sphinx;

import java.util.List;
import org.peapod.crypto.MontgomeryLadder;
import org.peapod.crypto.ScalarModL;

/** Keys of the versions that we process and never send: scalars modulo l, unclamped (section 4). */
final class LegacyRouteKeys {
  private static final byte[] BASE = new byte[SphinxGeometry.KEY_LEN];

  static {
    BASE[0] = 9;
  }

  private LegacyRouteKeys() {}

  static RouteKeys of(byte[] secret, List<SphinxHop> route) {
    int[] scalar = ScalarModL.reduce(ScalarModL.decode(secret));
    HopSecrets[] hops = new HopSecrets[route.size()];
    byte[] groupElement = MontgomeryLadder.multiply(ScalarModL.encode(scalar), BASE);
    for (int i = 0; i < hops.length; i++) {
      byte[] publicKey = route.get(i).publicKey();
      hops[i] = HopSecrets.expand(MontgomeryLadder.multiply(ScalarModL.encode(scalar), publicKey));
      scalar = ScalarModL.multiply(scalar, ScalarModL.decode(hops[i].blinding()));
    }
    return new RouteKeys(groupElement, hops);
  }
}
