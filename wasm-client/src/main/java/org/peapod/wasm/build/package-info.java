/**
 * Runs inside the TeaVM compiler, never in the module: which classes are replaced, and the passes
 * that take out of the program what a module does not need: locks and empty exception handlers, the
 * comparison of records, what classes know about themselves, what libraries say when they refuse.
 *
 * <p>Found by TeaVM through {@code META-INF/services}, so that every module compiled with this jar
 * on its class path gets the same treatment. It must not know the client. Being host code on a JVM,
 * it is not bound by the core's ban on library classes.
 */
package org.peapod.wasm.build;
