package org.peapod.traffic;

import java.util.List;
import org.peapod.address.ClientAddress;
import org.peapod.address.NodeAddress;
import org.peapod.crypto.Entropy;
import org.peapod.message.AckBlock;
import org.peapod.message.AckKey;
import org.peapod.message.AckPayload;
import org.peapod.message.FragmentId;
import org.peapod.sphinx.PacketSize;
import org.peapod.sphinx.SphinxBuilder;
import org.peapod.sphinx.SphinxHop;

/**
 * Makes the acknowledgement that travels inside every packet of one client, data, cover and reply
 * alike (chapter 2, section 6).
 */
public final class AckFactory {
  private final ClientAddress self;
  private final AckKey ackKey;
  private final Entropy entropy;

  /**
   * A factory for one client.
   *
   * @param self own address, to whose gateway acknowledgements come back
   * @param ackKey the key of our acknowledgements, kept by reference
   */
  public AckFactory(ClientAddress self, AckKey ackKey, Entropy entropy) {
    this.self = self;
    this.ackKey = ackKey;
    this.entropy = entropy;
  }

  /** What the acknowledgement of a fragment carries, different each time. */
  byte[] payload(FragmentId id) {
    return AckPayload.seal(ackKey, id, entropy);
  }

  /** The acknowledgement of a fragment by this route to our gateway, with these delays. */
  public AckBlock block(List<SphinxHop> route, long[] delaysNanos, FragmentId id) {
    return block(route, delaysNanos, payload(id));
  }

  /** The acknowledgement with this payload by this route to our gateway, with these delays. */
  AckBlock block(List<SphinxHop> route, long[] delaysNanos, byte[] payload) {
    byte[] packet =
        SphinxBuilder.build(route, delaysNanos, self.identity(), payload, PacketSize.ACK, entropy);
    return new AckBlock(unpadded(route.get(0).address()), packet);
  }

  /**
   * A padded node address, 32 bytes, without its padding: 7 or 19 bytes. Whoever took the node or
   * the SURB in has checked it.
   */
  public static byte[] unpadded(byte[] address) {
    return NodeAddress.fromBytes(address, 0).value().unpadded();
  }
}
