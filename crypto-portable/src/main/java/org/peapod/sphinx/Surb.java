package org.peapod.sphinx;

import java.util.Arrays;
import java.util.List;
import org.peapod.bytes.Result;
import org.peapod.crypto.Entropy;

/**
 * A single-use reply block: a header made by whoever wants the answer, the address of its first
 * hop, and what the replier needs to encrypt the payload (chapter 1, section 11).
 *
 * <p>It works once, since the nodes drop a second packet with the same header. Immutable except for
 * {@link #wipe()}.
 */
public final class Surb {
  private static final int KEYS_OFFSET = SphinxGeometry.HEADER_LEN + SphinxGeometry.ADDRESS_LEN;

  /** The shortest SURB: one seed. */
  public static final int MIN_LEN = KEYS_OFFSET + SphinxGeometry.PAYLOAD_SEED_LEN;

  private final byte[] bytes;
  private final int keyLen;

  private Surb(byte[] bytes, int keyLen) {
    this.bytes = bytes;
    this.keyLen = keyLen;
  }

  /**
   * A SURB of version 259 that brings a packet back to its maker, who keeps nothing of it.
   *
   * <p>Draws as {@link SphinxBuilder#build} does and refuses the same mistakes.
   *
   * @param route from the replier's side to the maker's gateway, 1 to 5 hops
   * @param delaysNanos one per hop, in nanoseconds; the last is never used
   * @param destination32 the maker's identity key
   */
  public static Surb create(
      List<SphinxHop> route, long[] delaysNanos, byte[] destination32, Entropy entropy) {
    HeaderPlan.checkRoute(route, delaysNanos, destination32);
    RouteKeys keys = RouteKeys.draw(route, entropy);
    return create(HeaderPlan.of(route, delaysNanos, destination32, entropy), keys);
  }

  /** The same from given secrets and of any version; the keys are wiped. */
  static Surb create(HeaderPlan plan, RouteKeys keys) {
    int keyLen =
        SphinxVersion.hasFullPayloadKeys(plan.version())
            ? SphinxGeometry.PAYLOAD_KEY_LEN
            : SphinxGeometry.PAYLOAD_SEED_LEN;
    byte[] bytes = new byte[KEYS_OFFSET + keyLen * keys.hops()];
    HeaderBuilder.write(plan, keys, bytes);
    byte[] firstHop = plan.route().get(0).addressBytes();
    System.arraycopy(firstHop, 0, bytes, SphinxGeometry.HEADER_LEN, firstHop.length);
    for (int i = 0; i < keys.hops(); i++) {
      byte[] material = keys.hop(i).payloadMaterial(plan.version());
      System.arraycopy(material, 0, bytes, KEYS_OFFSET + keyLen * i, keyLen);
      Arrays.fill(material, (byte) 0);
    }
    keys.wipe();
    return new Surb(bytes, keyLen);
  }

  /**
   * Reads {@code len} bytes from {@code off}: header, first hop, and 1 to 5 seeds of 16 or payload
   * keys of 192 bytes, which of them the length tells. The address is not looked at.
   */
  public static Result<Surb> parse(byte[] bytes, int off, int len) {
    if (off < 0 || len < MIN_LEN || off > bytes.length - len) {
      return Result.fault(SphinxFault.SURB_TOO_SHORT);
    }
    int material = len - KEYS_OFFSET;
    int keyLen =
        material < SphinxGeometry.PAYLOAD_KEY_LEN
            ? SphinxGeometry.PAYLOAD_SEED_LEN
            : SphinxGeometry.PAYLOAD_KEY_LEN;
    if (material % keyLen != 0) {
      return Result.fault(SphinxFault.SURB_KEYS_CUT);
    }
    if (material / keyLen > SphinxGeometry.MAX_HOPS) {
      return Result.fault(SphinxFault.SURB_TOO_MANY_KEYS);
    }
    return Result.ok(new Surb(Arrays.copyOfRange(bytes, off, off + len), keyLen));
  }

  /** The length of a SURB with seeds for so many hops. */
  public static int lenWithSeeds(int hops) {
    return KEYS_OFFSET + SphinxGeometry.PAYLOAD_SEED_LEN * hops;
  }

  /** The length of a SURB with full payload keys for so many hops. */
  public static int lenWithFullKeys(int hops) {
    return KEYS_OFFSET + SphinxGeometry.PAYLOAD_KEY_LEN * hops;
  }

  /** The wire form, as a copy. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** The address of the node that the packet goes to, 32 bytes, as it was written. */
  public byte[] firstHop() {
    return Arrays.copyOfRange(bytes, SphinxGeometry.HEADER_LEN, KEYS_OFFSET);
  }

  /** How many layers it adds; with version 260 fewer than the route has hops. */
  public int hops() {
    return (bytes.length - KEYS_OFFSET) / keyLen;
  }

  /** Whether it carries full payload keys (versions up to 258) and not seeds. */
  public boolean hasFullPayloadKeys() {
    return keyLen == SphinxGeometry.PAYLOAD_KEY_LEN;
  }

  /**
   * The reply packet for a plaintext, to be sent to {@link #firstHop()}.
   *
   * @param plaintext at most what the size holds; Nym insists on exactly that
   * @throws IllegalArgumentException when the plaintext is longer
   */
  public byte[] apply(byte[] plaintext, PacketSize size) {
    byte[] packet = new byte[size.packetLen()];
    SphinxPayload.frame(plaintext, packet, SphinxGeometry.HEADER_LEN);
    System.arraycopy(bytes, 0, packet, 0, SphinxGeometry.HEADER_LEN);
    for (int i = hops() - 1; i >= 0; i--) {
      int from = KEYS_OFFSET + keyLen * i;
      byte[] material = Arrays.copyOfRange(bytes, from, from + keyLen);
      SphinxPayload.addLayer(
          hasFullPayloadKeys() ? material : HopSecrets.payloadKeyOfSeed(material), packet);
      Arrays.fill(material, (byte) 0);
    }
    return packet;
  }

  /** Overwrites header and keys: for when it is spent or expired. It is useless from then on. */
  public void wipe() {
    Arrays.fill(bytes, (byte) 0);
  }
}
