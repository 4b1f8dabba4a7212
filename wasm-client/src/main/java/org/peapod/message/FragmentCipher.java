package org.peapod.message;

import java.util.Arrays;
import org.peapod.bytes.ByteWriter;
import org.peapod.crypto.AesCtr;
import org.peapod.crypto.Blake3;
import org.peapod.crypto.Entropy;
import org.peapod.crypto.HkdfBlake3;
import org.peapod.crypto.X25519;

/**
 * Hides fragments from everyone but the recipient: AES-128-CTR under a key that is used once
 * (chapter 2, section 5). There is no tag; integrity rests on Sphinx.
 *
 * <p>The encrypted form, the variant block, is 32 bytes that tell the key, then the ciphertext.
 */
public final class FragmentCipher {
  private static final byte[] NO_SALT = new byte[0];
  private static final byte[] ZERO_IV = new byte[AesCtr.IV_LEN];

  private FragmentCipher() {}

  /**
   * Encrypts for a known recipient under a fresh ephemeral key.
   *
   * @param recipientKey X25519 public key, 32 bytes
   */
  public static byte[] seal(byte[] fragment, byte[] recipientKey, Entropy entropy) {
    byte[] ephemeralSecret = entropy.bytes(X25519.KEY_LEN);
    byte[] block = seal(fragment, recipientKey, ephemeralSecret);
    Arrays.fill(ephemeralSecret, (byte) 0);
    return block;
  }

  /**
   * Encrypts for a known recipient under a given ephemeral key, which must never be used twice.
   *
   * @param ephemeralSecret 32 random bytes
   */
  public static byte[] seal(byte[] fragment, byte[] recipientKey, byte[] ephemeralSecret) {
    byte[] key = agreeKey(ephemeralSecret, recipientKey);
    byte[] block = join(X25519.publicKey(ephemeralSecret), AesCtr.apply(key, fragment));
    Arrays.fill(key, (byte) 0);
    return block;
  }

  /**
   * Decrypts what was sealed for the owner of a private key; noise when it was sealed for another.
   *
   * @param variantBlock at least 32 bytes
   * @param privateKey X25519 private key, 32 bytes
   */
  public static byte[] open(byte[] variantBlock, byte[] privateKey) {
    byte[] key = agreeKey(privateKey, variant(variantBlock));
    byte[] fragment = openWith(key, variantBlock);
    Arrays.fill(key, (byte) 0);
    return fragment;
  }

  /**
   * Encrypts for the maker of a reply SURB.
   *
   * @param replyKey 16 bytes, from the SURB; good for one fragment
   */
  public static byte[] sealReply(byte[] fragment, byte[] replyKey) {
    return join(digest(replyKey), AesCtr.apply(requireReplyKey(replyKey), fragment));
  }

  /** Decrypts a reply whose first 32 bytes are the digest of this reply key. */
  public static byte[] openReply(byte[] variantBlock, byte[] replyKey) {
    return openWith(requireReplyKey(replyKey), variantBlock);
  }

  /** Under what a reply is looked up: BLAKE3 of the reply key, 32 bytes. */
  public static byte[] digest(byte[] replyKey) {
    return Blake3.hash(requireReplyKey(replyKey));
  }

  /** The first 32 bytes: an ephemeral public key or the digest of a reply key. */
  public static byte[] variant(byte[] variantBlock) {
    if (variantBlock.length < MessageSizes.VARIANT_LEN) {
      throw new IllegalArgumentException("a variant block has at least 32 bytes");
    }
    return Arrays.copyOf(variantBlock, MessageSizes.VARIANT_LEN);
  }

  private static byte[] openWith(byte[] key, byte[] variantBlock) {
    int off = MessageSizes.VARIANT_LEN;
    if (variantBlock.length < off) {
      throw new IllegalArgumentException("a variant block has at least 32 bytes");
    }
    return AesCtr.apply(key, ZERO_IV, variantBlock, off, variantBlock.length - off);
  }

  private static byte[] agreeKey(byte[] secret, byte[] publicKey) {
    if (secret.length != X25519.KEY_LEN || publicKey.length != X25519.KEY_LEN) {
      throw new IllegalArgumentException("X25519 keys have 32 bytes");
    }
    byte[] shared = X25519.agree(secret, publicKey);
    byte[] key = HkdfBlake3.derive(NO_SALT, shared, AesCtr.KEY_LEN);
    Arrays.fill(shared, (byte) 0);
    return key;
  }

  private static byte[] requireReplyKey(byte[] replyKey) {
    if (replyKey.length != ReplySurb.REPLY_KEY_LEN) {
      throw new IllegalArgumentException("a reply key has 16 bytes, got " + replyKey.length);
    }
    return replyKey;
  }

  private static byte[] join(byte[] variant, byte[] ciphertext) {
    return new ByteWriter(variant.length + ciphertext.length)
        .bytes(variant)
        .bytes(ciphertext)
        .finish();
  }
}
