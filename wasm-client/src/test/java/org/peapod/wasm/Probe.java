package org.peapod.wasm;

import org.bouncycastle.crypto.digests.*;
import org.bouncycastle.crypto.engines.*;
import org.bouncycastle.crypto.modes.*;
import org.bouncycastle.crypto.params.*;
import org.peapod.crypto.*;
import org.peapod.vectors.*;

/** Throw-away. */
public final class Probe {
  private Probe() {}

  static void run(Checks c) {
    byte[] seed = Hex.decode("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    byte[] pk = Ed25519.publicKey(seed);
    c.equal(
        "pk", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", Hex.encode(pk));
    byte[] sig = Ed25519.sign(seed, pk, new byte[0]);
    c.equal(
        "sig",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        Hex.encode(sig));
    c.isTrue("verify", Ed25519.verify(pk, new byte[0], sig));
    c.isTrue("point", Ed25519.isPoint(pk));
    byte[] nine = new byte[32];
    nine[0] = 9;
    c.equal("x", X25519.publicKey(seed), X25519.agree(seed, nine));
    c.equal(
        "b3",
        "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
        Hex.encode(Blake3.hash(new byte[0])));
    c.equal("hk", 32, HkdfBlake3.derive(seed, seed, 32).length);
    c.equal("hs", 200, HkdfSha256.derive(seed, seed, new byte[0], 200).length);
    c.equal("hm", 32, HmacSha256.tag(seed, seed, 0, 32).length);
    c.equal(
        "ctr", "66e94bd4ef8a2c3b884cfa59ca342b2e", Hex.encode(AesCtr.keystream(new byte[16], 16)));
    try {
      GCMSIVBlockCipher g = new GCMSIVBlockCipher(AESEngine.newInstance());
      g.init(true, new AEADParameters(new KeyParameter(seed), 128, new byte[12]));
      byte[] out = new byte[g.getOutputSize(32)];
      int n = g.processBytes(seed, 0, 32, out, 0);
      g.doFinal(out, n);
      c.equal("siv", 48, out.length);
    } catch (org.bouncycastle.crypto.InvalidCipherTextException e) {
      c.isTrue("no", false);
    }
    ChaChaEngine e = new ChaChaEngine(20);
    e.init(true, new ParametersWithIV(new KeyParameter(seed), new byte[8]));
    byte[] o = new byte[64];
    e.processBytes(o, 0, 64, o, 0);
    c.isTrue("cc", o[0] != 0 || o[1] != 0);
    Blake2bDigest d = new Blake2bDigest(seed, 32, null, null);
    d.update(seed, 0, 32);
    byte[] h = new byte[32];
    d.doFinal(h, 0);
    c.isTrue("b2", h[0] != h[1]);
  }
}
