package org.peapod.topology;

import org.peapod.bytes.ComparedByValue;

/**
 * The part of the network's calendar that a directory was in when it made a page; only compared
 * between pages (chapter 4, 4.4.2).
 *
 * @param id number of the interval
 * @param epochsInInterval its length in epochs
 * @param currentEpochStart when the current epoch began
 * @param currentEpochId the epoch's number inside the interval
 * @param epochSecs whole seconds of an epoch's length
 * @param epochNanos the rest of it
 * @param totalElapsedEpochs the absolute epoch
 */
record Interval(
    long id,
    long epochsInInterval,
    UtcTime currentEpochStart,
    long currentEpochId,
    long epochSecs,
    long epochNanos,
    long totalElapsedEpochs)
    implements ComparedByValue {}
