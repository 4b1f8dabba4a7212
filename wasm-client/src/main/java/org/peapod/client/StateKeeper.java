package org.peapod.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.peapod.bytes.ByteWriter;
import org.peapod.crypto.Entropy;
import org.peapod.state.SavedState;
import org.peapod.state.StateEvent;
import org.peapod.state.StateWriter;

/**
 * Has the client's state stored, and holds back what must not happen before (docs/saved-state.md).
 *
 * <p>What one input changes becomes one order to the host; what depends on it runs when the host
 * says that it is kept. Packets of the streams depend on nothing here, so the store's pace does not
 * show on the line. Without a writer nothing is stored and nothing waits.
 */
final class StateKeeper {
  /** What may wait for the host at a time; a host that never answers is given up beyond it. */
  static final int MAX_HELD = 8_192;

  /** A change that may come late waits this long for others. */
  static final double LATE_MS = 1_000;

  /** So many of them do not wait. */
  static final int MAX_LATE = 256;

  /** The client, whose state this is. */
  interface Subject {
    /** Adds what changed in the stores since the last call. */
    void takeChanges(List<StateEvent> into);

    /** Everything; the keys of client and gateways are copies, the rest is by reference. */
    SavedState whole(Now now);

    /** The state cannot be kept any more, so nothing may happen any more. */
    void storageFailed(String detail);
  }

  /** Something that waits until an order is kept. */
  private static final class Held {
    private final Runnable action;

    /** Whether it is done when the client closes before. */
    private final boolean evenAtEnd;

    /** The last order when the input was handled that it came with. */
    private int order = NOT_SETTLED;

    Held(Runnable action, boolean evenAtEnd) {
      this.action = action;
      this.evenAtEnd = evenAtEnd;
    }
  }

  private static final int NOT_SETTLED = Integer.MAX_VALUE;

  private final StateWriter writer;
  private final Entropy entropy;
  private final Subject subject;
  private final ArrayDeque<ClientOutput> outputs;
  private final List<StateEvent> due = new ArrayList<>();
  private final List<StateEvent> late = new ArrayList<>();
  private final ArrayDeque<Held> held = new ArrayDeque<>();

  /** How many of what is held are to be given to the application. */
  private int toGive;

  private int lastOrder;
  private int keptOrder;
  private boolean begun;
  private boolean ended;
  private double lateDueMs = Double.POSITIVE_INFINITY;

  /**
   * A keeper.
   *
   * @param writerOrNull {@code null} to keep nothing; wiped at the end
   */
  StateKeeper(
      StateWriter writerOrNull,
      Entropy entropy,
      ArrayDeque<ClientOutput> outputs,
      Subject subject) {
    this.writer = writerOrNull;
    this.entropy = entropy;
    this.outputs = outputs;
    this.subject = subject;
  }

  boolean isKeeping() {
    return writer != null && !ended;
  }

  /** Stores the whole state first of all; a journal is never continued by another run. */
  void begin(Now now) {
    if (isKeeping()) {
      begun = true;
      snapshot(now);
    }
  }

  /** A change that must be kept before what depends on it. */
  void record(StateEvent event) {
    if (isKeeping()) {
      due.add(event);
    }
  }

  /** A change of which nothing depends: after a crash it would only be found out again. */
  void recordLate(double nowMs, StateEvent event) {
    if (isKeeping()) {
      late.add(event);
      lateDueMs = late.size() < MAX_LATE ? Math.min(lateDueMs, nowMs + LATE_MS) : nowMs;
    }
  }

  /** Does this when all that changes with the input at hand is kept; at once when nothing is. */
  void whenKept(Runnable action) {
    hold(false, action);
  }

  /** The same for what is given to the application: done also when the client closes before. */
  void giveWhenKept(Runnable action) {
    toGive += isKeeping() ? 1 : 0;
    hold(true, action);
  }

  /** The input is handled: orders what changed, and does what has nothing to wait for. */
  void settle(Now now) {
    if (!begun || ended) {
      return;
    }
    subject.takeChanges(due);
    if (!due.isEmpty() || lateDueMs <= now.monoMs()) {
      if (mayBeWhole()) {
        snapshot(now);
      } else {
        append();
      }
    }
    waitForLastOrder();
    release();
    if (held.size() > MAX_HELD) {
      fail("it has not answered while " + held.size() + " messages and packets waited for it");
    }
  }

  /** The host has kept an order and those before it. */
  void stored(int order) {
    if (order > keptOrder && order <= lastOrder) {
      keptOrder = order;
      release();
    }
  }

  /** The host could not keep an order. */
  void fail(String detail) {
    if (isKeeping()) {
      end();
      subject.storageFailed(detail);
    }
  }

  /** When {@link #settle} is wanted at the latest; positive infinity if never. */
  double deadlineMs() {
    return lateDueMs;
  }

  /** Gives out what was to be given out and stores everything a last time. */
  void close(Now now) {
    if (isKeeping() && begun) {
      for (Held one : held) {
        if (one.evenAtEnd) {
          one.action.run();
        }
      }
      subject.takeChanges(due);
      snapshot(now);
    }
    end();
  }

  private void end() {
    if (isKeeping()) {
      ended = true;
      held.clear();
      forgetChanges();
      writer.wipe();
    }
  }

  private void hold(boolean evenAtEnd, Runnable action) {
    if (isKeeping()) {
      held.add(new Held(action, evenAtEnd));
    } else {
      action.run();
    }
  }

  /**
   * A message that waits to be given out stands in the journal as its fragments, and only there.
   */
  private boolean mayBeWhole() {
    return writer.journal().isLong() && toGive == 0;
  }

  private void snapshot(Now now) {
    SavedState state = subject.whole(now);
    byte[] snapshot = writer.save(state, now.wallMs(), entropy);
    state.identity().wipe();
    forgetChanges();
    lastOrder++;
    outputs.add(new ClientOutput.StoreSnapshot(lastOrder, snapshot));
  }

  /**
   * Late changes come first: a record that is cut short must not keep a change without what the
   * application was given before it.
   */
  private void append() {
    late.addAll(due);
    List<byte[]> records = new ArrayList<>(late.size());
    int len = 0;
    for (StateEvent event : late) {
      byte[] record = writer.journal().append(event);
      records.add(record);
      len += record.length;
    }
    ByteWriter joined = new ByteWriter(len);
    records.forEach(joined::bytes);
    forgetChanges();
    lastOrder++;
    outputs.add(new ClientOutput.StoreAppend(lastOrder, joined.finish()));
  }

  private void forgetChanges() {
    due.clear();
    late.clear();
    lateDueMs = Double.POSITIVE_INFINITY;
  }

  /** What came with the input at hand waits for all that is ordered by now. */
  private void waitForLastOrder() {
    Iterator<Held> newestFirst = held.descendingIterator();
    while (newestFirst.hasNext()) {
      Held one = newestFirst.next();
      if (one.order != NOT_SETTLED) {
        return;
      }
      one.order = lastOrder;
    }
  }

  private void release() {
    while (!held.isEmpty() && held.peek().order <= keptOrder) {
      Held next = held.poll();
      toGive -= next.evenAtEnd ? 1 : 0;
      next.action.run();
    }
  }
}
