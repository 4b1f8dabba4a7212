package org.peapod.mixnet.host;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.peapod.client.Now;
import org.peapod.mixnet.directory.Directory;
import org.peapod.mixnet.directory.Epoch;
import org.peapod.mixnet.directory.HttpAnswer;
import org.peapod.mixnet.network.Mixnet;
import org.peapod.mixnet.network.MixnetStats;

/**
 * A running network on loopback with ephemeral ports. Usable from any thread; after {@link #close}
 * no socket, timer or thread of it is left.
 */
public final class LocalMixnet implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int MAX_FRAME_LEN = 16 << 20;
  private static final int MAX_MESSAGE_LEN = 64 << 20;

  /** Where clients of one gateway connect. */
  public record GatewayEntry(String identity, String url) {}

  private final Vertx vertx;
  private final Context context;
  private final MixnetLoop loop;
  private final String nymApi;
  private final List<GatewayEntry> gateways;

  private LocalMixnet(Vertx vertx, LocalMixnetConfig config) throws IOException {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.loop = new MixnetLoop(vertx, context, config.faults());
    List<HttpServer> gatewayServers = new ArrayList<>();
    for (int i = 0; i < config.network().gateways(); i++) {
      gatewayServers.add(listenForClients(i));
    }
    HttpServer directory = VertxSetup.await(listenForQuestions());
    this.nymApi = "http://" + HOST + ":" + directory.actualPort() + Directory.PREFIX;
    this.gateways = call(() -> begin(config, gatewayServers));
  }

  /** Starts a network; when this returns, its directory and gateways can be reached. */
  public static LocalMixnet start(LocalMixnetConfig config) throws IOException {
    Vertx vertx = VertxSetup.create();
    try {
      return new LocalMixnet(vertx, config);
    } catch (IOException failed) {
      VertxSetup.await(vertx.close());
      throw failed;
    }
  }

  /** The directory's base URL, ending in {@code /api}. */
  public String nymApi() {
    return nymApi;
  }

  /** All gateways in the order of the directory. */
  public List<GatewayEntry> gateways() {
    return gateways;
  }

  /** What the network has done so far. */
  public MixnetStats stats() throws IOException {
    return call(() -> loop.mixnet().stats());
  }

  /** Ends the present epoch now; gives the one that begins. */
  public Epoch startNextEpoch() throws IOException {
    return call(this::nextEpoch);
  }

  /**
   * Ends the present key rotation now by ending its epochs one after the other; gives the first
   * epoch of the next rotation, in which nodes still take the keys of the old one.
   */
  public Epoch startNextRotation() throws IOException {
    return call(
        () -> {
          loop.input(loop.mixnet()::startNextRotation);
          return loop.mixnet().epoch(MixnetLoop.now());
        });
  }

  @Override
  public void close() throws IOException {
    call(
        () -> {
          loop.stop();
          return true;
        });
    VertxSetup.await(vertx.close());
  }

  private List<GatewayEntry> begin(LocalMixnetConfig config, List<HttpServer> servers) {
    Mixnet mixnet =
        new Mixnet(config.network(), config.entropy(), MixnetLoop.now(), config.observer());
    List<GatewayEntry> entries = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      int port = servers.get(i).actualPort();
      mixnet.gatewayListens(i, port);
      entries.add(new GatewayEntry(mixnet.gatewayIdentity(i), "ws://" + HOST + ":" + port));
    }
    mixnet.directoryListens(nymApi);
    loop.drive(mixnet);
    return List.copyOf(entries);
  }

  private HttpServer listenForClients(int gateway) throws IOException {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxWebSocketFrameSize(MAX_FRAME_LEN)
            .setMaxWebSocketMessageSize(MAX_MESSAGE_LEN)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false);
    return VertxSetup.await(
        VertxSetup.on(
            context,
            () ->
                vertx
                    .createHttpServer(options)
                    .webSocketHandler(socket -> loop.accept(gateway, socket))
                    .requestHandler(LocalMixnet::refusePlainHttp)
                    .listen(0, HOST)));
  }

  private Future<HttpServer> listenForQuestions() {
    return VertxSetup.on(
        context, () -> vertx.createHttpServer().requestHandler(this::answer).listen(0, HOST));
  }

  private Epoch nextEpoch() {
    loop.input(loop.mixnet()::startNextEpoch);
    return loop.mixnet().epoch(MixnetLoop.now());
  }

  private void answer(HttpServerRequest request) {
    if (!loop.isRunning()) {
      request.response().setStatusCode(503).end("relevant cache hasn't been initialised yet");
      return;
    }
    Now now = MixnetLoop.now();
    HttpAnswer answer = loop.mixnet().http(now, request.method().name(), request.uri());
    request.response().setStatusCode(answer.status());
    request.response().putHeader("content-type", answer.contentType());
    answer.headers().forEach((name, value) -> request.response().putHeader(name, value));
    request.response().end(Buffer.buffer(answer.body()));
    loop.input(unused -> {});
  }

  private static void refusePlainHttp(HttpServerRequest request) {
    request.response().setStatusCode(400).end("only WebSockets are served here");
  }

  private <T> T call(Callable<T> action) throws IOException {
    CompletableFuture<T> done = new CompletableFuture<>();
    context.runOnContext(
        unused -> {
          try {
            done.complete(action.call());
          } catch (Exception failed) {
            done.completeExceptionally(failed);
          }
        });
    return VertxSetup.await(done);
  }
}
