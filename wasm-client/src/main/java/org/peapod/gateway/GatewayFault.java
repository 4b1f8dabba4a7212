package org.peapod.gateway;

import java.util.List;
import org.peapod.bytes.Fault;

/**
 * Every rule of the gateway protocol that can be broken, every refusal and every silence; each says
 * what to do about it.
 */
public enum GatewayFault implements Fault {
  // Texts (3.7, 3.8).
  TEXT_TOO_LONG("a text frame is longer than the limit", GatewayReaction.RETRY_THEN_OTHER),
  TEXT_NOT_JSON("a text frame is not JSON", GatewayReaction.RETRY_THEN_OTHER),
  TYPE_MISSING("a text frame is not an object with a type", GatewayReaction.RETRY_THEN_OTHER),
  TYPE_UNKNOWN("the type of a request is not known", GatewayReaction.RETRY_THEN_OTHER),
  FIELD_INVALID(
      "a field of a text frame is missing or has the wrong kind or range",
      GatewayReaction.RETRY_THEN_OTHER),
  ENCRYPTED_TEXT_UNDECRYPTABLE(
      "an encrypted text cannot be opened with the shared key", GatewayReaction.RETRY_THEN_OTHER),
  ENCRYPTED_TEXT_UNKNOWN(
      "an encrypted text holds no known request or reply", GatewayReaction.RETRY_THEN_OTHER),

  // Binary frames (3.10, 3.11).
  FRAME_TOO_SHORT("a binary frame is shorter than its envelope", GatewayReaction.RETRY_THEN_OTHER),
  FRAME_TOO_LONG("a binary frame is longer than the limit", GatewayReaction.RETRY_THEN_OTHER),
  FRAME_KIND_UNKNOWN(
      "the kind byte of a binary frame is not known", GatewayReaction.RETRY_THEN_OTHER),
  FRAME_FLAG_INVALID(
      "the flag byte of a binary frame is neither 0 nor 1", GatewayReaction.RETRY_THEN_OTHER),
  FRAME_NOT_ENCRYPTED(
      "a binary frame says that it is not encrypted", GatewayReaction.RETRY_THEN_OTHER),
  FRAME_UNDECRYPTABLE(
      "a binary frame cannot be opened with the shared key", GatewayReaction.RETRY_THEN_OTHER),
  FORWARD_TRUNCATED("a forward request ends before its packet", GatewayReaction.RETRY_THEN_OTHER),
  PACKET_TYPE_UNKNOWN(
      "the packet type of a forward request is not known", GatewayReaction.RETRY_THEN_OTHER),
  ROTATION_LABEL_INVALID(
      "the key rotation byte of a forward request is above 2", GatewayReaction.RETRY_THEN_OTHER),
  FIRST_HOP_INVALID(
      "the first hop of a forward request is no IPv4 or IPv6 address",
      GatewayReaction.RETRY_THEN_OTHER),
  PACKET_LENGTH_INVALID(
      "the packet of a forward request has no allowed length", GatewayReaction.RETRY_THEN_OTHER),

  // Handshake (3.5).
  INIT_LENGTH_INVALID("handshake message 1 must have 80 bytes", GatewayReaction.RETRY_THEN_OTHER),
  IDENTITY_INVALID(
      "the identity in handshake message 1 is not a point of the curve",
      GatewayReaction.RETRY_THEN_OTHER),
  EPHEMERAL_KEY_INVALID(
      "an ephemeral key of the handshake gives an all-zero secret", GatewayReaction.OTHER_GATEWAY),
  MATERIAL_LENGTH_INVALID(
      "handshake message 2 must have 124 bytes, message 3 must have 92",
      GatewayReaction.RETRY_THEN_OTHER),
  MATERIAL_UNDECRYPTABLE(
      "the sealed signature of the handshake cannot be opened", GatewayReaction.RETRY_THEN_OTHER),
  SIGNATURE_INVALID(
      "the signature of the handshake is not by the expected identity over both keys",
      GatewayReaction.OTHER_GATEWAY),
  FINALIZATION_LENGTH_INVALID(
      "handshake message 4 must have 1 byte", GatewayReaction.RETRY_THEN_OTHER),
  FINALIZATION_FAILED(
      "handshake message 4 says that the handshake failed", GatewayReaction.RETRY_THEN_OTHER),
  HANDSHAKE_OUT_OF_ORDER(
      "a handshake message came before the one that it answers", GatewayReaction.RETRY_THEN_OTHER),

