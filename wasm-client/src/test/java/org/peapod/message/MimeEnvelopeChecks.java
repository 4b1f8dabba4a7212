package org.peapod.message;

import org.peapod.bytes.Result;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** Known MIME envelopes: messages-mime.json. */
public final class MimeEnvelopeChecks {
  private MimeEnvelopeChecks() {}

  /** Compares every entry of the file. */
  public static void run(Json vectors, Checks checks) {
    Json rows = vectors.get("rows");
    for (int i = 0; i < rows.size(); i++) {
      Json row = rows.at(i);
      String type = row.get("mimeType").asText();
      String headers = row.get("headers").asText();
      byte[] payload = Hex.decode(row.get("payload").asText());
      byte[] encoded = Hex.decode(row.get("encoded").asText());
      checks.equal("written " + i, encoded, new MimeEnvelope(type, headers, payload).toBytes());
      Result<MimeEnvelope> parsed = MimeEnvelope.parse(encoded);
      checks.isTrue("parses " + i, parsed.isOk());
      if (parsed.isOk()) {
        checks.equal("type " + i, type, parsed.value().mimeType());
        checks.equal("payload " + i, payload, parsed.value().payload());
        checks.equal("headers " + i, "" + headers, "" + parsed.value().headers());
      }
    }
    Json bad = vectors.get("bad");
    for (int i = 0; i < bad.size(); i++) {
      byte[] bytes = Hex.decode(bad.at(i).get("bytes").asText());
      checks.isTrue(bad.at(i).get("why").asText(), MimeEnvelope.parse(bytes).isFault());
    }
  }
}
