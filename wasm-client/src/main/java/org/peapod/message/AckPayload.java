package org.peapod.message;

import java.util.Arrays;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;
import org.peapod.crypto.AesCtr;
import org.peapod.crypto.Entropy;

/**
 * What an acknowledgement carries back to its sender: a random IV and the encrypted identifier of
 * the fragment, 21 bytes (chapter 2, section 6).
 */
public final class AckPayload {
  /** Length of the payload: IV 16, identifier 5. */
  public static final int LEN = AesCtr.IV_LEN + FragmentId.LEN;

  private AckPayload() {}

  /** The payload for a fragment, or for {@link FragmentId#COVER}. */
  public static byte[] seal(AckKey ackKey, FragmentId id, Entropy entropy) {
    return seal(ackKey, id, entropy.bytes(AesCtr.IV_LEN));
  }

  /** The payload under a given IV of 16 bytes, which must never be used twice. */
  public static byte[] seal(AckKey ackKey, FragmentId id, byte[] iv) {
    byte[] hidden = ackKey.apply(iv, id.toBytes(), 0, FragmentId.LEN);
    return new ByteWriter(LEN).bytes(iv).bytes(hidden).finish();
  }

  /** The identifier in a payload; most payloads under another key are faults. */
  public static Result<FragmentId> open(AckKey ackKey, byte[] payload) {
    if (payload.length != LEN) {
      return Result.fault(MessageFault.ACK_INVALID);
    }
    byte[] iv = Arrays.copyOf(payload, AesCtr.IV_LEN);
    byte[] id = ackKey.apply(iv, payload, AesCtr.IV_LEN, FragmentId.LEN);
    Result<FragmentId> parsed = FragmentId.parse(id);
    return parsed.isFault() ? Result.fault(MessageFault.ACK_INVALID) : parsed;
  }
}
