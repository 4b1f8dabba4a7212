/**
 * JSON (RFC 8259) read into a tree and written compactly.
 *
 * <p>Our own because every JSON library looked at reports bad input by throwing, and the core may
 * not catch (docs/dependencies.md). Nesting and size are bounded; a broken rule is a {@link
 * org.peapod.json.JsonFault}.
 */
package org.peapod.json;
