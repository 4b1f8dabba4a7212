package org.peapod.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.peapod.bytes.Base58;
import org.peapod.vectors.Hex;

class AddressTest {
  private static final String TEXT =
      "6vn7zKup71yC2LVsg8tZq1pH9GNynXwFLUbXK3BiykQc.5D8bAcfGAyeE97q4HMFBFFsH5Y8ZiYMwHABg8mJ9Ejwx"
          + "@EE8mBpbZd2tWis1uUcUTUdGJ8rZqVc5V6vGP6E1De3i8";

  @Test
  void eachBrokenRuleOfTheTextHasItsOwnFault() {
    assertEquals(
        AddressFault.BAD_GATEWAY_SEPARATOR, ClientAddress.parse(TEXT.replace("@", "")).fault());
    assertEquals(AddressFault.BAD_GATEWAY_SEPARATOR, ClientAddress.parse(null).fault());
    assertEquals(
        AddressFault.BAD_KEY_SEPARATOR, ClientAddress.parse(TEXT.replace(".", "")).fault());
    assertEquals(AddressFault.BAD_BASE58, ClientAddress.parse(" " + TEXT).fault());
    assertEquals(AddressFault.BAD_BASE58, ClientAddress.parse(TEXT + " ").fault());
    assertEquals(AddressFault.BAD_BASE58, ClientAddress.parse(TEXT.replace(".5", ".0")).fault());
  }

  @Test
  void wrongNumberOfBytesIsRefused() {
    assertEquals(AddressFault.WRONG_LENGTH, ClientAddress.fromBytes(new byte[95]).fault());
    assertEquals(AddressFault.WRONG_LENGTH, ClientAddress.fromBytes(new byte[97]).fault());
    assertEquals(AddressFault.WRONG_LENGTH, NodeIdentity.fromBytes(new byte[31]).fault());
    assertEquals(AddressFault.WRONG_LENGTH, SenderTag.fromBytes(new byte[17]).fault());
    assertEquals(AddressFault.BAD_BASE58, SenderTag.parse(Base58.encode(new byte[15])).fault());
  }

  @Test
  void gatewayThatIsNoPointIsRefused() {
    byte[] bytes = ClientAddress.parse(TEXT).value().toBytes();
    byte[] noPoint = Hex.decode("ff02f5983ab6ad7e78b5237d005ff4897689be9a2341179b05d382cf80f1dadf");
    System.arraycopy(noPoint, 0, bytes, 64, 32);
    assertEquals(AddressFault.NOT_A_POINT, ClientAddress.fromBytes(bytes).fault());
  }

  @Test
  void equalityFollowsTheBytes() {
    ClientAddress one = ClientAddress.parse(TEXT).value();
    ClientAddress same = ClientAddress.fromBytes(one.toBytes()).value();
    assertEquals(one, same);
    assertEquals(one.hashCode(), same.hashCode());
    assertNotEquals(one, ClientAddress.of(one.identityKey(), new byte[32], one.gateway()));
    assertNotEquals(one.gateway(), one.identityKey());
    assertThrows(
        IllegalArgumentException.class,
        () -> ClientAddress.of(one.identityKey(), new byte[31], one.gateway()));
  }

  @Test
  void nodeAddressBytesThatEndEarlyOrHaveAnotherTypeAreRefused() {
    assertEquals(
        AddressFault.NODE_ADDRESS_TOO_SHORT, NodeAddress.fromBytes(new byte[0], 0).fault());
    assertEquals(
        AddressFault.UNKNOWN_NODE_ADDRESS_TYPE, NodeAddress.fromBytes(new byte[7], 0).fault());
    byte[] whole = NodeAddress.parse("[2001:db8::1]:1789").value().unpadded();
    for (int len = 1; len < whole.length; len++) {
      byte[] cut = new byte[len];
      System.arraycopy(whole, 0, cut, 0, len);
      assertEquals(AddressFault.NODE_ADDRESS_TOO_SHORT, NodeAddress.fromBytes(cut, 0).fault());
    }
    assertThrows(
        IllegalArgumentException.class, () -> NodeAddress.fromBytes(whole, 0).value().padded(18));
  }

  @Test
  void hostAndPortNeedTheirSeparators() {
    assertEquals(AddressFault.BAD_HOST_AND_PORT, NodeAddress.parse("1.2.3.4").fault());
    assertEquals(AddressFault.BAD_HOST_AND_PORT, NodeAddress.parse("2001:db8::1:42").fault());
    assertEquals(AddressFault.BAD_HOST_AND_PORT, NodeAddress.parse("[1.2.3.4]:42").fault());
    assertEquals(AddressFault.BAD_PORT, NodeAddress.parse("1.2.3.4:").fault());
    assertEquals(AddressFault.BAD_PORT, NodeAddress.parse("1.2.3.4:65536").fault());
    assertEquals(AddressFault.BAD_PORT, NodeAddress.parse("1.2.3.4:+1").fault());
    assertEquals(AddressFault.BAD_PORT, NodeAddress.parse("1.2.3.4", -1).fault());
    assertEquals(AddressFault.BAD_IP, NodeAddress.parse("gw.example.org:42").fault());
  }
}
