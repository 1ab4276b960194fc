// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.net;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on an ephemeral port that connects every target name to this computer, and remembers who wanted where. */
abstract class Proxy implements Closeable {
    private final ServerSocket server;
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final List<Integer> outgoingPorts = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    Proxy() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Called by the subclass when it is complete. */
    final void start() {
        thread(this::acceptAll, "accept");
    }

    public final int port() {
        return server.getLocalPort();
    }

    /** Where clients were let through to, {@code host:port} as they wrote it, in order. */
    public final List<String> targets() {
        return List.copyOf(targets);
    }

    /** The local ports of this proxy's connections to the targets, in the same order. */
    public final List<Integer> outgoingPorts() {
        return List.copyOf(outgoingPorts);
    }

    /** Ends all connections, and takes no more. */
    @Override
    public final void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /**
     * Talks to one client. To let it through, calls {@link #connect}, says so to the client, and returns the socket.
     *
     * @return null if the client was refused
     */
    abstract Socket greet(DataInputStream in, OutputStream out) throws IOException;

    final Socket connect(String host, int port) throws IOException {
        Socket target = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(target);
        targets.add(host + ":" + port);
        outgoingPorts.add(target.getLocalPort());
        return target;
    }

    private void acceptAll() throws IOException {
        while (true) {
            Socket client = server.accept();
            sockets.add(client);
            thread(() -> serve(client), "client");
        }
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            Socket target = greet(in, client.getOutputStream());
            if (target != null) {
                try (target) {
                    thread(() -> copy(target, client), "back");
                    copy(client, target);
                }
            }
        }
    }

    /** Until one of them ends; then both do. */
    private static void copy(Socket from, Socket to) throws IOException {
        try (from; to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void thread(Task task, String what) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // Somebody has gone, or the proxy is closed.
            }
        }, "test-proxy-" + what);
        thread.setDaemon(true);
        thread.start();
    }
}
