package org.peapod.mixnet.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.peapod.json.JsonWriter;

/**
 * Runs a local network until SIGTERM or SIGINT, or until standard input closes where asked to.
 *
 * <p>When all is ready, one line of JSON on standard output says where everything is. Where
 * standard input ends the network, each line of it is a command ({@link HostCommands}) that is
 * answered by one more line. Nothing else is ever written there.
 */
public final class Main {
  private static final int BAD_ARGUMENTS = 2;

  private Main() {}

  /** See {@link CommandLine}. */
  public static void main(String... args) throws IOException {
    CommandLine options;
    try {
      options = CommandLine.parse(args);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(BAD_ARGUMENTS);
      return;
    }
    run(options);
  }

  private static void run(CommandLine options) throws IOException {
    PacketTrace trace = options.observed() == null ? null : new PacketTrace(options.observed());
    LocalMixnet mixnet = LocalMixnet.start(options.mixnet().withObserver(trace));
    StaticSite site = options.site() == null ? null : startSite(options, mixnet);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(mixnet, site, trace), "stop"));
    System.out.println(ready(mixnet, site));
    System.out.flush();
    if (options.untilStdinCloses()) {
      obeyUntilEndOfInput(new HostCommands(mixnet));
      System.exit(0);
    }
  }

  private static StaticSite startSite(CommandLine options, LocalMixnet mixnet) throws IOException {
    try {
      return StaticSite.start(
          options.site(), options.port(), StaticSite.STRICT_CSP, mixnet.nymApi());
    } catch (IOException failed) {
      mixnet.close();
      throw failed;
    }
  }

  /** The line that tells a caller where everything is. */
  static String ready(LocalMixnet mixnet, StaticSite site) {
    JsonWriter out = new JsonWriter().beginObject().key("nymApi").value(mixnet.nymApi());
    out.key("gateways").beginArray();
    for (LocalMixnet.GatewayEntry gateway : mixnet.gateways()) {
      out.beginObject().key("identity").value(gateway.identity());
      out.key("ws").value(gateway.url()).endObject();
    }
    out.endArray().key("site").value(site == null ? null : site.url());
    return out.endObject().toString();
  }

  private static void obeyUntilEndOfInput(HostCommands commands) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(commands.answer(line));
      System.out.flush();
    }
  }

  private static void close(LocalMixnet mixnet, StaticSite site, PacketTrace trace) {
    try {
      if (site != null) {
        site.close();
      }
      mixnet.close();
      if (trace != null) {
        trace.close();
      }
    } catch (IOException failed) {
      System.err.println("could not stop cleanly: " + failed.getMessage());
    }
  }
}
