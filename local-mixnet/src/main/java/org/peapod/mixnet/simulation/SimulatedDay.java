package org.peapod.mixnet.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peapod.client.ClientFault;
import org.peapod.client.HeldItems;
import org.peapod.mixnet.network.MixnetStats;
import org.peapod.mixnet.network.SeededEntropy;
import org.peapod.mixnet.node.Gateway;
import org.peapod.mixnet.node.MixNode;

/**
 * Many clients on a network where much goes wrong, for as long as a day, in virtual time: they
 * write to each other, a ledger judges, and what everybody holds is looked at again and again.
 */
final class SimulatedDay {
  private final DaySettings day;
  private final Simulation simulation;
  private final DeliveryLedger ledger = new DeliveryLedger();
  private final List<Chatter> chatters = new ArrayList<>();
  private final Mishaps mishaps;
  private final Map<String, HeldItems> most = new LinkedHashMap<>();

  SimulatedDay(DaySettings day) {
    this.day = day;
    this.simulation = new Simulation(day.seed(), day.network(), day.links());
    this.mishaps = new Mishaps(simulation, day, new SeededEntropy(day.seed() + 2));
    for (int i = 0; i < day.clients(); i++) {
      SeededEntropy chance = new SeededEntropy(day.seed() * 31 + 500_000 + i);
      Chatter chatter = new Chatter(simulation, ledger, chance, day.habits());
      chatter.sitOn(simulation.addClient(day.client(simulation.nymApi()), chatter, true));
      chatters.add(chatter);
    }
    for (Chatter chatter : chatters) {
      chatter.begin(chatters);
    }
    mishaps.plan(chatters);
  }

  double nowMs() {
    return simulation.nowMs();
  }

  DeliveryLedger ledger() {
    return ledger;
  }

  /** Payloads that were lost behind a gateway, each known by sender and recipient. */
  List<LostPush> losses() {
    return simulation.trail().losses();
  }

  /** How often clients gave up by themselves, by the reason. */
  Map<ClientFault, Integer> endings() {
    Map<ClientFault, Integer> all = new EnumMap<>(ClientFault.class);
    for (Chatter chatter : chatters) {
      chatter.endings().forEach((fault, times) -> all.merge(fault, times, Integer::sum));
    }
    return all;
  }

  /** How many messages failed, by the reason. */
  Map<ClientFault, Integer> failures() {
    Map<ClientFault, Integer> all = new EnumMap<>(ClientFault.class);
    for (Chatter chatter : chatters) {
      chatter.failures().forEach((fault, times) -> all.merge(fault, times, Integer::sum));
    }
    return all;
  }

  /** Lets time pass. */
  void runFor(double ms) {
    simulation.runFor(ms);
  }

  /** Bytes on the disks of all clients, which the simulation holds in memory. */
  long diskBytes() {
    long sum = 0;
    for (SimulatedClient client : simulation.clients()) {
      sum += client.diskBytes();
    }
    return sum;
  }

  /** Packets whose way is being followed, lost ones among them. */
  int packetsFollowed() {
    return simulation.trail().size();
  }

  /** Looks at what all clients and nodes hold and names what is beyond its limit. */
  List<String> look() {
    List<String> beyond = new ArrayList<>();
    for (HeldItems items : everything()) {
      if (items.held() > items.limit()) {
        beyond.add(items + " at " + simulation.nowMs() + " ms");
      }
      HeldItems before = most.get(items.what());
      if (before == null || before.held() < items.held()) {
        most.put(items.what(), items);
      }
    }
    return beyond;
  }

  /** The most that any one held of each kind, whenever it was looked. */
  List<HeldItems> most() {
    return new ArrayList<>(most.values());
  }

  /** How much of one kind all hold together now. */
  long heldNow(String what) {
    long sum = 0;
    for (HeldItems items : everything()) {
      sum += items.what().equals(what) ? items.held() : 0;
    }
    return sum;
  }

  /** What happened, for people. */
  String summary() {
    MixnetStats stats = simulation.network().stats();
    return ledger
        + ", "
        + "failed: "
        + failures()
        + ", "
        + losses().size()
        + " payloads lost behind gateways, "
        + mishaps
        + ", gave up: "
        + endings()
        + ", "
        + stats.packetsIn()
        + " packets at nodes, "
        + simulation.packetsLost()
        + " lost between them, dropped: "
        + stats.dropped();
  }

  private List<HeldItems> everything() {
    List<HeldItems> out = new ArrayList<>();
    for (SimulatedClient client : simulation.clients()) {
      out.addAll(client.held());
    }
    for (int i = 0; i < simulation.network().gatewayCount(); i++) {
      Gateway gateway = simulation.network().gateway(i);
      int waiting = gateway.node().waitingPackets();
      out.add(new HeldItems("live clients of a gateway", gateway.liveClients(), day.clients()));
      out.add(new HeldItems("accounts", gateway.registeredClients(), day.clients()));
      out.add(new HeldItems("waiting packets", waiting, MixNode.DELAY_QUEUE_LIMIT));
    }
    out.add(new HeldItems("sockets", simulation.openConnections(), 2L * day.clients()));
    return out;
  }
}
