package org.peapod.gateway;

/** Sizes, versions, limits and waiting times of the gateway protocol (chapter 3). */
public final class GatewayProtocol {
  /** The version that this client speaks (3.4). */
  public static final int CURRENT_VERSION = 6;

  /** The lowest version that has authentication v2 (3.4). */
  public static final int MIN_VERSION = 4;

  /** The lowest version that reads the key rotation byte of kind 2 (3.4). */
  public static final int KEY_ROTATION_VERSION = 5;

  /** The lowest version whose answers carry {@code upgrade_mode} (3.4). */
  public static final int UPGRADE_MODE_VERSION = 6;

  /** Length of an identity, an ephemeral key and the shared key. */
  public static final int KEY_LEN = 32;

  /** Length of a signature. */
  public static final int SIGNATURE_LEN = 64;

  /** Length of the salt in message 1 (3.5). */
  public static final int SALT_LEN = 16;

  /** Length of every nonce. */
  public static final int NONCE_LEN = 12;

  /** Length of the tag after every ciphertext. */
  public static final int TAG_LEN = 16;

  /** Length of handshake message 1: identity, ephemeral key, salt. */
  public static final int INIT_LEN = 2 * KEY_LEN + SALT_LEN;

  /** Length of handshake message 3: sealed signature, nonce. */
  public static final int CLIENT_MATERIAL_LEN = SIGNATURE_LEN + TAG_LEN + NONCE_LEN;

  /** Length of handshake message 2: ephemeral key, sealed signature, nonce. */
  public static final int GATEWAY_MATERIAL_LEN = KEY_LEN + CLIENT_MATERIAL_LEN;

  /** The single byte of handshake message 4 that means success. */
  public static final int FINALIZATION_SUCCESS = 1;

  /** Length of the bytes that authentication v2 signs (3.6). */
  public static final int AUTHENTICATION_SIGNED_LEN =
      1 + KEY_LEN + KEY_LEN + TAG_LEN + NONCE_LEN + 8;

  /** Kind of a request without key rotation byte (3.10). */
  public static final int KIND_FORWARD_V1 = 1;

  /** Kind of a request with key rotation byte (3.10). */
  public static final int KIND_FORWARD_V2 = 2;

  /** Kind of a pushed message (3.11). */
  public static final int KIND_PUSHED = 1;

  /** Packet type of Sphinx packets (3.10). */
  public static final int PACKET_TYPE_MIX = 0;

  /** Packet type of Outfox packets (3.10), read by gateways, never sent by this client. */
  public static final int PACKET_TYPE_OUTFOX = 2;

  /** Highest key rotation label: 0 unknown, 1 odd, 2 even. */
  public static final int MAX_ROTATION_LABEL = 2;

  /** Length of an IPv4 first hop: type, port, address. */
  public static final int HOP_V4_LEN = 7;

  /** Length of an IPv6 first hop: type, port, address. */
  public static final int HOP_V6_LEN = 19;

  /** Bytes of a frame around its plaintext: kind, flag, nonce, tag. */
  public static final int FRAME_OVERHEAD = 2 + NONCE_LEN + TAG_LEN;

  /** Below this many bytes of balance a client claims more (3.12). */
  public static final long CLAIM_THRESHOLD = 40_000_000L;

  /** What one free claim adds (3.12). */
  public static final long FREE_CLAIM = 64L << 30;

  /** How far an authentication's timestamp may be from the gateway's clock (3.6). */
  public static final int MAX_TIMESTAMP_SKEW_SECONDS = 120;

  /** Longest text frame that is looked at, in UTF-16 units. */
  public static final int MAX_TEXT_LEN = 1 << 20;

  /** Longest binary frame that is looked at; the largest real one has 33,191 bytes. */
  public static final int MAX_FRAME_LEN = 1 << 16;

  /** Most requests without answer; one more means a dead connection. */
  public static final int MAX_OUTSTANDING = 4096;

  /** Most packet bytes without answer; more means a dead connection. */
  public static final int MAX_OUTSTANDING_BYTES = 16 << 20;

  /** Most packets kept while a claim is unanswered; more are not accepted. */
  public static final int MAX_WAITING = 1024;

  /** Frames in a row that cannot be opened before the connection is given up. */
  public static final int MAX_BAD_FRAMES_IN_A_ROW = 20;

  /** Longest part of a gateway's error text that is passed on, in UTF-16 units. */
  public static final int MAX_DETAIL_LEN = 200;

  /** Waiting time for the socket to open (3.19). */
  public static final double CONNECT_TIMEOUT_MS = 10_000;

  /** Waiting time for the first {@code supportedProtocol} answer (3.19). */
  public static final double PROBE_TIMEOUT_MS = 10_000;

  /** Waiting time for each of handshake messages 2 and 4 (3.19). */
  public static final double HANDSHAKE_TIMEOUT_MS = 5_000;

  /** Waiting time for {@code register} after message 4 (3.19). */
  public static final double REGISTER_TIMEOUT_MS = 10_000;

  /** Waiting time for {@code authenticate} (3.19). */
  public static final double AUTHENTICATE_TIMEOUT_MS = 15_000;

  /** Waiting time for the answer to a claim (3.19). */
  public static final double CLAIM_TIMEOUT_MS = 30_000;

  /** Waiting time for the answer to a forwarded packet once its turn has come (3.15). */
  public static final double FORWARD_TIMEOUT_MS = 30_000;

  /** Silence of the gateway after which it is asked for a sign of life (3.15). */
  public static final double IDLE_MS = 25_000;

  /** Waiting time for that sign of life (3.19). */
  public static final double KEEP_ALIVE_TIMEOUT_MS = 10_000;

  private static final int[] PACKET_LENGTHS = {386, 2413, 8557, 16_749, 33_133};

  private GatewayProtocol() {}

  /** Whether a gateway takes packets of this length (3.10). */
  public static boolean isPacketLength(int len) {
    for (int allowed : PACKET_LENGTHS) {
      if (allowed == len) {
        return true;
      }
    }
    return false;
  }

  /** The length of the first hop address that starts with this type byte; 0 for no such type. */
  public static int hopLength(int type) {
    if (type == 4) {
      return HOP_V4_LEN;
    }
    return type == 6 ? HOP_V6_LEN : 0;
  }
}
