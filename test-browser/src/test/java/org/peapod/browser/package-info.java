/**
 * Built pages in a real browser against a local network in the same JVM: the demo, and one that
 * holds the SDK that Nym publishes beside ours. Pages are known by their {@code data-testid}
 * attributes only.
 */
package org.peapod.browser;
