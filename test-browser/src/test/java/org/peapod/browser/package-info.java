/**
 * The built demo in a real browser against a local network in the same JVM. It knows the page by
 * its {@code data-testid} attributes only.
 */
package org.peapod.browser;
