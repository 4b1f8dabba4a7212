package org.peapod.topology;

import org.peapod.json.Json;
import org.peapod.vectors.Checks;

/** The known answers of topology-url-vectors.json; runs wherever the core runs. */
public final class DirectoryUrlChecks {
  private DirectoryUrlChecks() {}

  /** Checks every case of the file. */
  public static void run(Json vectors, Checks checks) {
    String base = DirectoryUrls.base(vectors.get("base").asText());
    Json cases = vectors.get("cases");
    for (int i = 0; i < cases.size(); i++) {
      Json one = cases.at(i);
      String url = DirectoryUrls.join(base, path(one));
      Json params = one.get("params");
      for (int j = 0; j < params.size(); j++) {
        url =
            DirectoryUrls.withParameter(
                url, params.at(j).at(0).asText(), params.at(j).at(1).asText());
      }
      checks.equal("url " + i, one.get("url").asText(), url);
    }
  }

  private static String path(Json one) {
    if (one.get("path").asText() != null) {
      return one.get("path").asText();
    }
    StringBuilder out = new StringBuilder();
    Json segments = one.get("segments");
    for (int i = 0; i < segments.size(); i++) {
      out.append('/').append(segments.at(i).asText());
    }
    return out.toString();
  }
}
