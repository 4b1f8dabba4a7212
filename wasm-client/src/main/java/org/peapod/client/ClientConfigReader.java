package org.peapod.client;

import java.util.ArrayList;
import java.util.List;
import org.peapod.bytes.Base58;
import org.peapod.bytes.Result;
import org.peapod.json.Json;

/**
 * Reads a {@link ClientConfig} from JSON and takes nothing on trust: an unknown key, a wrong type
 * or a value out of range is a {@link ConfigFault} that names the key. Absent keys take the values
 * of the preset.
 *
 * <p>A value may stand in its section, such as {@code traffic.mainStreamMeanMs}; those that small
 * programs set may stand at the top instead, not at both.
 */
public final class ClientConfigReader {
  /** The most directory URLs. */
  public static final int MAX_URLS = 16;

  /** The longest directory URL, in characters. */
  public static final int MAX_URL_LEN = 2048;

  private static final int IDENTITY_LEN = 32;
  private static final List<String> KEYS =
      List.of(
          "nymApi",
          "preset",
          "gateway",
          "requireTls",
          "mainStreamMeanMs",
          "loopCoverMeanMs",
          "packetDelayMeanMs",
          "ackDelayMeanMs",
          "mainStreamPoisson",
          "loopCover",
          "startTimeoutMs",
          "connection",
          "traffic",
          "cover",
          "acks",
          "topology",
          "replies");

  private static final List<String> REPLY_KEYS =
      List.of(
          "reserve",
          "maximumStored",
          "reserveBuffer",
          "minimumRequest",
          "maximumRequest",
          "maximumAllowedRequest",
          "rerequestWaitMs",
          "dropWaitMs",
          "maximumRerequests",
          "maximumKeyAgeMs");

  private final ConfigSection top;

  private ClientConfigReader(Json document) {
    this.top = ConfigSection.of(document);
  }

  /** The configuration that UTF-8 JSON describes, or what is wrong with it. */
  public static Result<ClientConfig> read(byte[] utf8) {
    Result<Json> parsed = Json.parse(utf8);
    if (parsed.isFault()) {
      String got = "a text that is not: " + parsed.fault().explanation();
      return Result.fault(new ConfigFault("", "a JSON object", got));
    }
    return new ClientConfigReader(parsed.value()).readDocument(parsed.value());
  }

  private Result<ClientConfig> readDocument(Json document) {
    if (!document.is(Json.Kind.OBJECT)) {
      top.refuse("", "a JSON object", document);
    }
    top.only(KEYS);
    ConfigPreset preset = preset();
    ClientConfig config =
        new ClientConfig(
            urls(),
            top.ms("startTimeoutMs", ClientConfig.START_TIMEOUT_MS, 1),
            connection(top.section("connection")),
            traffic(top.section("traffic"), preset.traffic()),
            cover(top.section("cover"), preset.cover()),
            acks(top.section("acks")),
            topology(top.section("topology")),
            replies(top.section("replies")));
    return top.fault() == null ? Result.ok(config) : Result.fault(top.fault());
  }

  private ConfigPreset preset() {
    Json value = top.get("preset");
    ConfigPreset named =
        value.is(Json.Kind.ABSENT) ? ConfigPreset.DEFAULT : ConfigPreset.named(value.asText());
    if (named == null) {
      top.refuse("preset", "default, lowPower or noCover", value);
      return ConfigPreset.DEFAULT;
    }
    return named;
  }

