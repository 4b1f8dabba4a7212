package org.peapod.mixnet.simulation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.peapod.address.ClientAddress;
import org.peapod.client.ClientFault;
import org.peapod.client.ClientOutput;
import org.peapod.mixnet.network.SeededEntropy;
import org.peapod.reply.SurbBudget;

/**
 * An application that writes to others at random moments, with its address or without, and answers
 * those who ask anonymously.
 */
final class Chatter implements Application {
  private static final int LONGEST_SHORT = 1_500;
  private static final int LONGEST_MIDDLE = 8_000;

  private final Simulation simulation;
  private final DeliveryLedger ledger;
  private final SeededEntropy chance;
  private final ChatterHabits habits;
  private final Map<ClientFault, Integer> endings = new EnumMap<>(ClientFault.class);
  private final Map<ClientFault, Integer> failures = new EnumMap<>(ClientFault.class);
  private SimulatedClient client;
  private List<Chatter> others;
  private String address;
  private long name;

  Chatter(
      Simulation simulation, DeliveryLedger ledger, SeededEntropy chance, ChatterHabits habits) {
    this.simulation = simulation;
    this.ledger = ledger;
    this.chance = chance;
    this.habits = habits;
  }

  /** Begins to write to some of these, until the time that the habits say. */
  void begin(List<Chatter> all) {
    others = all;
    later(habits.meanPauseMs(), this::write);
  }

  /** Sits on this client. */
  void sitOn(SimulatedClient own) {
    client = own;
  }

  SimulatedClient client() {
    return client;
  }

  /** How often the client gave up by itself, by the reason. */
  Map<ClientFault, Integer> endings() {
    return endings;
  }

  /** How many messages failed, answers included, by the reason. */
  Map<ClientFault, Integer> failures() {
    return failures;
  }

  @Override
  public void told(ClientOutput output) {
    double nowMs = simulation.nowMs();
    if (output instanceof ClientOutput.Ready ready) {
      ready(ready.address());
    } else if (output instanceof ClientOutput.StartFailed failed) {
      ended(failed.fault());
    } else if (output instanceof ClientOutput.GaveUp gaveUp) {
      ended(gaveUp.fault());
    } else if (output instanceof ClientOutput.Resumed resumed) {
      ledger.resumed(nowMs, resumed.message());
    } else if (output instanceof ClientOutput.Received received) {
      Shipment shipment = ledger.arrived(nowMs, name, received.data(), received.again());
      if (shipment != null
          && !received.again()
          && shipment.wantsAnswer
          && received.senderTag() != null) {
        later(habits.meanThoughtMs(), () -> answer(received.senderTag(), shipment));
      }
    } else if (output instanceof ClientOutput.Acknowledged message) {
      ledger.known(nowMs, message.message(), Shipment.Knowledge.ACKNOWLEDGED);
    } else if (output instanceof ClientOutput.SendFailed message) {
      ledger.known(nowMs, message.message(), Shipment.Knowledge.FAILED);
      failures.merge(message.fault(), 1, Integer::sum);
    }
  }

  /** The client's process is about to end without a word. */
  void dies() {
    ledger.died(name);
  }

  /** The client gave up by itself: it is started again later, as a person would do. */
  private void ended(ClientFault fault) {
    ledger.died(name);
    endings.merge(fault, 1, Integer::sum);
    simulation.at(simulation.nowMs() + habits.meanThoughtMs(), client::startAgain);
  }

  private void ready(String readyAddress) {
    if (address != null && !address.equals(readyAddress)) {
      throw new IllegalStateException("the address changed from " + address);
    }
    address = readyAddress;
    name = PacketTrail.name(ClientAddress.parse(address).value().identity());
    ledger.readyAgain(simulation.nowMs(), name);
  }

  private void write() {
    if (simulation.nowMs() > habits.untilMs()) {
      return;
    }
    later(habits.meanPauseMs(), this::write);
    Chatter to = others.get(chance.below(others.size()));
    if (client.isReady() && to != this && to.address != null) {
      if (chance.below(2) == 0) {
        Shipment shipment = enter(to.name, length(), false);
        client.send(shipment.number, to.address, DeliveryLedger.contents(shipment));
      } else {
        ask(to);
      }
    }
  }

  private void ask(Chatter to) {
    boolean wantsAnswer = chance.below(4) > 0;
    Shipment shipment = enter(to.name, length(), wantsAnswer);
    int surbs = wantsAnswer ? SurbBudget.forReply(SurbBudget.DEFAULT_REPLY_BYTES) : 0;
    client.sendAnonymous(shipment.number, to.address, DeliveryLedger.contents(shipment), surbs);
  }

  private void answer(byte[] senderTag, Shipment question) {
    if (client.isReady()) {
      Shipment shipment = enter(question.sender, length(), false);
      client.reply(shipment.number, senderTag, DeliveryLedger.contents(shipment));
    }
  }

  private Shipment enter(long recipient, int length, boolean wantsAnswer) {
    return ledger.enter(simulation.nowMs(), name, recipient, length, wantsAnswer);
  }

  /** Most are short, some are of a few packets, few are long. */
  private int length() {
    int kind = chance.below(20);
    if (kind < 14) {
      return DeliveryLedger.MIN_LEN + chance.below(LONGEST_SHORT);
    }
    int longest = kind < 19 ? LONGEST_MIDDLE : habits.longestMessage();
    return LONGEST_SHORT + chance.below(longest - LONGEST_SHORT);
  }

  private void later(double meanMs, Runnable action) {
    double waitMs = -Math.log(1 - chance.unit() * 0.999) * meanMs;
    simulation.at(simulation.nowMs() + waitMs, action);
  }
}
