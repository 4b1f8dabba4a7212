package org.peapod.crypto;

import org.peapod.bytes.Utf8;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/**
 * The ciphers of a saved state: RFC 9106 section 5.3, test case 16 of the GCM specification, and
 * what the stock client stored (chapter 5, vector C2). They stand here and not in a file because
 * each is a line.
 */
public final class StorageCipherChecks {
  private static final String KEY =
      "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
  private static final String PLAINTEXT =
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449"
          + "a6b525b16aedf5aa0de657ba637b39";
  private static final String CIPHERTEXT =
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056"
          + "828838c5f61e6393ba7a0abcc9f662";
  private static final String TAG = "76fc6ece0f4e1768cddf8853bb2d551b";
  private static final String STOCK_KEY =
      "673f93646867e13c9a738e54a539ec24e946119366afcb161a7beb6ab83f93bb";
  private static final String STOCK_CHECK =
      "ad2f3412886de9e2134c971c7d0d485fe07f55656626087410e977b420d54c4543e74ad81660b7f92393059394"
          + "4fb9ab";
  private static final String STOCK_ACK_KEY =
      "4edbf2ad347f30223b3c67fe21d3a4d240ad541c102a1bef4eab3601c80114d175063ead7caeec170a5a84e30f"
          + "4b3a8907061e2c0a8dd6268cb2f22b927cd724a0573217ee";

  private StorageCipherChecks() {}

  /** Checks all. */
  public static void run(Checks checks) {
    argon2(checks);
    gcm(checks);
    stock(checks);
  }

  private static void argon2(Checks checks) {
    byte[] tag =
        Argon2id.derive(
            filled(32, 1),
            filled(16, 2),
            filled(8, 3),
            filled(12, 4),
            new Argon2id.Cost(32, 3, 4),
            32);
    checks.equal(
        "RFC 9106 section 5.3",
        Hex.decode("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"),
        tag);
  }

  private static void gcm(Checks checks) {
    byte[] clear = Hex.decode("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    byte[] nonce = Hex.decode("cafebabefacedbaddecaf888");
    byte[] sealed = Hex.decode(CIPHERTEXT + TAG);
    byte[] plaintext = Hex.decode(PLAINTEXT);
    byte[] key = Hex.decode(KEY);
    checks.equal("GCM case 16 sealed", sealed, AesGcm.seal(key, nonce, clear, plaintext));
    byte[] opened = AesGcm.open(key, nonce, clear, sealed, 0, sealed.length);
    checks.equal("GCM case 16 opened", plaintext, opened);
    sealed[0] ^= 1;
    checks.isTrue(
        "GCM case 16 damaged", AesGcm.open(key, nonce, clear, sealed, 0, sealed.length) == null);
  }

  private static void stock(Checks checks) {
    byte[] salt = Hex.decode("2ad7f6009baf02f1750b30b829bb3c16");
    byte[] key = Argon2id.derive(Utf8.encode("correct horse"), salt, Argon2id.Cost.STOCK, 32);
    checks.equal("stock key", Hex.decode(STOCK_KEY), key);
    checks.equal("stock check", new byte[32], open(key, "fcc0173f0e5fd0350e211546", STOCK_CHECK));
    checks.equal(
        "stock ack key",
        Utf8.encode("[186,29,164,73,1,80,70,63,83,74,41,85,21,154,217,253]"),
        open(key, "ae685e12ded5ecf5e0411529", STOCK_ACK_KEY));
  }

  private static byte[] open(byte[] key, String nonce, String sealedHex) {
    byte[] sealed = Hex.decode(sealedHex);
    return AesGcm.open(key, Hex.decode(nonce), new byte[0], sealed, 0, sealed.length);
  }

  private static byte[] filled(int len, int value) {
    byte[] out = new byte[len];
    for (int i = 0; i < len; i++) {
      out[i] = (byte) value;
    }
    return out;
  }
}
