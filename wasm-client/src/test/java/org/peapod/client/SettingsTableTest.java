package org.peapod.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peapod.bytes.Result;
import org.peapod.bytes.Utf8;

/** Every line of docs/settings.md is true, and no value of chapter 5, A14 is missing there. */
class SettingsTableTest {
  /** The stock client's values that have an effect, with their defaults. */
  private static final Map<String, String> STOCK_DEFAULTS =
      Map.ofEntries(
          Map.entry("averagePacketDelayMs", "15"),
          Map.entry("messageSendingAverageDelayMs", "20"),
          Map.entry("maximumNumberOfRetransmissions", "null"),
          Map.entry("disableMainPoissonPacketDistribution", "false"),
          Map.entry("useExtendedPacketSize", "false"),
          Map.entry("loopCoverTrafficAverageDelayMs", "200"),
          Map.entry("coverTrafficPrimarySizeRatio", "0.7"),
          Map.entry("disableLoopCoverTrafficStream", "false"),
          Map.entry("averageAckDelayMs", "15"),
          Map.entry("ackWaitMultiplier", "1.5"),
          Map.entry("ackWaitAdditionMs", "1500"),
          Map.entry("topologyRefreshRateMs", "300000"),
          Map.entry("disableRefreshing", "false"),
          Map.entry("minimumMixnodePerformance", "50"),
          Map.entry("minimumGatewayPerformance", "50"),
          Map.entry("minimumReplySurbStorageThreshold", "10"),
          Map.entry("maximumReplySurbStorageThreshold", "200"),
          Map.entry("minimumReplySurbThresholdBuffer", "0"),
          Map.entry("minimumReplySurbRequestSize", "10"),
          Map.entry("maximumReplySurbRequestSize", "50"),
          Map.entry("maximumAllowedReplySurbRequestSize", "500"),
          Map.entry("maximumReplySurbRerequestWaitingPeriodMs", "10000"),
          Map.entry("maximumReplySurbDropWaitingPeriodMs", "300000"),
          Map.entry("maximumReplySurbsRerequests", "5"),
          Map.entry("maximumReplyKeyAgeMs", "86400000"));

  /** Those that have none there, or that we do not have for a reason. */
  private static final List<String> NOT_OURS =
      List.of(
          "deterministicRouteSelection",
          "useLegacySphinxFormat",
          "useOutfox",
          "disable_mix_hops",
          "gatewayResponseTimeoutMs",
          "topologyResolutionTimeoutMs",
          "maxStartupGatewayWaitingPeriodMs",
          "maxStartupNetworkWaitingPeriodMs",
          "useExtendedTopology",
          "ignoreEgressEpochRole",
          "ignoreIngressEpochRole",
          "surbMixHops",
          "freshSenderTags",
          "enabled",
          "providerAddress",
          "reportingIntervalMs",
          "forgetMe",
          "rememberMe");

  private static final Pattern RANGE = Pattern.compile("([0-9,]+) to ([0-9,]+)");
  private static final String NOT = "not ";
  private static final String OTHERWISE = " = ";

  /** A line: name, default, allowed values, stock name with {@code = value} if ours differs. */
  record Setting(String name, String usual, String mayBe, String stock) {}

  @ParameterizedTest
  @MethodSource("settings")
  void defaultIsTheOneThatIsTaken(Setting setting) {
    assertEquals(read("").value(), read(json(setting.name(), setting.usual())).value());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everyAllowedValueIsTakenAndMakesADifference(Setting setting) {
    for (String value : values(setting.mayBe())) {
      Result<ClientConfig> result = read(json(setting.name(), value));
      assertTrue(result.isOk(), () -> result.fault().explanation());
      if (!value.equals(setting.usual())) {
        assertNotEquals(read("").value(), result.value(), value);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everyOtherValueIsRefusedByTheNameOfTheSetting(Setting setting) {
    List<String> others = new ArrayList<>(List.of("[]", "{}", "\"other\""));
    Matcher range = RANGE.matcher(setting.mayBe());
    if (range.find()) {
      others.add(Long.toString(number(range.group(1)) - 1));
      others.add(Long.toString(number(range.group(2)) + 1));
    }
    for (String value : others) {
      Result<ClientConfig> result = read(json(setting.name(), value));
      assertTrue(result.isFault(), setting.name() + " took " + value);
      String key = ((ConfigFault) result.fault()).key();
      assertTrue(key.equals(setting.name()) || key.equals("replies.maximumRequest"), key);
    }
  }

  @Test
  void everyStockValueIsHereWithItsDefaultOrLeftOutForAReason() {
    TreeSet<String> ours = new TreeSet<>();
    settings()
        .filter(setting -> !setting.stock().isEmpty())
        .forEach(
            setting -> {
              String[] stock = setting.stock().replaceFirst("^" + NOT, "").split(OTHERWISE);
              assertEquals(STOCK_DEFAULTS.get(stock[0]), stockDefault(setting), stock[0]);
              ours.add(stock[0]);
            });
    assertEquals(new TreeSet<>(STOCK_DEFAULTS.keySet()), ours);
    assertEquals(NOT_OURS, rows("## What the stock client has").map(row -> row.get(0)).toList());
  }

  /** What a line says of the stock client's default: ours, its contrary or a value of its own. */
  private static String stockDefault(Setting setting) {
    String[] stock = setting.stock().split(OTHERWISE);
    if (stock.length > 1) {
      assertNotEquals(setting.usual(), stock[1], "a value of its own only where ours differs");
      return stock[1];
    }
    return setting.stock().startsWith(NOT) ? inverse(setting.usual()) : setting.usual();
  }

  private static String inverse(String truth) {
    return truth.equals("true") ? "false" : "true";
  }

  static Stream<Setting> settings() {
    return rows("## Every setting")
        .map(row -> new Setting(bare(row.get(0)), bare(row.get(1)), row.get(2), bare(row.get(3))));
  }

  /** The cells of the table below a heading. */
  private static Stream<List<String>> rows(String heading) {
    String page = page();
    int at = page.indexOf(heading);
    int end = page.indexOf("\n## ", at + 1);
    String part = page.substring(at, end < 0 ? page.length() : end);
    return part.lines().filter(line -> line.startsWith("|")).skip(2).map(SettingsTableTest::cells);
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
  }

  private static String page() {
    try {
      return Files.readString(Path.of("..", "docs", "settings.md"));
    } catch (IOException missing) {
      throw new AssertionError("run the tests in the folder of their module", missing);
    }
  }

  /** The values that a cell names: both ends of a range, and all that is written as code. */
  private static List<String> values(String mayBe) {
    List<String> values = new ArrayList<>();
    Matcher range = RANGE.matcher(mayBe);
    if (range.find()) {
      values.add(Long.toString(number(range.group(1))));
      values.add(Long.toString(number(range.group(2))));
    }
    Matcher code = Pattern.compile("`([^`]+)`").matcher(mayBe);
    while (code.find()) {
      values.add(code.group(1));
    }
    return values;
  }

  private static long number(String text) {
    return Long.parseLong(text.replace(",", ""));
  }

  private static String bare(String cell) {
    return cell.replace("`", "");
  }

  private static String json(String name, String value) {
    int dot = name.indexOf('.');
    return dot < 0
        ? ",\"" + name + "\":" + value
        : ",\"" + name.substring(0, dot) + "\":{\"" + name.substring(dot + 1) + "\":" + value + "}";
  }

  private static Result<ClientConfig> read(String more) {
    return ClientConfigReader.read(Utf8.encode("{\"nymApi\":[\"https://a/api\"]" + more + "}"));
  }
}
