package org.peapod.client;

import org.peapod.address.NodeIdentity;
import org.peapod.message.FragmentId;

/** What the {@link GatewayLink} tells its client. */
interface LinkListener {
  void openSocket(int socket, String url);

  void sendText(int socket, String text);

  void sendBinary(int socket, byte[] frame);

  void closeSocket(int socket);

  /** A gateway was chosen; our address is known now, though not yet registered. */
  void gatewayChosen(NodeIdentity gateway);

  /** The socket is open, the handshake begins. */
  void handshakeBegan();

  /** Packets may be forwarded. */
  void linkReady();

  /** The gateway is lost after it was ready; the link comes back by itself. */
  void linkLost();

  /** There is no network, so the host says; few tries are made until it says otherwise. */
  void linkOffline();

  /** The packet with this fragment did not go out, as far as is known. */
  void forwardFailed(FragmentId id);

  /** A blob came in. */
  void pushed(byte[] plaintext);

  /** Our gateway gives no bandwidth any more; it is asked again after pauses. */
  void bandwidthRefused(String detail);

  /** Nothing more is tried: no first connection, or one that must not be made again. */
  void linkFailed(ClientFault fault, String detail);
}
