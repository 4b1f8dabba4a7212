/**
 * What checks of known answers share: reading the files, hexadecimal, counting. {@link
 * org.peapod.vectors.Hex} and {@link org.peapod.vectors.Checks} run wherever the core runs.
 */
package org.peapod.vectors;
