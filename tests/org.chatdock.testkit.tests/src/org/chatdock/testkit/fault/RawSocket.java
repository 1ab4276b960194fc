// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One end of a WebSocket as bytes, for one thread. Reading waits, but not for ever. */
final class RawSocket implements Closeable {
    private static final int DEADLINE_MILLIS = 60_000;
    private static final byte[] MASK = { 1, 2, 3, 4 };

    /** A frame as it came, its payload without mask. */
    record Frame(int firstByte, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    private final Socket socket;
    private final DataInputStream in;

    RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(DEADLINE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Connects and sends a request, but reads no answer. */
    static RawSocket asking(URI uri) throws IOException {
        RawSocket client = new RawSocket(new Socket(uri.getHost(), uri.getPort()));
        client.write(("GET " + uri.getRawPath() + " HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: permessage-deflate\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return client;
    }

    /** A client whose upgrade is done. */
    static RawSocket open(URI uri) throws IOException {
        RawSocket client = asking(uri);
        String head = client.readHead();
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError("No upgrade: " + head);
        }
        return client;
    }

    Socket socket() {
        return socket;
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** As a server does it. */
    void send(String text) throws IOException {
        write(Frames.text(text));
    }

    /** As a client does it: with a mask. At most 125 bytes. */
    void sendMasked(int firstByte, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        frame.write(0x80 | payload.length);
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % MASK.length]);
        }
        write(frame.toByteArray());
    }

    void say(String text) throws IOException {
        sendMasked(Frames.FINAL | Frames.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Up to and with the empty line. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    Frame readFrame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        int length = second & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] mask = new byte[4];
        if ((second & 0x80) != 0) {
            in.readFully(mask);
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("in a frame");
        }
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % mask.length];
        }
        return new Frame(first, payload);
    }

    String readText() throws IOException {
        Frame frame = readFrame();
        if (frame.firstByte() != (Frames.FINAL | Frames.TEXT)) {
            throw new AssertionError("No text, but: " + frame.firstByte());
        }
        return frame.text();
    }

    byte[] read(int bytes) throws IOException {
        byte[] read = new byte[bytes];
        in.readFully(read);
        return read;
    }

    /** All that comes until FIN. */
    byte[] readToEnd() throws IOException {
        return in.readAllBytes();
    }

    /** How many bytes come until the end, and whether that is a RST. */
    record End(int bytes, Ending ending) {
    }

    End readEnd() throws IOException {
        int bytes = 0;
        try {
            while (in.read() >= 0) {
                bytes++;
            }
            return new End(bytes, Ending.FIN);
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return new End(bytes, Ending.RESET);
        }
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
