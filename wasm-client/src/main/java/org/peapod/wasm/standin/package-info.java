/**
 * Small replacements for library classes that the module cannot have: missing in TeaVM's class
 * library, or too heavy. {@link org.peapod.wasm.build.StandIns} says which class each one replaces;
 * {@link org.peapod.wasm.standin.Refusal} is what all of them throw.
 *
 * <p>They hold only the methods that the module reaches; the compiler reports any other. Nothing
 * may refer to them by name, for on a JVM the originals are in force.
 */
package org.peapod.wasm.standin;
