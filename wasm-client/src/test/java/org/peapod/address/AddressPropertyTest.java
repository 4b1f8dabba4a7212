package org.peapod.address;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class AddressPropertyTest {
  @Property
  void everyIpSurvivesItsText(@ForAll @Size(16) byte[] v6, @ForAll @Size(4) byte[] v4) {
    IpAddress six = IpAddress.fromBytes(v6).value();
    IpAddress four = IpAddress.fromBytes(v4).value();
    assertArrayEquals(v6, IpAddress.parse(six.toString()).value().toBytes());
    assertArrayEquals(v4, IpAddress.parse(four.toString()).value().toBytes());
  }

  @Property
  void ipv6TextAgreesWithTheJdk(
      @ForAll @CharRange(from = '0', to = '3') @Chars({':', 'a', 'F'}) @StringLength(max = 20)
          String text)
      throws UnknownHostException {
    if (text.indexOf(':') < 0) {
      return;
    }
    byte[] ours = IpAddress.parse(text).isOk() ? IpAddress.parse(text).value().toBytes() : null;
    if (ours != null && !text.contains(".")) {
      byte[] theirs = InetAddress.getByName("[" + text + "]").getAddress();
      if (theirs.length == 16) {
        assertArrayEquals(theirs, ours);
      }
    }
  }

  @Property
  void anyTextIsAnsweredWithoutThrowing(@ForAll @StringLength(max = 200) String text) {
    ClientAddress.parse(text);
    NodeIdentity.parse(text);
    SenderTag.parse(text);
    NodeAddress.parse(text);
    IpAddress.parse(text);
  }

  @Property
  void nodeAddressIsReadBackFromItsBytes(
      @ForAll @Size(4) byte[] v4, @ForAll short port, @ForAll @Size(max = 9) byte[] behind) {
    NodeAddress address = NodeAddress.of(IpAddress.fromBytes(v4).value(), port & 0xffff);
    byte[] bytes = new byte[7 + behind.length];
    System.arraycopy(address.unpadded(), 0, bytes, 0, 7);
    System.arraycopy(behind, 0, bytes, 7, behind.length);
    assertEquals(address, NodeAddress.fromBytes(bytes, 0).value());
    assertEquals(address, NodeAddress.parse(address.toString()).value());
  }

  @FuzzTest
  void anyBytesAreAnsweredWithoutThrowing(FuzzedDataProvider data) {
    NodeAddress.fromBytes(data.consumeBytes(24), 0);
    ClientAddress.fromBytes(data.consumeBytes(96));
    ClientAddress.parse(data.consumeString(140));
    NodeAddress.parse(data.consumeRemainingAsString());
  }
}
