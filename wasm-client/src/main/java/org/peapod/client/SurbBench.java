package org.peapod.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.peapod.address.SenderTag;
import org.peapod.bytes.Result;
import org.peapod.message.ReplySurb;
import org.peapod.reply.AnonymousMessages;
import org.peapod.topology.Topology;

/**
 * Makes reply SURBs a few at a time, in the order in which they were asked for.
 *
 * <p>A SURB costs about half as much as a packet. Made at once, hundreds of them would hold up the
 * packets that fall due meanwhile, and whoever times our line would see that we write to somebody,
 * or that somebody asked us for SURBs. Of what is made in one turn no packet is held up for longer
 * than by another packet.
 */
final class SurbBench {
  /** SURBs of one turn. */
  static final int PER_TURN = 2;

  /** From one turn to the next. */
  static final double TURN_MS = 10;

  /** Orders that wait: a full queue of messages, and the exchange of SURBs on top. */
  static final int MAX_ORDERS = 1_280;

  /** Bytes that wait with them, as many as the queue of messages holds. */
  static final long MAX_BYTES = 128L << 20;

  /** Takes the SURBs of one order. */
  interface Customer {
    /** All of them; {@code null} when no route can be made any more. */
    void made(Now now, List<ReplySurb> surbs);
  }

  /** SURBs that are asked for, and those of them that are made. */
  private record Order(
      int number,
      SenderTag tag,
      int amount,
      long heldBytes,
      Customer customer,
      List<ReplySurb> made) {}

  private final AnonymousMessages anonymous;
  private final ArrayDeque<Order> orders = new ArrayDeque<>();
  private long heldBytes;
  private double nextTurnMs;
  private boolean blocked;

  SurbBench(AnonymousMessages anonymous) {
    this.anonymous = anonymous;
  }

  /**
   * Asks for SURBs.
   *
   * @param number by which {@link #cancel} names the order
   * @param tag our name towards whoever gets them
   * @param held bytes that wait with the order
   * @return false when there is no room for another order
   */
  boolean order(int number, SenderTag tag, int amount, long held, Customer customer) {
    if (orders.size() >= MAX_ORDERS || heldBytes + held > MAX_BYTES) {
      return false;
    }
    heldBytes += held;
    orders.add(new Order(number, tag, amount, held, customer, new ArrayList<>()));
    return true;
  }

  /** Forgets an order; false when there is none of this number any more. */
  boolean cancel(int number) {
    for (Iterator<Order> left = orders.iterator(); left.hasNext(); ) {
      Order order = left.next();
      if (order.number() == number) {
        left.remove();
        heldBytes -= order.heldBytes();
        return true;
      }
    }
    return false;
  }

  /**
   * Makes what is due.
   *
   * @param topology {@code null} while the network is not known: then nothing is made
   */
  void timer(Now now, Topology topology) {
    blocked = topology == null;
    if (blocked || orders.isEmpty() || now.monoMs() < nextTurnMs) {
      return;
    }
    nextTurnMs = now.monoMs() + TURN_MS;
    int left = PER_TURN;
    while (left > 0 && !orders.isEmpty()) {
      left -= work(now, topology, orders.peek(), left);
    }
  }

  /** Works on the order in front: how many SURBs that took, at least one. */
  private int work(Now now, Topology topology, Order order, int most) {
    int amount = Math.min(most, order.amount() - order.made().size());
    Result<List<ReplySurb>> made = anonymous.surbs(topology, now.wallMs(), order.tag(), amount);
    if (made.isOk()) {
      order.made().addAll(made.value());
    }
    if (made.isFault() || order.made().size() == order.amount()) {
      orders.poll();
      heldBytes -= order.heldBytes();
      order.customer().made(now, made.isFault() ? null : order.made());
    }
    return Math.max(1, amount);
  }

  /** When {@link #timer} is wanted next; positive infinity if never. */
  double deadlineMs() {
    return orders.isEmpty() || blocked ? Double.POSITIVE_INFINITY : nextTurnMs;
  }

  /** Orders that wait. */
  int orders() {
    return orders.size();
  }
}
