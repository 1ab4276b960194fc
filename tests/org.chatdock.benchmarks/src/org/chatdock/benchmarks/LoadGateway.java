// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The gateway of the benchmarks, a process of its own. Its arguments are passes; it prepares what it will send, prints
 * {@code {"port":…}}, serves one connection for each pass, and prints a line of JSON for each. A wrong acknowledgement
 * ends it with status 1.
 */
public final class LoadGateway {
    private LoadGateway() {
    }

    public static void main(String[] args) throws Exception {
        // Passes of one size send the same.
        Map<Integer, Frames> frames = new HashMap<>();
        List<Pass> passes = Arrays.stream(args).map(Pass::of).toList();
        passes.forEach(pass -> frames.computeIfAbsent(pass.messages(), Frames::new));
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            print("{\"port\":" + server.socket().getLocalPort() + "}");
            for (Pass pass : passes) {
                try (WebSocketPeer peer = new WebSocketPeer(server.accept())) {
                    print(new Delivery(pass, frames.get(pass.messages()), peer).run());
                }
            }
        } catch (IOException e) {
            System.err.println("The run failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void print(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
