package org.peapod.mixnet.node;

import java.util.HashMap;
import java.util.Map;
import org.peapod.gateway.SharedKey;

/** The registered clients of a gateway, at most a fixed number. */
final class ClientAccounts {
  private final int limit;
  private final Map<ClientId, ClientAccount> accounts = new HashMap<>();

  ClientAccounts(int limit) {
    this.limit = limit;
  }

  /** The account, or {@code null} for a client that is not registered. */
  ClientAccount find(ClientId client) {
    return accounts.get(client);
  }

  /**
   * Registers a client or gives a registered one another key; balance and last authentication
   * survive that. Null when there is no room, and then the key is wiped.
   */
  ClientAccount register(ClientId client, SharedKey key) {
    ClientAccount account = accounts.get(client);
    if (account == null) {
      if (accounts.size() >= limit) {
        key.wipe();
        return null;
      }
      account = new ClientAccount();
      accounts.put(client, account);
    }
    account.register(key);
    return account;
  }

  /** Forgets key, balance and last authentication. */
  void forget(ClientId client) {
    ClientAccount account = accounts.remove(client);
    if (account != null) {
      account.wipe();
    }
  }

  /** Forgets all clients. */
  void clear() {
    for (ClientAccount account : accounts.values()) {
      account.wipe();
    }
    accounts.clear();
  }

  /** Takes all bandwidth from every client. */
  void spendAll() {
    for (ClientAccount account : accounts.values()) {
      account.spendAll();
    }
  }

  int size() {
    return accounts.size();
  }
}
