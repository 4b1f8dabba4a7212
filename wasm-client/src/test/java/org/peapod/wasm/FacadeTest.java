package org.peapod.wasm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.peapod.bytes.Utf8;
import org.peapod.vectors.Hex;

class FacadeTest {
  private static final byte[] CONFIG = Utf8.encode("{\"nymApi\":[\"http://127.0.0.1:1\"]}");
  private static final String TIMES = "3ff80000000000004278bcfe56800000";
  private static final byte[] STATS = Hex.decode("0a" + TIMES);

  /** Predictable, so that a failing test can be repeated. */
  private final Facade facade =
      new Facade(
          (out, off, len) -> {
            for (int i = 0; i < len; i++) {
              out[off + i] = (byte) (i * 7 + 1);
            }
          });

  @Test
  void wrongConfigurationIsRefusedWithItsReason() {
    assertEquals(-1, facade.create(Utf8.encode("{\"nymApi\":7}")));
    assertEquals(
        "configuration key nymApi: expected a list of at most 16 URLs, got the number 7",
        facade.error());
    assertArrayEquals(Utf8.encode(facade.error()), facade.errorBytes());
  }

  @Test
  void malformedCommandIsRefusedAndTheClientLivesOn() {
    int handle = facade.create(CONFIG);
    assertEquals(-1, facade.input(handle, new byte[] {1, 2, 3}));
    assertEquals(FacadeFault.TRUNCATED_COMMAND.explanation(), facade.error());
    assertNull(facade.poll(handle));
    assertEquals(0, facade.input(handle, STATS));
    assertNotNull(facade.poll(handle));
  }

  @Test
  void statsAreAnsweredOncePerQuestion() {
    int handle = facade.create(CONFIG);
    assertEquals(0, facade.input(handle, STATS));
    assertEquals(0, facade.input(handle, STATS));
    assertEquals(OutputWriter.STATS, facade.poll(handle)[0]);
    assertEquals(OutputWriter.STATS, facade.poll(handle)[0]);
    assertNull(facade.poll(handle));
  }

  @Test
  void startLeadsToAFetch() {
    int handle = facade.create(CONFIG);
    assertEquals(0, facade.input(handle, Hex.decode("01" + TIMES)));
    boolean fetched = false;
    for (byte[] out = facade.poll(handle); out != null; out = facade.poll(handle)) {
      fetched |= out[0] == OutputWriter.FETCH;
    }
    assertTrue(fetched);
  }

  @Test
  void messagesBeforeTheStartAreRefused() {
    int handle = facade.create(CONFIG);
    String tag = "00".repeat(16);
    String[] commands = {
      "08" + TIMES + "00000007" + "0000", //
      "0b" + TIMES + "00000007" + "0000000000" + "0000",
      "0c" + TIMES + "00000007" + tag
    };
    for (String command : commands) {
      assertEquals(0, facade.input(handle, Hex.decode(command)));
      byte[] out = facade.poll(handle);
      assertEquals(OutputWriter.SEND_FAILED, out[0]);
      assertEquals("00000007" + "06" + Hex.encode(Utf8.encode("CLOSED")), fate(out));
      assertNull(drained(handle));
    }
  }

  @Test
  void hintsBeforeTheStartDoNoHarm() {
    int handle = facade.create(CONFIG);
    assertEquals(0, facade.input(handle, Hex.decode("0d" + TIMES + "00000007")));
    assertEquals(0, facade.input(handle, Hex.decode("0e" + TIMES + "0000000100004000")));
    assertEquals(0, facade.input(handle, Hex.decode("0f" + TIMES + "00")));
    assertNull(drained(handle));
  }

  @Test
  void keptClientStoresFirst() {
    int handle = facade.create(CONFIG);
    assertEquals(0, facade.input(handle, Hex.decode("10" + TIMES + "000000" + "00000000")));
    assertNull(drained(handle));
    facade.input(handle, Hex.decode("01" + TIMES));
    byte[] store = drained(handle);
    assertEquals("14" + "00000001", Hex.encode(Arrays.copyOf(store, 5)));
  }

