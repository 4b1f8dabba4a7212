package org.peapod.gateway;

/** What to do after a connection ended with a fault (3.16). */
public enum GatewayReaction {
  /** Connect to the same gateway again. */
  RETRY(false, true, false),
  /** Connect to the same gateway again; if that ends the same way, choose another. */
  RETRY_THEN_OTHER(false, true, true),
  /** Drop the stored shared key, connect to the same gateway again and register. */
  REGISTER_AGAIN(true, true, false),
  /** Choose another gateway. */
  OTHER_GATEWAY(false, false, true),
  /** Neither helps: a fault of this client, or the client wanted the end. */
  GIVE_UP(false, false, false);

  private final boolean forgetsKey;
  private final boolean retryable;
  private final boolean triesOtherGateway;

  GatewayReaction(boolean forgetsKey, boolean retryable, boolean triesOtherGateway) {
    this.forgetsKey = forgetsKey;
    this.retryable = retryable;
    this.triesOtherGateway = triesOtherGateway;
  }

  /** Whether the stored shared key is of no use any more. */
  public boolean forgetsKey() {
    return forgetsKey;
  }

  /** Whether connecting to the same gateway again may help. */
  public boolean isRetryable() {
    return retryable;
  }

  /** Whether another gateway may help where this one does not. */
  public boolean triesOtherGateway() {
    return triesOtherGateway;
  }
}