  private List<String> urls() {
    Json value = top.get("nymApi");
    List<String> out = new ArrayList<>();
    if (!value.is(Json.Kind.ARRAY) || value.size() > MAX_URLS) {
      top.refuse("nymApi", "a list of at most " + MAX_URLS + " URLs", value);
      return out;
    }
    for (int i = 0; i < value.size(); i++) {
      String url = value.at(i).asText();
      if (url == null || !isWebUrl(url)) {
        top.refuse("nymApi", "texts that begin with https:// or http:// and a host", value.at(i));
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

  private GatewaySettings connection(ConfigSection in) {
    in.only(List.of("gateway", "requireTls", "measuredGateways", "allowMixing"));
    GatewaySettings usual = GatewaySettings.DEFAULT;
    ConfigSection chosen = from(in, "gateway");
    boolean fastest = "fastest".equals(chosen.get("gateway").asText());
    return new GatewaySettings(
        fastest ? null : identity(chosen),
        from(in, "requireTls").truth("requireTls", usual.requireTls()),
        fastest ? GatewayPreference.LATENCY : GatewayPreference.RANDOM,
        in.whole("measuredGateways", usual.probed(), 2, 20),
        in.truth("allowMixing", usual.allowMixing()));
  }

  /** The gateway asked for by name, or {@code null} for one at random. */
  private static String identity(ConfigSection in) {
    Json value = in.get("gateway");
    String text = value.asText();
    boolean any = value.isMissing() || "random".equals(text);
    boolean isIdentity = text != null && Base58.decode(text, IDENTITY_LEN) != null;
    if (!any && !isIdentity) {
      in.refuse("gateway", "random, fastest or the base58 text of a 32-byte identity key", value);
    }
    return any ? null : text;
  }

  private TrafficSettings traffic(ConfigSection in, TrafficSettings usual) {
    in.only(
        List.of(
            "packetDelayMeanMs",
            "mainStreamMeanMs",
            "mainStreamPoisson",
            "extendedPackets",
            "maximumRetransmissions"));
    return new TrafficSettings(
        from(in, "packetDelayMeanMs").ms("packetDelayMeanMs", usual.packetDelayMeanMs(), 0),
        from(in, "mainStreamMeanMs").ms("mainStreamMeanMs", usual.mainStreamMeanMs(), 1),
        from(in, "mainStreamPoisson").truth("mainStreamPoisson", usual.mainStreamPoisson()),
        in.truth("extendedPackets", usual.extendedPackets()),
        in.get("maximumRetransmissions").is(Json.Kind.NULL)
            ? TrafficSettings.NO_MAXIMUM
            : in.whole("maximumRetransmissions", usual.maximumRetransmissions(), 0, 1000));
  }

  private CoverSettings cover(ConfigSection in, CoverSettings usual) {
    in.only(List.of("loopCover", "loopCoverMeanMs", "primarySizeRatio"));
    return new CoverSettings(
        from(in, "loopCover").truth("loopCover", usual.loopCover()),
        from(in, "loopCoverMeanMs").ms("loopCoverMeanMs", usual.loopCoverMeanMs(), 1),
        in.number("primarySizeRatio", usual.primarySizeRatio(), 0, 1, "a share"));
  }

  private AckSettings acks(ConfigSection in) {
    in.only(List.of("ackDelayMeanMs", "waitMultiplier", "waitAdditionMs"));
    AckSettings usual = AckSettings.DEFAULT;
    return new AckSettings(
        from(in, "ackDelayMeanMs").ms("ackDelayMeanMs", usual.delayMeanMs(), 0),
        in.number("waitMultiplier", usual.waitMultiplier(), 1, 1000, "a number"),
        in.ms("waitAdditionMs", usual.waitAdditionMs(), 0));
  }

  private static TopologySettings topology(ConfigSection in) {
    in.only(
        List.of("refreshMs", "refreshing", "minimumMixPerformance", "minimumGatewayPerformance"));
    TopologySettings usual = TopologySettings.DEFAULT;
    return new TopologySettings(
        in.ms("refreshMs", usual.refreshMs(), 1000),
        in.truth("refreshing", usual.refreshing()),
        in.whole("minimumMixPerformance", usual.minimumMixPerformance(), 0, 100),
        in.whole("minimumGatewayPerformance", usual.minimumGatewayPerformance(), 0, 100));
  }

  private static ReplySettings replies(ConfigSection in) {
    in.only(REPLY_KEYS);
    ReplySettings usual = ReplySettings.DEFAULT;
    ReplySettings read =
        new ReplySettings(
            in.whole("reserve", usual.reserve(), 0, 1000),
            in.whole("maximumStored", usual.maximumStored(), 1, 10_000),
            in.whole("reserveBuffer", usual.reserveBuffer(), 0, 1000),
            in.whole("minimumRequest", usual.minimumRequest(), 1, 500),
            in.whole("maximumRequest", usual.maximumRequest(), 1, 500),
            in.whole("maximumAllowedRequest", usual.maximumAllowedRequest(), 0, 500),
            in.ms("rerequestWaitMs", usual.rerequestWaitMs(), 1),
            in.ms("dropWaitMs", usual.dropWaitMs(), 1),
            in.whole("maximumRerequests", usual.maximumRerequests(), 0, 1000),
            in.ms(
                "maximumKeyAgeMs", usual.maximumKeyAgeMs(), 1000, 7 * 24 * ConfigSection.HOUR_MS));
    if (read.maximumRequest() < read.minimumRequest()) {
      in.refuse("maximumRequest", "at least minimumRequest", in.get("maximumRequest"));
    }
    return read;
  }

  /** The section, or the top when the value stands there; at both, it is refused. */
  private ConfigSection from(ConfigSection section, String key) {
    if (!top.has(key)) {
      return section;
    }
    if (section.has(key)) {
      section.refuse(key, "nothing, as the value stands at the top already", section.get(key));
    }
    return top;
  }
}
