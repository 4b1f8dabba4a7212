package org.peapod.client;

import java.util.Arrays;
import org.peapod.address.ClientAddress;
import org.peapod.address.NodeIdentity;
import org.peapod.crypto.Ed25519;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.X25519;
import org.peapod.gateway.ClientKeys;
import org.peapod.message.AckKey;
import org.peapod.state.SavedKeys;

/** The long-term secrets of one client (chapter 5, A10 step 1). */
final class ClientSecrets {
  private final ClientKeys identity;
  private final byte[] encryptionSecret;
  private final byte[] encryptionKey;
  private final AckKey ackKey;

  private ClientSecrets(ClientKeys identity, byte[] encryptionSecret, AckKey ackKey) {
    this.identity = identity;
    this.encryptionSecret = encryptionSecret;
    this.encryptionKey = X25519.publicKey(encryptionSecret);
    this.ackKey = ackKey;
  }

  static ClientSecrets draw(Entropy entropy) {
    byte[] seed = entropy.bytes(Ed25519.KEY_LEN);
    ClientKeys identity = ClientKeys.fromSeed(seed);
    Arrays.fill(seed, (byte) 0);
    return new ClientSecrets(identity, entropy.bytes(X25519.KEY_LEN), AckKey.generate(entropy));
  }

  /** The secrets of an earlier run; copied. */
  static ClientSecrets of(SavedKeys saved) {
    return new ClientSecrets(
        ClientKeys.fromSeed(saved.identitySeed()),
        saved.encryptionSecret().clone(),
        AckKey.fromBytes(saved.ackKey()));
  }

  /** Copies for the store, to be wiped by whoever asked. */
  SavedKeys saved() {
    return new SavedKeys(identity.seed(), encryptionSecret.clone(), ackKey.toBytes());
  }

  /** Signs for us at the gateway. */
  ClientKeys identity() {
    return identity;
  }

  /** X25519 secret that opens fragments, 32 bytes, by reference. */
  byte[] encryptionSecret() {
    return encryptionSecret;
  }

  /** Our address when this is our gateway (chapter 2, section 2.1). */
  ClientAddress addressAt(NodeIdentity gateway) {
    NodeIdentity self = NodeIdentity.fromBytes(identity.publicKey()).value();
    return ClientAddress.of(self, encryptionKey, gateway);
  }

  /** Key of our acknowledgements. */
  AckKey ackKey() {
    return ackKey;
  }

  /** Overwrites all secrets; the client is of no use afterwards. */
  void wipe() {
    identity.wipe();
    Arrays.fill(encryptionSecret, (byte) 0);
    ackKey.wipe();
  }
}
