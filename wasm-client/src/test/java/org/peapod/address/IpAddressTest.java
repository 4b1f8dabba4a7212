package org.peapod.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peapod.vectors.Hex;

class IpAddressTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 00000000, 0.0.0.0",
    "255.254.1.10, fffe010a, 255.254.1.10",
    "::, 00000000000000000000000000000000, ::",
    "::1, 00000000000000000000000000000001, ::1",
    "1::, 00010000000000000000000000000000, 1::",
    "2001:DB8:0:0:1:0:0:1, 20010db8000000000001000000000001, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1",
    "1:2:3:4:5:6:7::, 00010002000300040005000600070000, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 00000002000300040005000600070008, 0:2:3:4:5:6:7:8",
    "::ffff:192.0.2.1, 00000000000000000000ffffc0000201, ::ffff:192.0.2.1",
    "64:ff9b::192.0.2.33, 0064ff9b0000000000000000c0000221, 64:ff9b::c000:221",
    "1:2:3:4:5:6:1.2.3.4, 00010002000300040005000601020304, 1:2:3:4:5:6:102:304",
  })
  void addressIsReadAndWrittenCanonically(String text, String hex, String canonical) {
    IpAddress ip = IpAddress.parse(text).value();
    assertEquals(hex, Hex.encode(ip.toBytes()));
    assertEquals(canonical, ip.toString());
    assertEquals(ip, IpAddress.parse(canonical).value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "01.2.3.4",
        "1.2.3.4 ",
        "1..2.3",
        "1.2.3.",
        ":",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "12345::",
        "g::",
        "::1%eth0",
        "[::1]",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1.2.3",
        "::256.1.1.1",
        "1:",
        ":1",
        "1:2:",
        "::1:",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "fe80:::1"
      })
  void textThatIsNoAddressIsRefused(String text) {
    assertEquals(AddressFault.BAD_IP, IpAddress.parse(text).fault());
  }

  @Test
  void nullAndWrongLengthsAreRefused() {
    assertEquals(AddressFault.BAD_IP, IpAddress.parse(null).fault());
    assertEquals(AddressFault.WRONG_LENGTH, IpAddress.fromBytes(new byte[5]).fault());
    assertEquals(AddressFault.WRONG_LENGTH, IpAddress.fromBytes(null).fault());
  }

  @Test
  void hostOfUrlHasBracketsForV6Only() {
    assertEquals("[2001:db8::206]", IpAddress.parse("2001:db8::206").value().toUrlHost());
    assertEquals("192.0.2.1", IpAddress.parse("192.0.2.1").value().toUrlHost());
    assertTrue(IpAddress.parse("::").value().isV6());
  }
}