  // Versions (3.4).
  VERSION_TOO_LOW("the gateway speaks only versions below 4", GatewayReaction.OTHER_GATEWAY),
  VERSION_TOO_HIGH(
      "the gateway chose a version above the proposed ones", GatewayReaction.OTHER_GATEWAY),

  // Order of frames on a connection (3.19).
  UNEXPECTED_TEXT(
      "a text frame has a type that its time does not allow", GatewayReaction.RETRY_THEN_OTHER),
  UNEXPECTED_BINARY(
      "a binary frame came before the shared key was agreed", GatewayReaction.RETRY_THEN_OTHER),
  UNEXPECTED_OPEN("the socket was reported open a second time", GatewayReaction.GIVE_UP),
  UNEXPECTED_REPLY(
      "a reply does not fit the oldest outstanding request", GatewayReaction.RETRY_THEN_OTHER),
  UNSOLICITED_REPLY(
      "a reply came while no request was outstanding", GatewayReaction.RETRY_THEN_OTHER),
  TOO_MANY_BAD_FRAMES(
      "too many binary frames in a row could not be opened", GatewayReaction.RETRY_THEN_OTHER),
  TOO_MANY_OUTSTANDING(
      "more requests are without answer than a living gateway leaves", GatewayReaction.RETRY),

  // Silence (3.15, 3.19).
  CONNECT_TIMED_OUT("the socket did not open in time", GatewayReaction.RETRY_THEN_OTHER),
  PROBE_TIMED_OUT("the gateway did not name its version in time", GatewayReaction.RETRY_THEN_OTHER),
  HANDSHAKE_TIMED_OUT(
      "the gateway did not answer a handshake message in time", GatewayReaction.RETRY_THEN_OTHER),
  REGISTRATION_TIMED_OUT(
      "the gateway did not confirm the registration in time", GatewayReaction.RETRY_THEN_OTHER),
  AUTHENTICATION_TIMED_OUT(
      "the gateway did not answer the authentication in time", GatewayReaction.RETRY_THEN_OTHER),
  CLAIM_TIMED_OUT(
      "the gateway did not answer the bandwidth claim in time", GatewayReaction.RETRY_THEN_OTHER),
  FORWARD_TIMED_OUT(
      "the gateway did not answer a forwarded packet in time", GatewayReaction.RETRY_THEN_OTHER),
  KEEP_ALIVE_TIMED_OUT(
      "the gateway gave no sign of life in time", GatewayReaction.RETRY_THEN_OTHER),