  @Test
  void commandWithASecretIsOverwritten() {
    int handle = facade.create(CONFIG);
    byte[] keep = Hex.decode("10" + TIMES + "02" + "0003" + "c3a961" + "00000000");
    assertEquals(0, facade.input(handle, keep));
    assertArrayEquals(new byte[keep.length], keep);
    byte[] wrong = Hex.decode("10" + TIMES + "01" + "0003" + "c3a961" + "00000000");
    assertEquals(-1, facade.input(handle, wrong));
    assertArrayEquals(new byte[wrong.length], wrong);
  }

  @Test
  void stateThatCannotBeReadFailsTheStart() {
    int handle = facade.create(CONFIG);
    facade.input(handle, Hex.decode("10" + TIMES + "000000" + "00000003" + "0102034455"));
    byte[] failed = drained(handle);
    assertEquals(OutputWriter.START_FAILED, failed[0]);
    assertEquals("STATE_DAMAGED", Utf8.decode(Arrays.copyOfRange(failed, 2, 2 + failed[1])));
    assertEquals(OutputWriter.STAGE, drained(handle)[0]);
    assertEquals(OutputWriter.CLOSED, drained(handle)[0]);
    assertNull(drained(handle));
  }

  @Test
  void commandsAboutTheNetworkAreAnsweredBeforeTheStart() {
    int handle = facade.create(CONFIG);
    String[][] answered = {
      {"13" + TIMES + "00000007" + "7b7d", "18"},
      {"14" + TIMES + "00000007", "17"},
      {"15" + TIMES + "00000007" + "0014" + "40c3880000000000" + "61", "1a"}
    };
    for (String[] pair : answered) {
      assertEquals(0, facade.input(handle, Hex.decode(pair[0])));
      String answer = Hex.encode(facade.poll(handle));
      assertTrue(answer.startsWith(pair[1] + "00000007"), answer);
      assertNull(drained(handle));
    }
    assertEquals(0, facade.input(handle, Hex.decode("16" + TIMES + "00000007")));
    assertNull(drained(handle));
  }

  @Test
  void stateIsKeptFromTheStartOrNever() {
    int handle = facade.create(CONFIG);
    facade.input(handle, Hex.decode("01" + TIMES));
    assertEquals(-1, facade.input(handle, Hex.decode("10" + TIMES + "000000" + "00000000")));
    assertEquals(FacadeFault.KEPT_TOO_LATE.explanation(), facade.error());
  }

  @Test
  void unknownHandleIsRefused() {
    for (int handle : new int[] {-1, 0, Facade.MAX_CLIENTS, Integer.MAX_VALUE}) {
      assertEquals(-1, facade.input(handle, STATS));
      assertEquals(FacadeFault.UNKNOWN_CLIENT.explanation(), facade.error());
      assertNull(facade.poll(handle));
      facade.free(handle);
    }
  }

  @Test
  void freedClientIsUnknownAndItsPlaceIsTakenAgain() {
    int handle = facade.create(CONFIG);
    facade.input(handle, STATS);
    facade.free(handle);
    assertNull(facade.poll(handle));
    assertEquals(handle, facade.create(CONFIG));
    assertNull(facade.poll(handle), "the question of the client before must be gone");
  }

  /** Number, length of the name and name of a SEND_FAILED output with the fault CLOSED. */
  private static String fate(byte[] out) {
    return Hex.encode(Arrays.copyOfRange(out, 1, 12));
  }

  /** The first output that is not a wake-up; null when there is none. */
  private byte[] drained(int handle) {
    byte[] out = facade.poll(handle);
    while (out != null && out[0] == OutputWriter.WAKE) {
      out = facade.poll(handle);
    }
    return out;
  }

  @Test
  void noMoreClientsThanTheLimit() {
    for (int i = 0; i < Facade.MAX_CLIENTS; i++) {
      assertEquals(i, facade.create(CONFIG));
    }
    assertEquals(-1, facade.create(CONFIG));
    assertEquals(FacadeFault.TOO_MANY_CLIENTS.explanation(), facade.error());
    facade.free(5);
    assertEquals(5, facade.create(CONFIG));
  }
}
