// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands between the line and the gateway, cuts, and notes every text that passes whole, in order and by socket: those
 * to the client before they are passed on, so that an answer to one is always noted after it. Any thread.
 */
final class Tap implements AutoCloseable {
    /** How a cut looks to both sides. */
    enum Ending {
        RESET, FIN
    }

    /**
     * A text.
     *
     * @param socket counted from 1
     */
    record Passed(int socket, boolean toClient, String text) {
    }

    interface Pause {
        void end() throws InterruptedException;
    }

    private final URI gateway;
    private final Pause pause;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    /** Of the accepting thread, both. */
    private volatile int sockets;
    private volatile boolean pausing;
    /** All below guarded by this. */
    private final List<Passed> passed = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    private int cuts;
    /** The last one that was upgraded: a client may open a connection that it does not use in the end. */
    private Pair present;

    /**
     * @param pause returns when a new socket may go on to the gateway: one that hears of it before it has heard of the
     *        cut mixes up the order by itself
     */
    Tap(URI gateway, Pause pause) throws IOException {
        this.gateway = gateway;
        this.pause = pause;
        thread("tap-accept", this::accept);
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + gateway.getPath());
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                pausing = true;
                pause.end();
                pausing = false;
                pass(client);
            }
        } catch (IOException | InterruptedException e) {
            // Closed: the end of the test.
        }
    }

    private void pass(Socket client) throws IOException {
        Pair pair;
        try {
            sockets = sockets + 1;
            pair = new Pair(sockets, client, new Socket(gateway.getHost(), gateway.getPort()));
        } catch (IOException e) {
            // One of the two has gone meanwhile; there will be another.
            client.close();
            return;
        }
        synchronized (this) {
            pairs.add(pair);
        }
        thread("tap-to-client", () -> pair.pump(pair.server, pair.client, true));
        thread("tap-to-server", () -> pair.pump(pair.client, pair.server, false));
    }

    /** Waits until a socket is upgraded and whole; false if none is in time. */
    synchronized boolean awaitOpen() throws InterruptedException {
        long end = System.nanoTime() + House.PATIENCE.toNanos();
        while (present == null || present.cut) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** For a failure: where it stands. */
    @Override
    public synchronized String toString() {
        return "Tap[pausing=" + pausing + ", closed=" + server.isClosed() + ", sockets=" + sockets + ", cuts=" + cuts
                + ", present=" + (present == null ? 0 : present.number)
                + ", cut=" + (present != null && present.cut) + "]";
    }

    /**
     * Cuts the present socket, which has been awaited, after so many more bytes to the client, or when nothing has
     * passed for a while; returns when it has.
     */
    void cut(Ending ending, int bytes) throws InterruptedException {
        Pair pair;
        synchronized (this) {
            pair = present;
            pair.ending = ending;
            pair.left = bytes;
            long before = -1;
            while (!pair.cut && pair.left > 0 && pair.left != before) {
                before = pair.left;
                wait(20);
            }
        }
        pair.cut();
    }

    synchronized int cuts() {
        return cuts;
    }

    /** A copy. */
    synchronized List<Passed> passed() {
        return List.copyOf(passed);
    }

    @Override
    public void close() throws IOException {
        server.close();
        List<Pair> all;
        synchronized (this) {
            all = List.copyOf(pairs);
        }
        all.forEach(Pair::end);
    }

    private final class Pair {
        private final int number;
        private final Socket client;
        private final Socket server;
        /** All below guarded by the tap. */
        private boolean upgraded;
        private boolean cut;
        private Ending ending = Ending.FIN;
        /** Bytes until the cut; negative: none is wanted. */
        private long left = -1;

        Pair(int number, Socket client, Socket server) throws IOException {
            this.number = number;
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        private void pump(Socket from, Socket to, boolean toClient) {
            TextReader texts = new TextReader();
            byte[] buffer = new byte[4096];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                int count = in.read(buffer);
                while (count >= 0) {
                    int allowed = note(texts, buffer, count, toClient);
                    out.write(buffer, 0, allowed);
                    if (allowed < count) {
                        cut();
                    }
                    count = in.read(buffer);
                }
            } catch (IOException e) {
                // One of the two has gone, or was cut off.
            } finally {
                end();
            }
        }

        /** Returns how many of these bytes may pass. */
        private int note(TextReader texts, byte[] bytes, int count, boolean toClient) {
            synchronized (Tap.this) {
                int allowed = cut ? 0 : count;
                if (toClient && left >= 0) {
                    allowed = (int) Math.min(allowed, left);
                    left -= allowed;
                }
                texts.read(bytes, allowed, text -> passed.add(new Passed(number, toClient, text)));
                if (toClient && texts.isUpgraded() && !upgraded) {
                    upgraded = true;
                    present = this;
                    Tap.this.notifyAll();
                }
                return allowed;
            }
        }

        private void cut() {
            Ending how;
            synchronized (Tap.this) {
                if (cut) {
                    return;
                }
                cut = true;
                cuts++;
                how = ending;
                Tap.this.notifyAll();
            }
            if (how == Ending.RESET) {
                try {
                    client.setSoLinger(true, 0);
                    server.setSoLinger(true, 0);
                } catch (IOException e) {
                    // It has gone by itself.
                }
            }
            end();
        }

        private void end() {
            try (client; server) {
                synchronized (Tap.this) {
                    cut = true;
                    Tap.this.notifyAll();
                }
            } catch (IOException e) {
                // It has gone by itself.
            }
        }
    }
}
