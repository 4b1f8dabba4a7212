package org.peapod.client;

import java.util.ArrayList;
import java.util.List;
import org.peapod.bytes.Base58;
import org.peapod.bytes.Result;
import org.peapod.json.Json;

/**
 * Reads a {@link ClientConfig} from JSON and takes nothing on trust: an unknown key, a wrong type
 * or a value out of range is a {@link ConfigFault} that names the key. Absent keys take the
 * defaults.
 */
public final class ClientConfigReader {
  /** The most directory URLs. */
  public static final int MAX_URLS = 16;

  /** The longest directory URL, in characters. */
  public static final int MAX_URL_LEN = 2048;

  private static final double HOUR_MS = 3_600_000;
  private static final int IDENTITY_LEN = 32;
  private static final List<String> KEYS =
      List.of(
          "nymApi",
          "gateway",
          "requireTls",
          "mainStreamMeanMs",
          "loopCoverMeanMs",
          "packetDelayMeanMs",
          "ackDelayMeanMs",
          "mainStreamPoisson",
          "loopCover",
          "startTimeoutMs");

  private final Json document;
  private ConfigFault fault;

  private ClientConfigReader(Json document) {
    this.document = document;
  }

  /** The configuration that UTF-8 JSON describes, or what is wrong with it. */
  public static Result<ClientConfig> read(byte[] utf8) {
    Result<Json> parsed = Json.parse(utf8);
    if (parsed.isFault()) {
      String got = "a text that is not: " + parsed.fault().explanation();
      return Result.fault(new ConfigFault("", "a JSON object", got));
    }
    return new ClientConfigReader(parsed.value()).readDocument();
  }

  private Result<ClientConfig> readDocument() {
    checkKeys();
    ClientConfig config =
        new ClientConfig(
            urls(),
            gateway(),
            truth("requireTls", false),
            number("mainStreamMeanMs", 20, 1, HOUR_MS),
            number("loopCoverMeanMs", 200, 1, HOUR_MS),
            number("packetDelayMeanMs", 15, 0, HOUR_MS),
            number("ackDelayMeanMs", 15, 0, HOUR_MS),
            truth("mainStreamPoisson", true),
            truth("loopCover", true),
            number("startTimeoutMs", 60_000, 1, HOUR_MS));
    return fault == null ? Result.ok(config) : Result.fault(fault);
  }

  private void checkKeys() {
    if (!document.is(Json.Kind.OBJECT)) {
      refuse("", "a JSON object", document);
    }
    for (String key : document.keys()) {
      if (!KEYS.contains(key)) {
        fail(new ConfigFault("", "only the keys " + String.join(", ", KEYS), shorten(key)));
      }
    }
  }

  private List<String> urls() {
    Json value = document.get("nymApi");
    List<String> out = new ArrayList<>();
    if (!value.is(Json.Kind.ARRAY) || value.size() == 0 || value.size() > MAX_URLS) {
      refuse("nymApi", "a list of 1 to " + MAX_URLS + " URLs", value);
      return out;
    }
    for (int i = 0; i < value.size(); i++) {
      String url = value.at(i).asText();
      if (url == null || !isWebUrl(url)) {
        refuse("nymApi", "texts that begin with https:// or http:// and a host", value.at(i));
      }
      out.add(url);
    }
    return out;
  }

  private static boolean isWebUrl(String url) {
    int hostAt = url.startsWith("https://") ? 8 : 7;
    boolean web = hostAt == 8 || url.startsWith("http://");
    return web && url.length() > hostAt && url.length() <= MAX_URL_LEN && url.indexOf(' ') < 0;
  }

  private String gateway() {
    Json value = document.get("gateway");
    String text = value.asText();
    boolean isIdentity = text != null && Base58.decode(text, IDENTITY_LEN) != null;
    if (!isIdentity && !value.isMissing()) {
      refuse("gateway", "null or the base58 text of a 32-byte identity key", value);
    }
    return text;
  }

  private boolean truth(String key, boolean otherwise) {
    Json value = document.get(key);
    if (value.is(Json.Kind.ABSENT)) {
      return otherwise;
    }
    if (!value.is(Json.Kind.BOOLEAN)) {
      refuse(key, "true or false", value);
    }
    return value.isTrue();
  }

  private double number(String key, double otherwise, int least, double most) {
    Json value = document.get(key);
    if (value.is(Json.Kind.ABSENT)) {
      return otherwise;
    }
    double number = value.asDouble(-1);
    if (!(number >= least && number <= most)) {
      refuse(key, "a number of milliseconds from " + least + " to " + (long) most, value);
    }
    return number;
  }

  private void refuse(String key, String expected, Json got) {
    fail(new ConfigFault(key, expected, describe(got)));
  }

  private void fail(ConfigFault found) {
    fault = fault == null ? found : fault;
  }

  private static String describe(Json value) {
    return switch (value.kind()) {
      case ABSENT -> "nothing";
      case NULL -> "null";
      case BOOLEAN -> value.isTrue() ? "true" : "false";
      case NUMBER -> "the number " + value.asDouble(0);
      case STRING -> shorten(value.asText());
      case ARRAY -> "a list of " + value.size();
      case OBJECT -> "an object";
    };
  }

  private static String shorten(String text) {
    return '"' + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + '"';
  }
}
