package org.peapod.mixnet.simulation;

import java.util.List;
import org.peapod.mixnet.network.SeededEntropy;

/** What goes wrong in a day, at moments drawn beforehand. */
final class Mishaps {
  private static final int DISK_LOSS_SHARE = 5;

  /** After so long a gateway finds out that a client is gone that said nothing. */
  private static final double SILENT_MS = 5_000;

  /** A program that is started again at once is back within this. */
  private static final double SOON_MS = 3_000;

  private final Simulation simulation;
  private final DaySettings day;
  private final SeededEntropy chance;
  private int crashes;
  private int deaths;

  Mishaps(Simulation simulation, DaySettings day, SeededEntropy chance) {
    this.simulation = simulation;
    this.day = day;
    this.chance = chance;
  }

  /** Enters all of them for these clients. */
  void plan(List<Chatter> chatters) {
    for (int i = 0; i < day.gatewayCrashes(); i++) {
      simulation.at(moment(day.outageMs()), this::crashGateway);
    }
    for (Chatter chatter : chatters) {
      planDeaths(chatter);
    }
    for (int i = 0; i < day.directoryOutages(); i++) {
      // One in each part of the day, so that they do not overlap.
      double partMs = day.lengthMs() / day.directoryOutages();
      double beginMs = i * partMs + chance.unit() * (partMs - day.outageMs());
      simulation.at(beginMs, () -> simulation.directoryDown(true));
      simulation.at(beginMs + day.outageMs(), () -> simulation.directoryDown(false));
    }
  }

  private void planDeaths(Chatter chatter) {
    double left = day.deathsEach();
    while (left > chance.unit()) {
      simulation.at(moment(0), () -> kill(chatter));
      left--;
    }
  }

  /** Mostly the gateway hears of it at once; a machine without power says nothing. */
  private void kill(Chatter chatter) {
    if (!chatter.client().isAlive()) {
      return;
    }
    deaths++;
    chatter.dies();
    boolean silent = chance.below(4) == 0;
    chatter.client().kill(silent ? SILENT_MS : simulation.links().clientLatencyMs());
    boolean comesBackAtOnce = chance.below(3) == 0;
    double awayMs = chance.unit() * (comesBackAtOnce ? SOON_MS : day.outageMs());
    simulation.at(simulation.nowMs() + awayMs, chatter.client()::start);
  }

  @Override
  public String toString() {
    return crashes + " gateways crashed, " + deaths + " clients died";
  }

  private void crashGateway() {
    int gateway = chance.below(simulation.network().gatewayCount());
    boolean losesDisk = ++crashes % DISK_LOSS_SHARE == 0;
    simulation.crashGateway(gateway, losesDisk);
    double awayMs = chance.unit() * day.outageMs() / 2;
    simulation.at(simulation.nowMs() + awayMs, () -> simulation.returnGateway(gateway));
  }

  /** A moment that leaves so much of the day. */
  private double moment(double leavingMs) {
    return chance.unit() * (day.lengthMs() - leavingMs);
  }
}
