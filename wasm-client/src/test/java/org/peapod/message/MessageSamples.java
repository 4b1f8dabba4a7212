package org.peapod.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.Entropy;

/** Material for tests: seeded entropy, SURBs of filler, addresses, fragments. */
final class MessageSamples {
  private MessageSamples() {}

  /** Entropy that gives the same bytes for the same seed. */
  static Entropy entropy(long seed) {
    Random random = new Random(seed);
    return (out, off, len) -> {
      byte[] bytes = new byte[len];
      random.nextBytes(bytes);
      System.arraycopy(bytes, 0, out, off, len);
    };
  }

  /** The bytes of a SURB with a valid first hop. */
  static byte[] surbBytes(long seed, int materialLen) {
    byte[] surb = entropy(seed).bytes(380 + materialLen);
    surb[348] = 4;
    return surb;
  }

  static List<ReplySurb> surbs(long seed, int count, int hops, int keyRotation) {
    List<ReplySurb> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] key = entropy(seed + i).bytes(16);
      out.add(ReplySurb.of(key, surbBytes(seed + i, 16 * hops), keyRotation).value());
    }
    return out;
  }

  /** A client address whose keys are points of the curve. */
  static byte[] address(long seed) {
    Entropy entropy = entropy(seed);
    byte[] identity = Ed25519.publicKey(entropy.bytes(32));
    byte[] gateway = Ed25519.publicKey(entropy.bytes(32));
    return Filler.concat(Filler.concat(identity, entropy.bytes(32)), gateway);
  }

  /** One serialized fragment. */
  static byte[] fragment(int setId, int total, int position, int link, byte[] payload) {
    return new Fragment(setId, total, position, link).toBytes(payload, 0, payload.length);
  }

  /** All fragments of a message, in order. */
  static List<byte[]> fragments(byte[] padded, int fragmentLen, int[] setIds) {
    Fragmenter fragmenter = new Fragmenter(padded, fragmentLen, setIds);
    List<byte[]> out = new ArrayList<>();
    for (int i = 0; i < fragmenter.count(); i++) {
      out.add(fragmenter.fragment(i));
    }
    return out;
  }
}
