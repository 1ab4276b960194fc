// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** An HTTP proxy that knows CONNECT only. */
public final class HttpConnectProxy extends Proxy {
    private final String credentials;
    private final String refusal;

    private HttpConnectProxy(String credentials, String refusal) throws IOException {
        this.credentials = credentials;
        this.refusal = refusal;
        start();
    }

    public static HttpConnectProxy open() throws IOException {
        return new HttpConnectProxy(null, null);
    }

    /** One that asks for basic authentication. */
    public static HttpConnectProxy of(String user, String password) throws IOException {
        return new HttpConnectProxy("Basic " + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)), null);
    }

    /** @param head what it answers to everybody, a whole head */
    public static HttpConnectProxy thatAnswers(String head) throws IOException {
        return new HttpConnectProxy(null, head);
    }

    @Override
    Socket greet(DataInputStream in, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (refusal != null) {
            say(out, refusal);
            return null;
        }
        if (credentials != null && !head.toString().contains("\r\nProxy-Authorization: " + credentials + "\r\n")) {
            say(out, "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                    + "Content-Length: 0\r\n\r\n");
            return null;
        }
        String[] request = head.toString().split(" ", 3);
        if (!request[0].equals("CONNECT")) {
            say(out, "HTTP/1.1 405 CONNECT only\r\nContent-Length: 0\r\n\r\n");
            return null;
        }
        int colon = request[1].lastIndexOf(':');
        Socket target = connect(request[1].substring(0, colon), Integer.parseInt(request[1].substring(colon + 1)));
        say(out, "HTTP/1.1 200 Go on\r\nX-Test: yes\r\n\r\n");
        return target;
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
