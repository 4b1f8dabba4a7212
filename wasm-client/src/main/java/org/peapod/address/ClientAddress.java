package org.peapod.address;

import java.util.Arrays;
import org.peapod.bytes.Base58;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;

/**
 * Where a client can be reached: 96 bytes of identity (32, ed25519), encryption key (32, x25519)
 * and gateway identity (32, ed25519), or the text {@code identity.encryption@gateway} in base58
 * (chapter 2, section 2.1). Both ed25519 keys are points of the curve; the x25519 key may be any 32
 * bytes.
 */
public final class ClientAddress {
  /** Length in bytes. */
  public static final int LEN = 96;

  private static final int KEY_LEN = 32;

  private final NodeIdentity identity;
  private final byte[] encryptionKey;
  private final NodeIdentity gateway;

  private ClientAddress(NodeIdentity identity, byte[] encryptionKey, NodeIdentity gateway) {
    this.identity = identity;
    this.encryptionKey = encryptionKey;
    this.gateway = gateway;
  }

  /** The address made of its parts; {@code encryptionKey} is 32 bytes and copied. */
  public static ClientAddress of(
      NodeIdentity identity, byte[] encryptionKey, NodeIdentity gateway) {
    if (encryptionKey.length != KEY_LEN) {
      throw new IllegalArgumentException(
          "an encryption key has 32 bytes, got " + encryptionKey.length);
    }
    return new ClientAddress(identity, encryptionKey.clone(), gateway);
  }

  /** The address of exactly 96 bytes. */
  public static Result<ClientAddress> fromBytes(byte[] bytes) {
    if (bytes == null || bytes.length != LEN) {
      return Result.fault(AddressFault.WRONG_LENGTH);
    }
    return ofParts(
        NodeIdentity.fromBytes(Arrays.copyOfRange(bytes, 0, 32)),
        Arrays.copyOfRange(bytes, 32, 64),
        NodeIdentity.fromBytes(Arrays.copyOfRange(bytes, 64, 96)));
  }

  /** The address of a text; blanks are not trimmed. */
  public static Result<ClientAddress> parse(String text) {
    int at = text == null ? -1 : text.indexOf('@');
    if (at < 0 || text.indexOf('@', at + 1) >= 0) {
      return Result.fault(AddressFault.BAD_GATEWAY_SEPARATOR);
    }
    String client = text.substring(0, at);
    int dot = client.indexOf('.');
    if (dot < 0 || client.indexOf('.', dot + 1) >= 0) {
      return Result.fault(AddressFault.BAD_KEY_SEPARATOR);
    }
    byte[] encryptionKey = Base58.decode(client.substring(dot + 1), KEY_LEN);
    if (encryptionKey == null) {
      return Result.fault(AddressFault.BAD_BASE58);
    }
    return ofParts(
        NodeIdentity.parse(client.substring(0, dot)),
        encryptionKey,
        NodeIdentity.parse(text.substring(at + 1)));
  }

  private static Result<ClientAddress> ofParts(
      Result<NodeIdentity> identity, byte[] encryptionKey, Result<NodeIdentity> gateway) {
    if (identity.isFault()) {
      return identity.castFault();
    }
    if (gateway.isFault()) {
      return gateway.castFault();
    }
    return Result.ok(new ClientAddress(identity.value(), encryptionKey, gateway.value()));
  }

  /** The client's identity; as 32 bytes it is the Sphinx destination address. */
  public NodeIdentity identityKey() {
    return identity;
  }

  /** A copy of the 32 bytes of the client's identity. */
  public byte[] identity() {
    return identity.toBytes();
  }

  /** A copy of the client's x25519 key, 32 bytes. */
  public byte[] encryptionKey() {
    return encryptionKey.clone();
  }

  /** The gateway that holds the client's messages: the last hop of a route to it. */
  public NodeIdentity gateway() {
    return gateway;
  }

  /** The 96 bytes. */
  public byte[] toBytes() {
    return new ByteWriter(LEN)
        .bytes(identity.toBytes())
        .bytes(encryptionKey)
        .bytes(gateway.toBytes())
        .finish();
  }

  /** The text form. */
  @Override
  public String toString() {
    return identity + "." + Base58.encode(encryptionKey) + "@" + gateway;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ClientAddress)) {
      return false;
    }
    ClientAddress that = (ClientAddress) other;
    return identity.equals(that.identity)
        && Arrays.equals(encryptionKey, that.encryptionKey)
        && gateway.equals(that.gateway);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * identity.hashCode() + Arrays.hashCode(encryptionKey)) + gateway.hashCode();
  }
}
