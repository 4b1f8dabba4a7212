package org.peapod.bytes;

/**
 * A record whose {@code equals} and {@code hashCode} are used. In a compiled module no other record
 * has them, since they would be a tenth of its code; calling them there throws.
 */
public interface ComparedByValue {}
