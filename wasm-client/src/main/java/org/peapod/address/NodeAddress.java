package org.peapod.address;

import org.peapod.bytes.ByteReader;
import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;

/**
 * Where a node takes packets: a byte 4 or 6, the port (2, big-endian) and 4 or 16 bytes of IP
 * address, so 7 or 19 bytes (chapter 2, section 2.3). Used unpadded in the forward request, padded
 * with zeros to 19 in acknowledgement blocks and to 32 in Sphinx headers.
 */
public final class NodeAddress {
  /** Bytes of an IPv4 node address without padding. */
  public static final int V4_LEN = 7;

  /** Bytes of an IPv6 node address; the padded length in acknowledgement blocks. */
  public static final int V6_LEN = 19;

  /** The padded length in Sphinx headers and SURBs. */
  public static final int SPHINX_LEN = 32;

  private static final int MAX_PORT = 0xffff;

  private final IpAddress ip;
  private final int port;

  private NodeAddress(IpAddress ip, int port) {
    this.ip = ip;
    this.port = port;
  }

  /** The address of an IP and a port from 0 to 65535. */
  public static NodeAddress of(IpAddress ip, int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("a port is 0 to 65535, got " + port);
    }
    return new NodeAddress(ip, port);
  }

  /** Reads the address that begins at {@code off}; what follows it is not looked at. */
  public static Result<NodeAddress> fromBytes(byte[] bytes, int off) {
    if (bytes == null || off < 0 || off >= bytes.length) {
      return Result.fault(AddressFault.NODE_ADDRESS_TOO_SHORT);
    }
    ByteReader reader = new ByteReader(bytes, off, bytes.length - off);
    int type = reader.u8();
    if (type != 4 && type != 6) {
      return Result.fault(AddressFault.UNKNOWN_NODE_ADDRESS_TYPE);
    }
    int port = reader.u16();
    byte[] ip = reader.bytes(type == 4 ? IpAddress.V4_LEN : IpAddress.V6_LEN);
    if (reader.hasOverrun()) {
      return Result.fault(AddressFault.NODE_ADDRESS_TOO_SHORT);
    }
    return Result.ok(new NodeAddress(IpAddress.fromBytes(ip).value(), port));
  }

  /** The address of an IP text without brackets and a port. */
  public static Result<NodeAddress> parse(String ipText, int port) {
    if (port < 0 || port > MAX_PORT) {
      return Result.fault(AddressFault.BAD_PORT);
    }
    Result<IpAddress> ip = IpAddress.parse(ipText);
    return ip.isFault() ? ip.castFault() : Result.ok(new NodeAddress(ip.value(), port));
  }

  /** The address of {@code 1.2.3.4:port} or {@code [v6]:port}. */
  public static Result<NodeAddress> parse(String text) {
    int colon = text == null ? -1 : text.lastIndexOf(':');
    if (colon < 1) {
      return Result.fault(AddressFault.BAD_HOST_AND_PORT);
    }
    int port = port(text.substring(colon + 1));
    if (port < 0) {
      return Result.fault(AddressFault.BAD_PORT);
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.length() > 2 && host.startsWith("[") && host.endsWith("]");
    if (bracketed != host.indexOf(':') >= 0) {
      return Result.fault(AddressFault.BAD_HOST_AND_PORT);
    }
    return parse(bracketed ? host.substring(1, host.length() - 1) : host, port);
  }

  private static int port(String digits) {
    if (digits.isEmpty() || digits.length() > 5) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value > MAX_PORT ? -1 : value;
  }

  /** The IP address. */
  public IpAddress ip() {
    return ip;
  }

  /** The port, 0 to 65535. */
  public int port() {
    return port;
  }

  /** The 7 or 19 bytes. */
  public byte[] unpadded() {
    return padded(ip.isV6() ? V6_LEN : V4_LEN);
  }

  /** The same followed by zeros up to {@code len} bytes. */
  public byte[] padded(int len) {
    byte[] octets = ip.toBytes();
    if (len < 3 + octets.length) {
      throw new IllegalArgumentException(
          "an address of " + (3 + octets.length) + " bytes does not fit " + len);
    }
    return new ByteWriter(len)
        .u8(ip.isV6() ? 6 : 4)
        .u16(port)
        .bytes(octets)
        .zeros(len - 3 - octets.length)
        .finish();
  }

  /** {@code 1.2.3.4:port} or {@code [v6]:port}. */
  @Override
  public String toString() {
    return ip.toUrlHost() + ":" + port;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NodeAddress
        && port == ((NodeAddress) other).port
        && ip.equals(((NodeAddress) other).ip);
  }

  @Override
  public int hashCode() {
    return 31 * ip.hashCode() + port;
  }
}