  // Refusals by the gateway (3.16).
  NOT_REGISTERED("the gateway does not know this client", GatewayReaction.REGISTER_AGAIN),
  KEY_MISMATCH("the gateway holds another shared key", GatewayReaction.REGISTER_AGAIN),
  SIGNATURE_REFUSED(
      "the gateway holds the signature of the authentication for wrong", GatewayReaction.GIVE_UP),
  CLOCK_SKEWED(
      "the wall clock differs too much from the gateway's: correct it, then try again",
      GatewayReaction.RETRY),
  TIMESTAMP_STALE("the authentication was not later than the last one", GatewayReaction.RETRY),
  ALREADY_CONNECTED(
      "the gateway still holds another connection of this client",
      GatewayReaction.RETRY_THEN_OTHER),
  VERSION_REFUSED("the gateway refuses the version that it named", GatewayReaction.OTHER_GATEWAY),
  REQUEST_NOT_UNDERSTOOD("the gateway did not understand a request", GatewayReaction.OTHER_GATEWAY),
  HANDSHAKE_REFUSED("the gateway ended the handshake", GatewayReaction.RETRY_THEN_OTHER),
  TOO_SLOW("the gateway waited too long for this client", GatewayReaction.RETRY_THEN_OTHER),
  NOT_AUTHENTICATED("the gateway wants an authentication first", GatewayReaction.RETRY_THEN_OTHER),
  GATEWAY_STORAGE_FAILED("the gateway's own storage failed", GatewayReaction.OTHER_GATEWAY),
  PACKET_REFUSED(
      "the gateway holds a packet's frame for malformed", GatewayReaction.RETRY_THEN_OTHER),
  FEATURE_MISSING("the gateway does not know a request", GatewayReaction.RETRY_THEN_OTHER),
  BANDWIDTH_REFUSED(
      "the gateway gives no bandwidth without credentials", GatewayReaction.OTHER_GATEWAY),
  OUT_OF_BANDWIDTH(
      "the balance at the gateway did not cover a packet", GatewayReaction.RETRY_THEN_OTHER),
  REGISTRATION_REFUSED(
      "the gateway answered the registration with a false status",
      GatewayReaction.RETRY_THEN_OTHER),
  AUTHENTICATION_REFUSED(
      "the gateway answered the authentication with a false status",
      GatewayReaction.RETRY_THEN_OTHER),
  GATEWAY_ERROR(
      "the gateway reported an error that this client does not know",
      GatewayReaction.RETRY_THEN_OTHER),
  REPLY_UNKNOWN(
      "the gateway answered a request with an unknown type", GatewayReaction.RETRY_THEN_OTHER),

  // Ends without anyone's fault.
  SOCKET_CLOSED("the socket was closed by the gateway or the network", GatewayReaction.RETRY),
  CLOSED("this client closed the connection", GatewayReaction.GIVE_UP);

  private final String explanation;
  private final GatewayReaction reaction;

  GatewayFault(String explanation, GatewayReaction reaction) {
    this.explanation = explanation;
    this.reaction = reaction;
  }

  @Override
  public String explanation() {
    return explanation;
  }

  /** What to do when this ended a connection. */
  public GatewayReaction reaction() {
    return reaction;
  }

  /** The fault that an error text of the gateway means, by the fragments of 3.16. */
  static GatewayFault ofErrorText(String text) {
    for (int i = 0; i < FRAGMENTS.size(); i++) {
      if (text.contains(FRAGMENTS.get(i).text())) {
        return FRAGMENTS.get(i).fault();
      }
    }
    return GATEWAY_ERROR;
  }

  private record Fragment(String text, GatewayFault fault) {}

  private static final List<Fragment> FRAGMENTS =
      List.of(
          new Fragment("not registered", NOT_REGISTERED),
          new Fragment("address ciphertext", KEY_MISMATCH),
          new Fragment("request signature", SIGNATURE_REFUSED),
          new Fragment("excessively skewed", CLOCK_SKEWED),
          new Fragment("smaller or equal", TIMESTAMP_STALE),
          new Fragment("stale authentication", TIMESTAMP_STALE),
          new Fragment("already an open connection", ALREADY_CONNECTED),
          new Fragment("incompatible protocol version", VERSION_REFUSED),
          new Fragment("legacy authentication", REQUEST_NOT_UNDERSTOOD),
          new Fragment("Only 'Register'", REQUEST_NOT_UNDERSTOOD),
          new Fragment("registration handshake", HANDSHAKE_REFUSED),
          new Fragment("timed out", TOO_SLOW),
          new Fragment("without prior authentication", NOT_AUTHENTICATED),
          new Fragment("storage error", GATEWAY_STORAGE_FAILED),
          new Fragment("datastore is corrupted", GATEWAY_STORAGE_FAILED),
          new Fragment("binary request was malformed", PACKET_REFUSED),
          new Fragment("unknown type", FEATURE_MISSING),
          new Fragment("credentials for bandwidth", BANDWIDTH_REFUSED));
}
