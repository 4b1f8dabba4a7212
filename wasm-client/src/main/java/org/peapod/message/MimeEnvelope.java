package org.peapod.message;

import org.peapod.bytes.ByteReader;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;
import org.peapod.json.Json;
import org.peapod.json.JsonWriter;

/**
 * A convention among applications, unknown to the mixnet: a MIME type and headers in front of the
 * application's bytes (chapter 2, section 12).
 *
 * @param mimeType may be empty
 * @param headers free in form, or {@code null}
 * @param payload 0 bytes or more; not copied
 */
public record MimeEnvelope(String mimeType, String headers, byte[] payload) {
  private static final int PREFIX_LEN = 8;

  /** Refuses an envelope without a MIME type. */
  public MimeEnvelope {
    if (mimeType == null) {
      throw new IllegalArgumentException("an envelope needs a MIME type; it may be empty");
    }
  }

  /** Reads an envelope; keys beside the two known ones are passed over. */
  public static Result<MimeEnvelope> parse(byte[] bytes) {
    ByteReader reader = new ByteReader(bytes);
    long jsonLen = reader.i64();
    if (reader.hasOverrun() || jsonLen < 0 || jsonLen > reader.remaining()) {
      return Result.fault(MessageFault.ENVELOPE_INVALID);
    }
    Result<Json> parsed = Json.parse(reader.bytes((int) jsonLen));
    if (parsed.isFault()) {
      return Result.fault(MessageFault.ENVELOPE_INVALID);
    }
    String mimeType = parsed.value().get("mimeType").asText();
    Json headers = parsed.value().get("headers");
    if (mimeType == null || (!headers.isMissing() && !headers.is(Json.Kind.STRING))) {
      return Result.fault(MessageFault.ENVELOPE_INVALID);
    }
    return Result.ok(new MimeEnvelope(mimeType, headers.asText(), reader.rest()));
  }

  /** Length of the JSON in 8 bytes, the JSON, the payload. */
  public byte[] toBytes() {
    String json =
        new JsonWriter()
            .beginObject()
            .key("mimeType")
            .value(mimeType)
            .key("headers")
            .value(headers)
            .endObject()
            .toString();
    byte[] utf8 = Utf8.encode(json);
    return new ByteWriter(PREFIX_LEN + utf8.length + payload.length)
        .u64(utf8.length)
        .bytes(utf8)
        .bytes(payload)
        .finish();
  }
}
