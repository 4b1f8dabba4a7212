package org.peapod.mixnet.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peapod.client.ClientFault;
import org.peapod.client.ClientOutput;
import org.peapod.client.ClientStage;

/** An application that does nothing but remember all it was told. */
final class ApplicationLog implements Application {
  final List<byte[]> received = new ArrayList<>();
  final List<byte[]> senders = new ArrayList<>();
  final List<Integer> sent = new ArrayList<>();
  final List<Integer> acknowledged = new ArrayList<>();
  final Map<Integer, ClientFault> failedSends = new HashMap<>();
  final List<ClientStage> stages = new ArrayList<>();
  final List<ClientOutput> networkNews = new ArrayList<>();

  @Override
  public void told(ClientOutput output) {
    if (output instanceof ClientOutput.Received message) {
      received.add(message.data());
      if (message.senderTag() != null) {
        senders.add(message.senderTag());
      }
    } else if (output instanceof ClientOutput.Sent message) {
      sent.add(message.message());
    } else if (output instanceof ClientOutput.Acknowledged message) {
      acknowledged.add(message.message());
    } else if (output instanceof ClientOutput.SendFailed failed) {
      failedSends.put(failed.message(), failed.fault());
    } else if (output instanceof ClientOutput.StageChanged changed) {
      stages.add(changed.stage());
    } else {
      networkNews.add(output);
    }
  }
}
