package org.peapod.reply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Gathers the changes of a bounded store. What was added and removed between two savings leaves no
 * trace, so this never holds more entries than the store, nor more removals than the store held
 * when it was last saved.
 */
final class ChangeLog<K, E> {
  private final Map<K, E> added = new LinkedHashMap<>();
  private final Set<K> removed = new LinkedHashSet<>();

  void add(K key, E entry) {
    added.put(key, entry);
  }

  void remove(K key) {
    if (added.remove(key) == null) {
      removed.add(key);
    }
  }

  Changes<K, E> take() {
    Changes<K, E> taken = new Changes<>(new ArrayList<>(removed), new ArrayList<>(added.values()));
    removed.clear();
    added.clear();
    return taken;
  }
}
