package org.peapod.traffic;

import java.util.ArrayList;
import java.util.List;
import org.peapod.crypto.SeededEntropy;
import org.peapod.state.SavedKeys;
import org.peapod.state.SavedMessage;
import org.peapod.state.SavedState;
import org.peapod.state.StateKey;
import org.peapod.state.StateReader;
import org.peapod.state.StateSecret;
import org.peapod.state.StateWriter;

/** What a restart makes of messages: they go into a snapshot and come out of it. */
final class Restart {
  private static final double QUEUED_WALL_MS = 1_700_000_000_000.0;

  private Restart() {}

  static List<QueuedMessage> of(List<QueuedMessage> messages) {
    SeededEntropy entropy = new SeededEntropy(3);
    List<SavedMessage> saved = new ArrayList<>();
    for (QueuedMessage message : messages) {
      saved.add(saved(message));
    }
    SavedKeys keys = new SavedKeys(new byte[32], new byte[32], new byte[16]);
    SavedState state =
        new SavedState(
            new SavedState.Identity(keys, List.of(), null),
            SavedState.Replies.NONE,
            new SavedState.Messages(saved, List.of(), List.of()));
    StateSecret secret = StateSecret.none();
    byte[] snapshot =
        StateWriter.fresh(StateKey.create(secret, entropy)).save(state, QUEUED_WALL_MS, entropy);
    List<QueuedMessage> read = new ArrayList<>();
    for (SavedMessage message :
        StateReader.read(snapshot, new byte[0], secret)
            .value()
            .state()
            .messages()
            .unacknowledged()) {
      read.add(queued(message));
    }
    return read;
  }

  private static SavedMessage saved(QueuedMessage message) {
    return new SavedMessage(
        message.number(),
        new SavedMessage.Recipient.ToAddress(message.recipient()),
        message.size(),
        QUEUED_WALL_MS,
        message.payload(),
        message.setIds(),
        message.acknowledged());
  }

  private static QueuedMessage queued(SavedMessage message) {
    return new QueuedMessage(
        message.number(),
        ((SavedMessage.Recipient.ToAddress) message.recipient()).address(),
        message.size(),
        message.payload(),
        message.setIds(),
        message.acknowledged());
  }
}
