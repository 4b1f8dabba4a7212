package org.peapod.wasm;

import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Fault;
import org.peapod.client.ClientOutput;
import org.peapod.nodetest.NodeTestResult;

/** Encodes what {@code ClientNetwork} gives, and the warnings (docs/boundary.md). */
final class NetworkOutputWriter {
  static final int TOPOLOGY_TAKEN = 23;
  static final int TOPOLOGY_REFUSED = 24;
  static final int NODE_TESTED = 25;
  static final int NODE_TEST_FAILED = 26;
  static final int PRIVACY_WARNING = 27;

  private NetworkOutputWriter() {}

  /** The byte string of one output; {@code null} for one that the binding does not know. */
  static byte[] write(ClientOutput output) {
    if (output instanceof ClientOutput.TopologyTaken taken) {
      return OutputWriter.numbered(TOPOLOGY_TAKEN, taken.request(), new byte[0]);
    } else if (output instanceof ClientOutput.TopologyRefused refused) {
      return failed(TOPOLOGY_REFUSED, refused.request(), refused.fault());
    } else if (output instanceof ClientOutput.NodeTested tested) {
      return tested(tested.test(), tested.result());
    } else if (output instanceof ClientOutput.NodeTestFailed failed) {
      return failed(NODE_TEST_FAILED, failed.test(), failed.fault());
    } else if (output instanceof ClientOutput.PrivacyWarned warned) {
      Fault warning = warned.warning();
      return OutputWriter.reasoned(PRIVACY_WARNING, warning.name(), warning.explanation());
    }
    return null;
  }

  private static byte[] failed(int kind, int number, Fault fault) {
    byte[] reason = OutputWriter.reason(fault.name(), fault.explanation());
    return OutputWriter.numbered(kind, number, reason);
  }

  private static byte[] tested(int test, NodeTestResult result) {
    int bodyLen = 6 * 4 + 8 + 8 * result.roundTripsMs().size();
    ByteWriter out =
        OutputWriter.start(NODE_TESTED, bodyLen)
            .u32(test)
            .u32(result.sent())
            .u32(result.receivedPackets())
            .u32(result.receivedAcks())
            .u32(result.duplicatePackets())
            .u32(result.duplicateAcks())
            .u64(Double.doubleToRawLongBits(result.score()));
    for (double roundTripMs : result.roundTripsMs()) {
      out.u64(Double.doubleToRawLongBits(roundTripMs));
    }
    return out.finish();
  }
}
