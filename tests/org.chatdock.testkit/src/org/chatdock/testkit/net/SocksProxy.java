// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A proxy that speaks SOCKS 4, 4a and 5, CONNECT only. */
public final class SocksProxy extends Proxy {
    private static final int PASSWORD = 2;

    private final String credentials;

    private SocksProxy(String credentials) throws IOException {
        this.credentials = credentials;
        start();
    }

    public static SocksProxy open() throws IOException {
        return new SocksProxy(null);
    }

    /** One that asks for user and password with SOCKS 5, for the user with SOCKS 4. */
    public static SocksProxy of(String user, String password) throws IOException {
        return new SocksProxy(user + ":" + password);
    }

    @Override
    Socket greet(DataInputStream in, OutputStream out) throws IOException {
        return in.readUnsignedByte() == 4 ? greet4(in, out) : greet5(in, out);
    }

    private Socket greet4(DataInputStream in, OutputStream out) throws IOException {
        in.readUnsignedByte();
        int port = in.readUnsignedShort();
        byte[] address = in.readNBytes(4);
        String user = untilZero(in);
        boolean isName = address[0] == 0 && address[1] == 0 && address[2] == 0;
        String host = isName ? untilZero(in) : InetAddress.getByAddress(address).getHostAddress();
        if (credentials != null && !credentials.startsWith(user + ":")) {
            out.write(new byte[] { 0, 0x5D, 0, 0, 0, 0, 0, 0 });
            return null;
        }
        Socket target = connect(host, port);
        out.write(new byte[] { 0, 0x5A, 0, 0, 0, 0, 0, 0 });
        return target;
    }

    private Socket greet5(DataInputStream in, OutputStream out) throws IOException {
        byte[] methods = in.readNBytes(in.readUnsignedByte());
        int method = credentials == null ? 0 : PASSWORD;
        if (new String(methods, StandardCharsets.ISO_8859_1).indexOf(method) < 0) {
            out.write(new byte[] { 5, (byte) 0xFF });
            return null;
        }
        out.write(new byte[] { 5, (byte) method });
        if (credentials != null) {
            in.readUnsignedByte();
            String user = text(in, in.readUnsignedByte());
            String password = text(in, in.readUnsignedByte());
            boolean isRight = credentials.equals(user + ":" + password);
            out.write(new byte[] { 1, (byte) (isRight ? 0 : 1) });
            if (!isRight) {
                return null;
            }
        }
        in.readNBytes(3);
        String host = switch (in.readUnsignedByte()) {
            case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
            case 3 -> text(in, in.readUnsignedByte());
            default -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
        };
        Socket target = connect(host, in.readUnsignedShort());
        // A name as the bound address: clients have to skip it, whatever its length.
        out.write(new byte[] { 5, 0, 0, 3, 5, 'p', 'r', 'o', 'x', 'y', 0, 1 });
        return target;
    }

    private static String text(DataInputStream in, int bytes) throws IOException {
        return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    }

    private static String untilZero(DataInputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != 0; next = in.readUnsignedByte()) {
            text.append((char) next);
        }
        return text.toString();
    }
}
